"""What the journal of a run knows of its rows: how long each is, and its checksum, so that a changed one is seen."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from engine.errors import InputError
from engine.journal.events import Accepted, Event
from engine.journal.replay import replay
from engine.rundir import RunDir


@dataclass(frozen=True, slots=True)
class RowSums:
    """The rows of a part in order, 8 bytes each: lengths, line ends included, and CRC-32."""

    lengths: "array[int]" = field(default_factory=lambda: array("I"))
    checksums: "array[int]" = field(default_factory=lambda: array("I"))

    @property
    def size(self) -> int:
        """Bytes of all of them."""
        return sum(self.lengths)


@dataclass(frozen=True, slots=True)
class Account:
    """What a journal says of a data set.

    Attributes:
        shards: Its parts by number.
        state: How the last process left the run; `running` where it did not say.
    """

    shards: tuple[RowSums, ...]
    state: str


def read_account(run: RunDir, data_set: str) -> Account:
    """Return what a journal says now; what is committed later is not in it.

    Raises:
        DamagedFileError: If it was changed.
    """
    shards: list[RowSums] = []

    def note(event: Event) -> None:
        if isinstance(event, Accepted) and event.task == data_set:
            while len(shards) <= event.shard:
                shards.append(RowSums())
            shards[event.shard].lengths.append(event.size)
            shards[event.shard].checksums.append(event.checksum)

    history, _ = replay(run.journal, note)
    return Account(tuple(shards), history.closed.state if history.closed else "running")


class RowCheck:
    """Holds the bytes of a part, as they come, against what is known of its rows.

    Raises:
        InputError: At the first row that is another one, by `add` and `finish`.
    """

    def __init__(self, path: Path, sums: RowSums) -> None:
        self._path, self._line, self._left, self._sum, self._wanted = path, 0, 0, 0, 0
        self._rows: Iterator[tuple[int, int]] = zip(sums.lengths, sums.checksums, strict=True)

    def add(self, data: memoryview) -> None:
        """Take the next bytes."""
        while data:
            if not self._left:
                self._line += 1
                self._left, self._wanted = next(self._rows, (0, 0))
                self._sum = 0
                if not self._left:
                    self._refuse("is a row that the journal does not know")
            piece = data[: self._left]
            data = data[self._left :]
            self._left -= len(piece)
            self._sum = crc32(piece, self._sum)
            if not self._left and self._sum != self._wanted:
                self._refuse("is not the row that the journal knows (other checksum)")

    def finish(self) -> None:
        """Say that this is all."""
        if self._left or next(self._rows, None):
            self._line += not self._left
            self._refuse("ends before a row that the journal knows")

    def _refuse(self, told: str) -> None:
        raise InputError(self._path, f"{told}; `verify` says more", self._line)
