"""What the working process says of itself twice a second, for those who look while it works and after it died."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from engine.clock import Clock
from engine.journal.events import Closed
from engine.journal.replay import RunHistory
from engine.work.head import Head

HEARTBEAT_S = 0.5


@dataclass(frozen=True, slots=True)
class Beat:
    """What a process said last.

    Attributes:
        in_flight: Calls sent and not yet judged.
        time: Seconds since the Unix epoch.
    """

    in_flight: int
    time: float


class Heartbeat:
    """Says what only the working process knows: how many calls are in flight, and that it lives."""

    def __init__(self, path: Path, head: Head, clock: Clock) -> None:
        self._path, self._head, self._clock = path, head, clock

    async def run(self) -> None:
        """Write until cancelled."""
        while True:
            said = {"pid": os.getpid(), "in_flight": self._head.in_flight, "time": self._clock.wall()}
            # A disk that refuses is found, and told, by the committer.
            with suppress(OSError):
                self._path.write_bytes(orjson.dumps(said))
            await self._clock.sleep(HEARTBEAT_S)

    def close(self) -> None:
        """Remove it: an orderly end leaves nothing in flight."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def read_beat(path: Path, history: RunHistory) -> Beat | None:
    """Return what the last process of a run said last, or None where it ended in an orderly way or said nothing."""
    if history.epoch is None or history.closed is not None:
        return None
    try:
        said = orjson.loads(path.read_bytes())
        beat = Beat(max(0, int(said["in_flight"])), float(said["time"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None
    return beat if beat.time >= history.epoch.time else None  # an older one is that of a process before


def describe_death(history: RunHistory, beat: Beat | None) -> Closed | None:
    """Return the closing event that a process which died could not write, or None where the last one wrote its own."""
    if history.epoch is None or history.closed is not None:
        return None
    began = history.epoch.time
    time = beat.time if beat else began
    return Closed("interrupted", time, time - began, (), "the process died")
