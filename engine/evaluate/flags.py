"""The rows that deserve a look, and a CSV of them that a spreadsheet can open without running anything in it."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.outputs.cells import make_cell

_LONGEST = 200  # characters of a text
MOST = 50_000
"""Rows that are kept to be written; all are counted."""


class Flag(NamedTuple):
    """One row that was flagged: its id, or its line where it has none; why; and its text."""

    id: str
    reason: str
    text: str


class Flags:
    """Flagged rows in their order: all are counted, the first 50,000 kept with the beginning of their text.

    Attributes:
        count: All that were flagged.
    """

    def __init__(self) -> None:
        self.count = 0
        self._kept: list[Flag] = []

    def __iter__(self) -> Iterator[Flag]:
        return iter(self._kept)

    def add(self, name: str, reason: str, text: str) -> None:
        """Flag a row."""
        self.count += 1
        if len(self._kept) < MOST:
            self._kept.append(Flag(name, reason, text[:_LONGEST]))

    def warnings(self) -> tuple[str, ...]:
        """Return a sentence where not all are kept."""
        if self.count <= MOST:
            return ()
        return (f"{self.count:,} rows are flagged, the first {MOST:,} are listed",)


def write_flags(flags: Iterable[Flag]) -> bytes:
    """Return a CSV of UTF-8 with a byte-order mark, a header and CR LF.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it; NUL and lone surrogates are
    written as U+FFFD.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(Flag._fields)
    writer.writerows([make_cell(_mend(cell)) for cell in flag] for flag in flags)
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _mend(cell: str) -> str:
    return cell.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
