"""The story of an evaluation: rows and real items are read once, all are counted, a sample is looked at closely."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.cleaning.row import Drop, Row
from engine.dataset.lines import BadLine
from engine.dataset.reader import read_items, read_whole
from engine.errors import InputError, UsageError
from engine.evaluate.canaries import CanaryCount, read_canaries
from engine.evaluate.entry import Entry, EntryReader
from engine.evaluate.fidelity import compare, describe_corpus, measure_balance
from engine.evaluate.flags import Flag
from engine.evaluate.lineage import find_alike, measure_personas, measure_relatives
from engine.evaluate.privacy import compare_membership, measure_likeness
from engine.evaluate.profile import Profile
from engine.evaluate.quality import Quality
from engine.evaluate.sample import Reservoir
from engine.evaluate.source import may_evaluate, read_rows, read_steps
from engine.evaluate.statement import state_privacy
from engine.evaluate.targets import check_targets
from engine.evaluate.utility.choose import choose_probe
from engine.evaluate.utility.trial import Trials
from engine.evaluate.weights import read_weights
from engine.inputs import read_inputs
from engine.judges import make_cleaning
from prompts.base import TaskSpec

SAMPLE = 10_000
"""Rows that costly measures look at, unless another number is asked for."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be measured, and against what.

    Attributes:
        spec: The task of the rows.
        source: JSONL of any origin, or a run directory.
        real: Files of real items; without them there is no fidelity and no utility.
        protect: Files of items that must not have leaked.
        canaries: File of texts, one a line, that were planted and must not occur.
        seed: Decides every draw.
        sample: Rows that costly measures look at, at most; as many real and as many protected items.
        arabic_ratio: Arabic letters among a row's letters, at least; None sets no limit of its own.
        generated: True where a model wrote all rows, False where people did; None takes the word of each row.
        threshold: Likeness from which a row is a near duplicate of an earlier one.
        personas: Whether the lineage of the rows is measured too.
    """

    spec: TaskSpec
    source: Path
    real: Sequence[Path] = ()
    protect: Sequence[Path] = ()
    canaries: Path | None = None
    seed: int = 42
    sample: int = SAMPLE
    arabic_ratio: float | None = None
    generated: bool | None = True
    threshold: float = 0.7
    personas: bool = False


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured.

    Attributes:
        report: Ready for JSON.
        flags: Rows that did not pass.
        warnings: What a person should know, one sentence each.
    """

    report: dict[str, Any]
    flags: Sequence[Flag]
    warnings: Sequence[str]

    @property
    def met(self) -> bool:
        """Whether every target that could be measured is met."""
        return all(target["met"] for target in self.report["targets"])


@dataclass(slots=True)
class _Corpora:
    """What was read.

    Attributes:
        real: None where no real file was named.
    """

    ours: Profile
    quality: Quality
    canaries: CanaryCount
    real: Profile | None = None
    protected: list[Entry] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


Tell = Callable[[str, int, int], None]
"""Is told what is being done, and how much of how much of it is done; 0 of 0 where that is not known."""


See = Callable[[Row], None]
"""Is shown every row as it is read, so that a file need not be read once more."""


def evaluate(order: Order, tell: Tell = lambda *_: None, see: See = lambda _: None) -> Evaluation:
    """Return the figures of a data set, each of whose rows is shown to `see`; nothing is written.

    Raises:
        InputError: If a file cannot be read or holds nothing of the task.
        UsageError: If the sample is too small to measure anything.
    """
    if order.sample < 100:
        raise UsageError(f"--sample {order.sample}: at least 100 rows are needed")
    corpora = _read(order, tell, see)
    ours = corpora.ours.sample.list()
    report: dict[str, Any] = {
        "task": order.spec.name,
        "source": str(order.source),
        "rows": corpora.ours.rows,
        "evaluation_use": may_evaluate(order.source),
        **corpora.quality.measure(),
        "sample": {"rows": len(ours), "of": corpora.ours.rows, "seed": order.seed},
        "fidelity": _measure_fidelity(order, corpora, tell),
        "diversity": _measure_diversity(corpora),
        "utility": _measure_utility(order, corpora, tell),
        "privacy": _measure_privacy(order, corpora, tell),
    }
    flags = [*corpora.quality.flags]
    if order.personas:
        report["persona"] = {**measure_personas(ours), "relatives": measure_relatives(ours)}
        near = set(find_alike(ours))
        flags += [Flag(str(entry.number + 1), "relative_alike", entry.text) for entry in ours if entry.number in near]
        report["flagged"] = len(flags)
    report["targets"] = check_targets(report)
    if not report["evaluation_use"]:
        corpora.warnings.append("items of a benchmark were rewritten: nothing is to be evaluated on it with these rows")
    if overlap := report["utility"].get("overlap"):
        corpora.warnings.append(f"{overlap:.1%} of the sampled rows are real items: usefulness is overstated")
    return Evaluation(report, flags, [*corpora.warnings, *corpora.ours.warnings()])


