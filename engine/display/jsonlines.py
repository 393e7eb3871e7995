"""One JSON object a line, every second, for programs that watch a run."""

from typing import Any, TextIO

import orjson

from engine.display.lines import LineDisplay
from engine.display.snapshot import Snapshot

EVERY_S = 1.0


def make_json_display(stream: TextIO) -> LineDisplay:
    """Return what writes an object at once and every `EVERY_S` seconds."""
    return LineDisplay(format_object, stream, EVERY_S, first_s=0.0)


def format_object(snapshot: Snapshot) -> str:
    """Return a snapshot as one line of JSON; the event of the last one is `done`."""
    return orjson.dumps({"event": "done" if snapshot.done else "progress", **to_json(snapshot)}).decode()


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
