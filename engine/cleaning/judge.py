"""Judges the rows of a file one after another: each by itself, then beside those that were kept."""

from collections.abc import Sequence
from itertools import compress, groupby
from operator import itemgetter

from engine.cleaning.originals import Originals
from engine.cleaning.row import Drop, Row
from engine.cleaning.texts import FreeTexts
from engine.cleaning.twins import Twins
from engine.judges import Cleaning
from prompts.base import TaskSpec
from validators.base import Measures, Reading, Refusal
from validators.chain import Chain


class Judge:
    """Keeps or refuses rows in their order, and remembers those that it keeps.

    Args:
        spec: The task.
        checks: What rows are held against.
        generated: True where a model wrote all rows, False where people did; None takes the word of each row.
        threshold: Likeness from which `checks` refuse near duplicates, for messages.

    Attributes:
        unmarked: Rows judged as written by people because they name no model.
    """

    def __init__(self, spec: TaskSpec, checks: Cleaning, *, generated: bool | None, threshold: float) -> None:
        self._spec, self._checks, self._generated = spec, checks, generated
        self._texts = FreeTexts(spec)
        self._fields = frozenset(spec.reply_model.model_fields)
        self._families: dict[int, str] = {}
        self._twins, self._originals = Twins(spec.text_fields[0], threshold), Originals(spec)
        self.unmarked = 0

    def judge(self, rows: Sequence[Row]) -> list[Row | Drop]:
        """Return for each of some rows the row where it is kept, or why it is dropped."""
        return self.judge_readings(rows, [self.read(row) for row in rows])

    def read(self, row: Row) -> Reading:
        """Return the reading of a row that `judge_readings` wants."""
        name, parent = row.id, row.parent
        own = hash(name)
        # A variant of a rewrite is a relative of what was rewritten; two rows that happen to have one id are none.
        alone = "" if own in self._families else name
        family = self._families.get(hash(parent), parent) if parent else alone
        if name:
            self._families.setdefault(own, family)
        return self._spec.read(row.item, family)

    def judge_readings(self, rows: Sequence[Row], readings: Sequence[Reading]) -> list[Row | Drop]:
        """Return what `judge` does, of rows that are read already."""
        refusals = self._judge_alone(rows, readings)
        self._checks.near.read_ahead(compress(readings, [refusal is None for refusal in refusals]))
        found = [self._judge_beside(*each) for each in zip(rows, readings, refusals, strict=True)]
        for each, reading in zip(found, readings, strict=True):
            if isinstance(each, Row):
                self._checks.statistics.admit(reading)
        return found

    def warnings(self) -> tuple[str, ...]:
        """Return what is to be said of the kept rows together, one sentence each."""
        return (*self._checks.statistics.warnings(), *self._twins.warnings(), *self._originals.warnings())

    def _judge_alone(self, rows: Sequence[Row], readings: Sequence[Reading]) -> list[Refusal | None]:
        """Return why each row is refused by itself."""
        refusals: list[Refusal | None] = []
        for chain, group in groupby(zip(map(self._choose_chain, rows), readings, strict=True), itemgetter(0)):
            refusals += [verdict.refusal for verdict in chain.judge_all([reading for _, reading in group])]
        judged = zip(rows, readings, refusals, strict=True)
        return [refusal or self._find_personal(row, reading) for row, reading, refusal in judged]

    def _judge_beside(self, row: Row, reading: Reading, refusal: Refusal | None) -> Row | Drop:
        """Return a row that is refused neither by itself nor beside those that were kept before, or why it is."""
        line, checks = row.source.line, self._checks
        refusal = refusal or self._compare(row, reading)
        if refusal is not None:
            return Drop(line, refusal, row.source.json)
        for check in (checks.identical, checks.near, checks.written):
            check.admit(reading)
        self._originals.admit(line, checks.identical.mark(reading), reading)
        return row

    def _choose_chain(self, row: Row) -> Chain:
        generated = self._generated if self._generated is not None else bool(row.model)
        if not generated:
            self.unmarked += self._generated is None
            return self._checks.foreign
        return self._checks.strict if row.item.fields.keys() >= self._fields else self._checks.bare

    def _find_personal(self, row: Row, reading: Reading) -> Refusal | None:
        personal = self._checks.personal
        if personal is None:
            return None
        refusal = personal.judge(reading, {})
        # A row holds more texts than those of its task, and all of them are passed on with it.
        beside = [] if refusal else self._texts.find_beside(row.source)
        return personal.judge_text("\n".join(beside)) if beside else refusal

    def _compare(self, row: Row, reading: Reading) -> Refusal | None:
        measures: Measures = {}
        # A variant by a rule has its parent's words by design: it is to be written otherwise.
        checks = self._checks
        for check in (checks.written, checks.strangers) if row.rule else (checks.identical, checks.near):
            refusal = check.judge(reading, measures)
            if refusal is not None and row.rule and not refusal.twin:
                return refusal  # which of the rows with its words is spelt like it, nobody remembers
            if refusal is not None:
                return self._originals.explain(refusal, row.source.line, checks.identical.mark(reading), reading)
        if not row.parent:
            self._twins.admit(row.source.line, reading, measures)
        return None
