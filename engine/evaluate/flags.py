"""Writes the rows that deserve a look to a CSV that a spreadsheet can open without running anything in it."""

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from engine.outputs.cells import make_cell

_LONGEST = 2_000  # characters of a text


class Flag(NamedTuple):
    """One row that was flagged: its id, or its line where it has none; why; and its text."""

    id: str
    reason: str
    text: str


def write_flags(flags: Sequence[Flag]) -> bytes:
    """Return a CSV of UTF-8 with a byte-order mark, a header and CR LF.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it; NUL and lone surrogates are
    written as U+FFFD.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(Flag._fields)
    writer.writerows([make_cell(_shorten(cell)) for cell in flag] for flag in flags)
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _shorten(cell: str) -> str:
    return cell[:_LONGEST].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
