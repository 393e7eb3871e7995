"""Counts the rows of a task as they lie in its shards, from their own content, and holds each against the journal."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from engine.inspection.committed import Committed, digest_row
from engine.inspection.guards import IsLeak
from engine.inspection.part_lines import PartLine, read_lines
from engine.records import Cell
from engine.rundir import RunDir
from prompts.base import TaskSpec
from validators.base import Item
from validators.text import fingerprint


@dataclass(slots=True)
class RowCounts:
    """What a task's shards hold.

    Attributes:
        cells: Cell, read from the row's own fields, to committed rows.
        rows: Committed rows.
    """

    rows: int = 0
    cells: Counter[Cell] = field(default_factory=Counter)
    duplicate_ids: int = 0
    duplicate_texts: int = 0
    leaks: int = 0
    orphans: int = 0
    problems: list[str] = field(default_factory=list)


class RowCounter:
    """Looks at the rows of one task, one by one.

    Args:
        spec: The task.
        quota_names: Fields that make a row's cell.
        committed: The journal's account; ids of rows that are found are taken out of its places.
        is_leak: Whether an item copies a seed or a protected item.
    """

    def __init__(self, spec: TaskSpec, quota_names: tuple[str, ...], committed: Committed, is_leak: IsLeak) -> None:
        self.counts = RowCounts()
        self._spec, self._quota_names, self._committed, self._is_leak = spec, quota_names, committed, is_leak
        self._ids: set[str] = set()
        self._texts: set[int] = set()

    def count(self, run_dir: RunDir) -> RowCounts:
        """Return the counts of all rows of the task."""
        history = self._committed.history.tasks.get(self._spec.name)
        for line in read_lines(run_dir.rows(self._spec.name), history.shards if history else ()):
            row = line.parse()
            if line.committed:
                self._count_row(row, line)
            elif row is not None:
                self._judge_tail(row, line)
        return self.counts

    def _count_row(self, row: dict[str, Any] | None, line: PartLine) -> None:
        self.counts.rows += 1
        if row is None:
            self._report(line, "not a row")
            return
        cell = tuple(str(row.get(name, "")) for name in self._quota_names)
        self.counts.cells[cell] += 1
        if self._is_new_id(row, line):
            self._hold_against_journal(row, line, cell)
        self._judge_content(row, line)

    def _judge_tail(self, row: dict[str, Any], line: PartLine) -> None:
        """Judge a row past the journalled end: a crash can leave one, but none like a committed one."""
        if self._is_new_id(row, line) and self._committed.history.closed is not None:
            # An orderly end commits everything first, so whatever stands there now came later.
            self.counts.orphans += 1
            self._report(line, f"the journal knows no row {row.get('id')!r}")
        self._judge_content(row, line)

    def _is_new_id(self, row: dict[str, Any], line: PartLine) -> bool:
        name = str(row.get("id"))
        if name in self._ids:
            self.counts.duplicate_ids += 1
            self._report(line, f"id {name!r} stands twice")
            return False
        self._ids.add(name)
        return True

    def _hold_against_journal(self, row: dict[str, Any], line: PartLine, cell: Cell) -> None:
        name = str(row.get("id"))
        known = self._committed.places.get(self._spec.name, {}).pop(name, None)
        if known is None:
            self.counts.orphans += 1
            self._report(line, f"the journal knows no row {name!r}")
        elif known != digest_row(line.shard, line.offset, crc32(line.data), cell):
            self._report(line, f"row {name!r} is not where, or not as, it was committed")

    def _judge_content(self, row: dict[str, Any], line: PartLine) -> None:
        try:
            mark = fingerprint(self._spec.identity(row))
            is_leak = self._is_leak(Item(self._spec.name, row))
        except (KeyError, TypeError, AttributeError, ValueError, IndexError):
            # A task reads its fields as its own checks have left them; a row that was changed may have any.
            self._report(line, "fields are missing or of a wrong type")
            return
        if mark in self._texts:
            self.counts.duplicate_texts += 1
            self._report(line, "the same text as a row before it")
        self._texts.add(mark)
        if is_leak:
            self.counts.leaks += 1
            self._report(line, "a copy of a seed or of a protected item")

    def _report(self, line: PartLine, problem: str) -> None:
        self.counts.problems.append(f"{line.place}: {problem}")