def _read(order: Order, tell: Tell, see: See) -> _Corpora:
    spec, reader = order.spec, EntryReader(order.spec)
    inputs = read_inputs(None, 0, order.protect, {spec.name: spec}, 0)
    cleaning = make_cleaning(spec, inputs, order.threshold, personal=True)
    quality = Quality(
        spec, cleaning, generated=order.generated, threshold=order.threshold, arabic_ratio=order.arabic_ratio
    )
    canaries = CanaryCount(read_canaries(order.canaries) if order.canaries else ())
    corpora = _Corpora(Profile(spec, order.sample, order.seed), quality, canaries)
    for number, row in enumerate(read_rows(order.source, spec, lambda rows, *at: tell(f"{rows:,} rows", *at))):
        quality.add(row)
        if isinstance(row, Drop):
            continue
        see(row)
        meta = row.source.fields.get("meta")
        entry, reading = reader.read(number, row.item.fields, meta if isinstance(meta, Mapping) else {})
        corpora.ours.add(entry, reading)
        canaries.look(reading.keys.values())
    if not corpora.ours.rows:
        raise InputError(order.source, f"holds no row of {spec.name}")
    if order.real:
        corpora.real = _read_real(order, reader, corpora, tell)
    corpora.protected = _read_protected(order, reader)
    return corpora


def _read_real(order: Order, reader: EntryReader, corpora: _Corpora, tell: Tell) -> Profile:
    real = Profile(order.spec, order.sample, order.seed)
    for path in order.real:
        unread = other = 0
        for number, item in enumerate(read_items(path, (order.spec.name,))):
            if isinstance(item, BadLine):
                unread += 1
            elif item.task != order.spec.name:
                other += 1
            else:
                real.add(*reader.read(number, item.fields, {}))
            if number % 1000 == 0:
                tell(f"{number:,} real items", 0, 0)
        if unread or other:
            corpora.warnings.append(f"{path}: {unread:,} records could not be read, {other:,} are of another task")
    if not real.rows:
        raise InputError(order.real[0], f"holds no item of {order.spec.name}")
    return real


def _read_protected(order: Order, reader: EntryReader) -> list[Entry]:
    kept = Reservoir[Entry](order.sample, order.seed)
    for path in order.protect:
        for number, item in enumerate(read_whole(path, (order.spec.name,))):
            if item.task == order.spec.name:
                kept.offer(reader.read(number, item.fields, {})[0])
    return kept.list()


def _measure_fidelity(order: Order, corpora: _Corpora, tell: Tell) -> dict[str, Any]:
    tell("fidelity", 0, 0)
    ours, real = corpora.ours, corpora.real
    found = {
        "ours": describe_corpus(ours, ours.sample.list()),
        "label_l1_to_target": measure_balance(ours, read_weights(order.source, order.spec)),
    }
    if real is None:
        return found
    return {**found, "real": describe_corpus(real, real.sample.list()), **compare(ours, real, order.seed)}


def _measure_diversity(corpora: _Corpora) -> dict[str, Any]:
    figures, warnings = corpora.ours.figures(), corpora.ours.warnings()
    found = {
        **figures,
        "ttr": corpora.ours.ttr,
        "item_ttr": corpora.ours.item_ttr,
        "arabic_ratio": corpora.quality.measure_script(),
        "collapsed": bool(warnings),
        "warnings": [*warnings],
    }
    if corpora.real is not None:
        theirs = corpora.real.figures()
        names = ("top_opening", "top_opening_share", "top_opening_bigram_share", "top_topic", "top_topic_share")
        found["real"] = {name: theirs[name] for name in (*names, "distinct_1", "distinct_2")}
    return found


def _measure_utility(order: Order, corpora: _Corpora, tell: Tell) -> dict[str, Any]:
    if corpora.real is None:
        return {"reason": "no real items to test with (--real)"}
    ours, real = corpora.ours.sample.list(), corpora.real.sample.list()
    probe = choose_probe(real)
    if probe is None:
        return {"reason": "the real items have no labels"}
    trials = Trials(probe, ours, real, order.seed)
    if trials.shortage:
        return {"metric": probe.metric, "reason": trials.shortage}
    return trials.run(read_steps(order.source, order.spec.name), lambda what: tell(f"utility: {what}", 0, 0))


def _measure_privacy(order: Order, corpora: _Corpora, tell: Tell) -> dict[str, Any]:
    tell("privacy", 0, 0)
    found: dict[str, Any] = {"personal": corpora.quality.measure_personal()}
    if order.canaries:
        found["canaries"] = corpora.canaries.measure()
    if statement := state_privacy(order.source):
        found["differential_privacy"] = statement
    if not corpora.protected:
        return found
    ours = corpora.ours.sample.list()
    real = corpora.real.sample.list() if corpora.real else []
    likeness = measure_likeness(ours, corpora.protected)
    return {
        **found,
        "leaks": corpora.quality.measure_leaks(),
        "nearest_protected": likeness,
        "membership": compare_membership(ours, corpora.protected, real, order.seed),
    }
