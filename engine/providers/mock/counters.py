"""How the mock server's chat requests ended: counted by each of its processes, added up for whoever asks."""

from collections.abc import MutableSequence
from enum import IntEnum


class Count(IntEnum):
    """What is counted; its place in a row."""

    requests = 0
    ok = 1
    refused_429 = 2
    errors = 3
    tokens = 4


class Counters:
    """One row of counts for each process, which alone writes it, and one of what was there at the last reset.

    Args:
        rows: Memory for all rows, shared by the processes where there are several; begins as zeros.
        own: Number of this process, from 0.
    """

    def __init__(self, rows: MutableSequence[int], own: int = 0) -> None:
        self._rows = rows
        self._own = (own + 1) * len(Count)

    def add(self, count: Count, amount: int = 1) -> None:
        """Count something of this process."""
        self._rows[self._own + count] += amount

    def read(self) -> dict[str, int]:
        """Return what all processes counted since the last reset."""
        return {count.name: self._sum(count) - self._rows[count] for count in Count}

    def reset(self) -> None:
        """Begin at zero again."""
        for count in Count:
            self._rows[count] = self._sum(count)

    def _sum(self, count: Count) -> int:
        return sum(self._rows[place] for place in range(len(Count) + count, len(self._rows), len(Count)))


def count_cells(processes: int) -> int:
    """Return how many numbers the rows of so many processes take."""
    return (processes + 1) * len(Count)
