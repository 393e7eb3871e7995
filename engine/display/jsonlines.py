"""One JSON object a line, every second, for programs that watch a run."""

import sys
from typing import Any, TextIO

import orjson

from engine.clock import Clock
from engine.display.snapshot import Look, Snapshot

EVERY_S = 1.0


class JsonDisplay:
    """Writes a snapshot every `EVERY_S` seconds, and one at the end."""

    def __init__(self, look: Look, clock: Clock, stream: TextIO | None = None) -> None:
        self._look, self._clock = look, clock
        self._stream = stream or sys.stderr

    async def run(self) -> None:
        """Write objects until cancelled."""
        while True:
            self._write(done=False)
            await self._clock.sleep(EVERY_S)

    def close(self) -> None:
        """Write the last object."""
        self._write(done=True)

    def _write(self, *, done: bool) -> None:
        line = orjson.dumps({"event": "done" if done else "progress", **to_json(self._look())})
        print(line.decode(), file=self._stream, flush=True)


def to_json(snapshot: Snapshot) -> dict[str, Any]:
    """Return a snapshot as a JSON-ready object."""
    return {
        "name": snapshot.name,
        "target": snapshot.target,
        "accepted": snapshot.accepted,
        "attempts": snapshot.attempts,
        "in_flight": snapshot.in_flight,
        "calls": snapshot.calls,
        "elapsed_s": round(snapshot.elapsed_s, 3),
        "rows_per_s": round(snapshot.rows_per_s, 3),
        "eta_s": None if snapshot.eta_s is None else round(snapshot.eta_s, 1),
        "rejected": dict(snapshot.refused),
        "failed": dict(snapshot.failed),
    }
