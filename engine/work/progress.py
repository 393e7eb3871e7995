"""Takes snapshots of a run in progress for displays."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.clock import Clock
from engine.display.snapshot import CellCount, Snapshot
from engine.records import label_cell
from engine.work.book import TaskBook
from engine.work.head import Head
from engine.work.tally import Tally

MOST_CELLS = 5000
"""Cells that a snapshot counts; more would keep the workers waiting while somebody looks."""


@dataclass(slots=True)
class Progress:
    """Looks at a run.

    Attributes:
        before_s: Seconds worked by earlier processes.
        started: Monotonic seconds at which this process began.
        first_accepted: Rows accepted before it.
    """

    name: str
    books: Mapping[str, TaskBook]
    head: Head
    tally: Tally
    clock: Clock
    before_s: float
    started: float
    first_accepted: int

    def look(self, *, cells: bool) -> Snapshot:
        """Return the run as it is now, with its cells where they are asked for and not too many."""
        worked = max(self.clock.monotonic() - self.started, 1e-9)
        accepted = self.head.accepted
        return Snapshot(
            name=self.name,
            target=sum(book.ledger.plan.target for book in self.books.values() if not book.is_base),
            accepted=accepted,
            attempts=sum(book.ledger.attempts for book in self.books.values()),
            in_flight=self.head.sent,
            calls=self.tally.calls,
            elapsed_s=self.before_s + worked,
            rows_per_s=(accepted - self.first_accepted) / worked,
            refused=dict(self.tally.refused),
            failed=dict(self.tally.failed),
            cells=count_cells(self.books) if cells and self._has_few_cells() else (),
        )

    def _has_few_cells(self) -> bool:
        return sum(len(book.ledger.plan.cell_targets) for book in self.books.values()) <= MOST_CELLS


def count_cells(books: Mapping[str, TaskBook]) -> tuple[CellCount, ...]:
    """Return every cell of every task with its target and its accepted rows; rows that are rewritten do not count."""
    final = {name: book for name, book in books.items() if not book.is_base}
    return tuple(
        CellCount(label_cell(name, book.quota_names, cell, several=len(final) > 1), count.target, count.accepted)
        for name, book in final.items()
        for cell, count in book.ledger.counts().items()
    )


def count_base(books: Mapping[str, TaskBook]) -> dict[str, dict[str, int]]:
    """Return target and accepted rows of each data set whose rows are only there to be rewritten."""
    return {
        name: {"target": book.ledger.plan.target, "accepted": book.ledger.accepted}
        for name, book in books.items()
        if book.is_base
    }
