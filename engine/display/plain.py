"""One line every few seconds, for logs and terminals without control codes."""

import sys
from typing import TextIO

from engine.clock import Clock
from engine.display.snapshot import Look, Snapshot, format_duration, list_reasons

EVERY_S = 5.0


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
    """Return a snapshot as one line without Arabic and without control codes."""
    refused = sum(snapshot.refused.values()) + sum(snapshot.failed.values())
    reasons = ", ".join(f"{code} {count}" for code, count in list_reasons(snapshot, 4))
    share = snapshot.accepted / snapshot.target
    return (
        f"{snapshot.name}: {snapshot.accepted}/{snapshot.target} rows ({share:.0%}), "
        f"{snapshot.rows_per_s:.1f} rows/s, ETA {format_duration(snapshot.eta_s)}, "
        f"{refused} not accepted{f' ({reasons})' if reasons else ''}"
    )
