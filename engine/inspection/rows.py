"""Counts the rows of a task as they lie in its shards, from their own content, and holds each against the journal."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from zlib import crc32

from engine.config.settings import TaskSettings
from engine.inspection.committed import Committed, digest_row
from engine.inspection.part_lines import PartLine, read_lines
from engine.records import Cell
from engine.rundir import RunDir
from engine.sink.row import Row, read_row
from validators.base import CorpusCheck
from validators.chain import Chain


@dataclass(slots=True)
class RowCounts:
    """What a task's shards hold.

    Attributes:
        cells: Cell, read from the row's own fields, to committed rows.
        rows: Committed rows.
        copies: Reason code of a corpus check to rows that it would not have admitted after those before them.
    """

    rows: int = 0
    cells: Counter[Cell] = field(default_factory=Counter)
    duplicate_ids: int = 0
    copies: Counter[str] = field(default_factory=Counter)
    leaks: int = 0
    orphans: int = 0
    problems: list[str] = field(default_factory=list)


class RowCounter:
    """Looks at the rows of one task, one by one.

    Args:
        settings: The data set; its planned fields make a row's cell.
        committed: The journal's account; ids of rows that are found are taken out of its places.
        corpus: The run's checks against the rows before, as they are made for a new run.
        guards: The run's checks for leaks.
    """

    def __init__(
        self,
        settings: TaskSettings,
        committed: Committed,
        corpus: Sequence[CorpusCheck],
        guards: Chain,
    ) -> None:
        self.counts = RowCounts()
        self._task, self._spec, self._committed = settings.task, settings.spec, committed
        self._quota_names = tuple(quota.name for quota in settings.quotas)
        self._corpus, self._guards = corpus, guards
        self._ids: set[str] = set()

    def count(self, run_dir: RunDir) -> RowCounts:
        """Return the counts of all rows of the task."""
        history = self._committed.history.tasks.get(self._task)
        for line in read_lines(run_dir.rows(self._task), history.shards if history else ()):
            try:
                row = read_row(self._spec.name, line.data)
            except ValueError:
                row = None
            if line.committed:
                self._count_row(row, line)
            elif row is not None:
                self._judge_tail(row, line)
        return self.counts

    def _count_row(self, row: Row | None, line: PartLine) -> None:
        self.counts.rows += 1
        if row is None:
            self._report(line, "not a row")
            return
        cell = tuple(str(row.item.fields.get(name, "")) for name in self._quota_names)
        self.counts.cells[cell] += 1
        if self._is_new_id(row, line):
            self._hold_against_journal(row, line, cell)
        self._judge_content(row, line)

    def _judge_tail(self, row: Row, line: PartLine) -> None:
        """Judge a row past the journalled end: a crash can leave one, but none like a committed one."""
        if self._is_new_id(row, line) and self._committed.history.closed is not None:
            # An orderly end commits everything first, so whatever stands there now came later.
            self.counts.orphans += 1
            self._report(line, f"the journal knows no row {row.id!r}")
        self._judge_content(row, line)

    def _is_new_id(self, row: Row, line: PartLine) -> bool:
        if row.id in self._ids:
            self.counts.duplicate_ids += 1
            self._report(line, f"id {row.id!r} stands twice")
            return False
        self._ids.add(row.id)
        return True

    def _hold_against_journal(self, row: Row, line: PartLine, cell: Cell) -> None:
        known = self._committed.places.get(self._task, {}).pop(row.id, None)
        if known is None:
            self.counts.orphans += 1
            self._report(line, f"the journal knows no row {row.id!r}")
        elif known != digest_row(line.shard, line.offset, crc32(line.data), cell):
            self._report(line, f"row {row.id!r} is not where, or not as, it was committed")

    def _judge_content(self, row: Row, line: PartLine) -> None:
        try:
            reading = self._spec.read(row.item, row.family)
            copies = [refusal for check in self._corpus if (refusal := check.judge(reading, {}))]
            leak = self._guards.judge(reading).refusal
            for check in self._corpus:
                check.admit(reading)
        except (KeyError, TypeError, AttributeError, ValueError, IndexError):
            # A task reads its fields as its own checks have left them; a row that was changed may have any.
            self._report(line, "fields are missing or of a wrong type")
            return
        self.counts.copies.update(refusal.code for refusal in copies)
        self.counts.leaks += leak is not None
        for refusal in (*copies, *((leak,) if leak else ())):
            self._report(line, f"{refusal.code}: {refusal.detail}")

    def _report(self, line: PartLine, problem: str) -> None:
        self.counts.problems.append(f"{line.place}: {problem}")
