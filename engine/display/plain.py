"""One line every few seconds, for logs and terminals without control codes."""

from typing import TextIO

from engine.display.lines import LineDisplay
from engine.display.snapshot import Snapshot, format_share, list_reasons, list_speeds

EVERY_S = 5.0
_MOST_REASONS = 4


def make_plain_display(stream: TextIO) -> LineDisplay:
    """Return what writes a line every `EVERY_S` seconds."""
    return LineDisplay(format_line, stream, EVERY_S, first_s=EVERY_S)


def format_line(snapshot: Snapshot) -> str:
    """Return a snapshot as one line without control codes."""
    rows = f"{snapshot.accepted:,}/{snapshot.target:,} rows ({format_share(snapshot)})"
    line = f"{snapshot.name}: {', '.join([rows, *list_speeds(snapshot), _format_reasons(snapshot)])}"
    return "".join(char if char.isprintable() else "\ufffd" for char in line)


def _format_reasons(snapshot: Snapshot) -> str:
    reasons = list_reasons(snapshot)
    if not reasons:
        return "0 not accepted"
    shown = [f"{code} {count:,}" for code, count in reasons[:_MOST_REASONS]]
    more = [f"{len(reasons) - _MOST_REASONS} more reasons"] if len(reasons) > _MOST_REASONS else []
    return f"{sum(count for _, count in reasons):,} not accepted ({', '.join([*shown, *more])})"
