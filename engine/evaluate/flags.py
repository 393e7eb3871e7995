"""Writes the rows that deserve a look to a CSV that a spreadsheet can open without running anything in it."""

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
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
    writer.writerows([_guard(cell) for cell in flag] for flag in flags)
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _guard(cell: str) -> str:
    cell = cell[:_LONGEST].replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return f"'{cell}" if cell.lstrip(" \u00a0\u200e\u200f").startswith(_STARTS) else cell
