"""Judges the rows of a file one after another: each by itself, then beside those that were kept."""

from collections.abc import Sequence

from engine.cleaning.row import Drop, Row
from engine.config.sections import DedupConfig, ValidatorsConfig
from engine.judges import list_kinds, make_checks, make_corpus
from prompts.base import TaskSpec
from validators.base import Check, Measures, Reading, Refusal
from validators.chain import Chain
from validators.corpus.statistics import CorpusStatistics
from validators.personal.check import PersonalData

ALIKE = 0.5
"""Likeness from which two kept rows are told of: what a person would call the same question put another way."""

_MOST_LINES = 10


class Judge:
    """Keeps or refuses rows in their order, and remembers those that it keeps.

    Args:
        spec: The task.
        guards: What refuses copies of protected items.
        generated: True where a model wrote all rows, False where people did; None takes the word of each row.
        personal: Whether personal data refuses a row.
        threshold: Likeness from which a row is a near duplicate, 0 to 1.

    Attributes:
        unmarked: Rows judged as written by people because they name no model.
    """

    def __init__(
        self, spec: TaskSpec, guards: Sequence[Check], *, generated: bool | None, personal: bool, threshold: float
    ) -> None:
        self._spec, self._generated = spec, generated
        self._threshold = threshold
        self._corpus = make_corpus(DedupConfig(threshold=threshold), spec)
        self._statistics = CorpusStatistics(spec.profile)
        self._fields = frozenset(spec.reply_model.model_fields)
        limits = ValidatorsConfig()
        after = (*((PersonalData(list_kinds(limits)),) if personal else ()), *guards)
        self._foreign = Chain((*make_checks(limits, spec, foreign=True), *after))
        self._strict = Chain((*make_checks(limits, spec, foreign=False), *after))
        self._bare = Chain((*make_checks(limits, spec, foreign=False, bare=True), *after))
        self._alike: list[int] = []
        self._alike_count = 0
        self.unmarked = 0

    def judge(self, row: Row) -> Row | Drop:
        """Return the row where it is kept, or why it is dropped."""
        reading = self._spec.read(row.item, row.parent)
        refusal = self._choose_chain(row).judge(reading).refusal or self._compare(row, reading)
        if refusal is not None:
            return Drop(row.source.line, refusal, row.source.text)
        for check in self._corpus:
            check.admit(reading)
        self._statistics.admit(reading)
        return row

    def warnings(self) -> tuple[str, ...]:
        """Return what is to be said of the kept rows together, one sentence each."""
        return (*self._statistics.warnings(), *self._describe_alike())

    def _choose_chain(self, row: Row) -> Chain:
        generated = self._generated if self._generated is not None else bool(row.model)
        if not generated:
            self.unmarked += self._generated is None
            return self._foreign
        return self._strict if row.item.fields.keys() >= self._fields else self._bare

    def _compare(self, row: Row, reading: Reading) -> Refusal | None:
        measures: Measures = {}
        for check in self._corpus:
            refusal = check.judge(reading, measures)
            if refusal is not None:
                return refusal
        # Rewrites of one parent are to be alike.
        if measures.get("nearest", 0) >= ALIKE and not row.parent:
            self._alike_count += 1
            self._alike += [row.source.line] if len(self._alike) < _MOST_LINES else []
        return None

    def _describe_alike(self) -> tuple[str, ...]:
        if not self._alike:
            return ()
        lines = ", ".join(map(str, self._alike)) + (", …" if self._alike_count > len(self._alike) else "")
        told = (
            f"{self._alike_count:,} of the kept rows are much like an earlier one"
            f" (likeness {ALIKE} to {self._threshold:g}), in lines {lines} of the input; --threshold {ALIKE} drops them"
        )
        return (told,)
