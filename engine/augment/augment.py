"""The story of augmenting: rows are judged and kept, varied by rules, and as many variants taken as labels allow."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from fractions import Fraction
from random import Random
from typing import Any

import orjson

from engine.augment.judging import VariantJudge
from engine.augment.order import Augmented, Order
from engine.augment.parent import Parent, Relative
from engine.augment.sentences import read_sentences
from engine.augment.shares import settle
from engine.augment.spool import Spool
from engine.augment.varying import Varying
from engine.cleaning.clean import Position
from engine.cleaning.judge import Judge
from engine.cleaning.row import BROKEN_LINE, OTHER_TASK, Drop, Row
from engine.dataset.lines import BadLine
from engine.errors import UsageError
from engine.evaluate.source import read_rows
from engine.inputs import read_inputs
from engine.judges import make_cleaning
from engine.outputs.places import Named, check_places, list_inputs
from engine.outputs.staged import StagedFile, stage
from validators.base import Item, Refusal
from validators.text import fingerprint

LABEL_SHARE = "label_share"
"""Reason code of a variant that is sound and would unsettle the shares of labels."""

_EVERY = 256


def augment(order: Order, watch: Callable[[Position], None] = lambda _: None) -> Augmented:
    """Write rows and variants of them; nothing is changed on disk before everything is whole.

    Args:
        order: What is to be done.
        watch: Told how far it is, every 256 rows: over the bytes that are read, then over the rows.

    Raises:
        InputError: If a file cannot be read.
        UsageError: If two files that must differ are the same, shares cannot be met, or there is no row of the task.
        StorageError: If the output cannot be written.
    """
    _check_places(order)
    with ExitStack() as stack:
        parents, variants = (stack.enter_context(Spool(order.output)) for _ in range(2))
        kept, *dropped = stack.enter_context(stage(order.output, *([order.dropped] if order.dropped else [])))
        return _Augmentation(order, parents, variants, dropped, watch).write(kept)


def _check_places(order: Order) -> None:
    """Raise UsageError where a file that is written is one that must stay; the input alone may be written over."""
    staying: list[Named] = [("--protect", path) for path in order.protect]
    staying += [("--sentences", order.sentences)] if order.sentences else []
    staying += list_inputs(order.source) if order.source else []
    check_places([("--out-path", order.output)], staying)
    if order.dropped is not None:
        staying += [("--in-path", order.source)] if order.source else []
        check_places([("--dropped", order.dropped)], [*staying, ("--out-path", order.output)])


class _Augmentation:
    def __init__(
        self,
        order: Order,
        parents: Spool,
        variants: Spool,
        dropped: Sequence[StagedFile],
        watch: Callable[[Position], None],
    ) -> None:
        self._order, self._parents, self._variants, self._watch = order, parents, variants, watch
        self._files = dropped
        self._ids: set[int] = set()
        self._dropped: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._rows: Counter[str] = Counter()
        self._warnings: tuple[str, ...] = ()

    def write(self, output: StagedFile) -> Augmented:
        """Go through it all, and write what is wanted."""
        order = self._order
        inputs = read_inputs(None, 0, order.protect, {order.spec.name: order.spec}, 0)
        judge = VariantJudge(order, make_cleaning(order.spec, inputs, order.threshold, personal=True))
        if order.source is not None:
            cleaning = make_cleaning(order.spec, inputs, order.threshold, personal=True)
            self._keep_rows(Judge(order.spec, cleaning, generated=order.generated, threshold=order.threshold), judge)
        self._keep_sentences()
        if not self._parents.count and self._dropped and self._dropped.keys() == {OTHER_TASK}:
            raise UsageError(f"{order.source} holds rows of another task only, none of {order.spec.name}")
        varying = Varying(order, judge, self._weigh())
        passed = self._vary(varying)
        taken = self._settle(passed)
        return self._finish(output, varying, passed, taken)

    def _keep_rows(self, judge: Judge, variants: VariantJudge) -> None:
        order = self._order
        assert order.source is not None  # noqa: S101 - asked by the caller
        told = lambda rows, done, size: self._watch(Position(rows, done, size))  # noqa: E731
        for read in read_rows(order.source, order.spec, told):
            found = self._judge_row(read, judge)
            if isinstance(found, Drop):
                self._drop(found)
            else:
                self._parents.write(found.write())
                self._rows[self._read_label(found.fields)] += 1
                variants.admit(order.spec.read(Item(order.spec.name, found.fields), found.family))
        self._warnings = judge.warnings()

    def _judge_row(self, read: Row | Drop, judge: Judge) -> Parent | Drop:
        if isinstance(read, Drop):
            return read
        [found] = judge.judge([Relative(read.source, read.item)])
        if isinstance(found, Drop):
            return found
        place = self._order.source.stem if self._order.source else ""
        parent = Parent.of_row(found, self._order, f"{place}-{found.source.line}")
        mark = fingerprint(parent.id)
        if mark in self._ids:
            return Drop(parent.line, Refusal("duplicate_id", parent.id[:80]), found.source.json)
        self._ids.add(mark)
        return parent

    def _keep_sentences(self) -> None:
        field = next((rule.reads for rule in self._order.rules if rule.reads), "")
        for found in read_sentences(self._order.sentences) if self._order.sentences else ():
            if isinstance(found, BadLine):
                self._drop(Drop(found.line, Refusal(BROKEN_LINE, found.reason), text=found.text))
            else:
                self._parents.write(Parent.of_sentence(*found, self._order, field).write())

    def _drop(self, drop: Drop) -> None:
        self._dropped[drop.refusal.code] += 1
        for file in self._files:
            file.write(drop.write())

    def _vary(self, varying: Varying) -> Counter[str]:
        """Write every variant that passes to its spool; return label to their number."""
        passed: Counter[str] = Counter()
        for number, stored in enumerate(self._parents.read()):
            if number % _EVERY == 0:
                self._watch(Position(number, number, self._parents.count))
            for row, rule, refusal in varying.vary(Parent(**stored), self._ids):
                if refusal is not None:
                    self._refuse(row, rule, refusal)
                else:
                    label = self._read_label(row)
                    passed[label] += 1
                    self._variants.write([rule, label, row])
        return passed

    def _refuse(self, row: dict[str, Any], rule: str, refusal: Refusal) -> None:
        self._refused[refusal.code] += 1
        told = {"parent_id": row["meta"]["parent_id"], "rule": rule, "reason": refusal.code, "detail": refusal.detail}
        for file in self._files:
            file.write(orjson.dumps({**told, "row": row}, option=orjson.OPT_APPEND_NEWLINE))

    def _weigh(self) -> dict[str, Fraction]:
        """Return label to weight: what was asked for, or the shares of the rows that are kept."""
        if self._order.weights:
            return dict(self._order.weights)
        known = next((each.weights for each in self._order.spec.dimensions if each.name == self._order.label), {})
        shares = self._rows or Counter(dict.fromkeys(known, 1))
        return {label: Fraction(shares[label]) for label in [*known, *(each for each in shares if each not in known)]}

    def _settle(self, passed: Counter[str]) -> dict[str, int]:
        order = self._order
        if not order.label or not (order.weights or self._rows):
            return dict(passed)
        return settle({} if order.only_variants else self._rows, passed, self._weigh())

    def _finish(self, output: StagedFile, varying: Varying, passed: Counter[str], taken: dict[str, int]) -> Augmented:
        order, labels, by_rule = self._order, Counter[str](), Counter[str]()
        kept = self._rows.total()
        for stored in self._parents.read() if not order.only_variants else ():
            if stored["text"]:
                output.write(stored["text"].encode() + b"\n")
                labels[self._read_label(stored["fields"])] += 1
        for rule, label, row in self._choose(passed, taken):
            output.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
            by_rule[rule] += 1
            labels[label] += 1
        said = self._explain_rest(passed, taken)
        sentences = self._parents.count - kept
        return Augmented(
            read=self._parents.count + self._dropped.total(),
            kept=kept + sentences,
            variants=by_rule.total(),
            dropped=dict(self._dropped.most_common()),
            refused=dict(self._refused.most_common()),
            by_rule={rule.name: by_rule[rule.name] for rule in order.rules},
            made=dict(varying.made),
            passed=dict(varying.passed),
            labels=dict(sorted(labels.items())),
            warnings=(*self._warnings, *said),
        )

    def _explain_rest(self, passed: Counter[str], taken: dict[str, int]) -> list[str]:
        left = passed.total() - sum(taken.values())
        if not left:
            return []
        scarce = sorted(label for label, weight in self._weigh().items() if weight and not passed[label])
        why = f"; there are no variants of {', '.join(scarce)}, and --label-weights sets other shares" if scarce else ""
        return [f"{left:,} sound variants are left out so that labels keep their shares{why}"]

    def _choose(self, passed: Counter[str], taken: dict[str, int]) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield as many variants of each label as are taken, a random choice in their order."""
        rng = Random(f"{self._order.seed}|choice")
        left, wanted = Counter(passed), Counter(taken)
        for rule, label, row in self._variants.read():
            if rng.random() * left[label] < wanted[label]:
                wanted[label] -= 1
                yield rule, label, row
            else:
                self._refuse(row, rule, Refusal(LABEL_SHARE, label))
            left[label] -= 1

    def _read_label(self, fields: Any) -> str:
        return str(fields[self._order.label]) if self._order.label else ""
