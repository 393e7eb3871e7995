"""One line every few seconds, for logs and terminals without control codes."""

import sys
from typing import TextIO

from engine.clock import Clock
from engine.display.snapshot import Look, Snapshot, format_share, list_reasons, list_speeds

EVERY_S = 5.0
_MOST_REASONS = 4


class PlainDisplay:
    """Writes a line every `EVERY_S` seconds, and one at the end."""

    def __init__(self, look: Look, clock: Clock, stream: TextIO | None = None) -> None:
        self._look, self._clock = look, clock
        self._stream = stream or sys.stderr

    async def run(self) -> None:
        """Write lines until cancelled."""
        while True:
            await self._clock.sleep(EVERY_S)
            self._write()

    def close(self) -> None:
        """Write the last line."""
        self._write()

    def _write(self) -> None:
        print(format_line(self._look()), file=self._stream, flush=True)


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
