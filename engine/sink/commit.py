"""The order on disk that commits a row exactly once: rows, sync, events, sync; after a failure, nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from engine.errors import StorageError
from engine.journal.writer import JournalWriter
from engine.sink.shards import Segment, ShardWriter


@dataclass(frozen=True, slots=True)
class Batch:
    """What is committed together.

    Attributes:
        number: Position among all batches of this process; they are written in this order, none left out.
        rows: Segments by writer, in the order of the writers; empty for one without new rows.
        lines: Sealed events; those that point at rows point at rows of this batch or an earlier one.
        events: Number of events.
    """

    number: int
    rows: tuple[list[Segment], ...]
    lines: bytes
    events: int


class GroupCommit:
    """Writes batches of rows and events.

    The event loop adds to the writers (a row before its event) and calls `take_batch`; one worker thread at a time
    calls `write` while the loop goes on adding.

    Args:
        writers: Every shard writer of the run, those of accepted rows first.
    """

    def __init__(self, journal: JournalWriter, writers: Sequence[ShardWriter]) -> None:
        self.journal, self.writers = journal, tuple(writers)
        self._taken = 0
        self._written = 0
        self._failure: BaseException | None = None
        self._lock = Lock()

    def take_batch(self) -> Batch:
        """Take all rows and events added since the last call, without touching the disk."""
        events = len(self.journal)
        batch = Batch(self._taken, tuple(writer.take() for writer in self.writers), self.journal.take(), events)
        self._taken += 1
        return batch

    def write(self, batch: Batch) -> None:
        """Commit a batch; it is durable on return. Blocks.

        Raises:
            StorageError: The disk refused, now or earlier: what a failed write left behind is unknown, so nothing is
                written after it. A resume finds out and goes on.
        """
        with self._lock:
            if self._failure is not None:
                raise StorageError(self.journal.path, "go on writing", f"an earlier write failed: {self._failure}")
            if batch.number != self._written:
                raise ValueError(f"batch {batch.number} is written where batch {self._written} is due")
            try:
                self._write_in_order(batch)
            except BaseException as error:
                self._failure = error
                raise
            self._written += 1

    def close(self) -> None:
        """Give all files back; does not write."""
        with self._lock:
            for writer in self.writers:
                writer.close()
            self.journal.close()

    def _write_in_order(self, batch: Batch) -> None:
        # A run directory that was moved, or that a lock did not keep to ourselves, gets no further row.
        self.journal.ensure_in_place()
        touched = [(writer, rows) for writer, rows in zip(self.writers, batch.rows, strict=True) if rows]
        for writer, rows in touched:
            writer.append(rows)
        for writer, _ in touched:
            writer.sync()
        if batch.lines:
            self.journal.write(batch.lines)
