"""What the working process says of itself twice a second, for those who look while it works and after it died."""

import math
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson
from anyio import to_thread

from engine.clock import Clock
from engine.journal.disk import name_temporary
from engine.journal.events import Closed
from engine.journal.replay import RunHistory
from engine.work.corpus_watch import CorpusWatch
from engine.work.head import Head

HEARTBEAT_S = 0.5


@dataclass(frozen=True, slots=True)
class Beat:
    """What a process said last.

    Attributes:
        in_flight: Calls sent and not yet judged.
        time: Seconds since the Unix epoch.
        elapsed_s: Seconds worked, by a clock that nobody sets.
        warnings: What is over-used among the rows so far.
    """

    in_flight: int
    time: float
    elapsed_s: float
    warnings: tuple[str, ...] = ()


class Heartbeat:
    """Says what only the working process knows: calls in flight, how long it has worked, what its rows are like.

    Args:
        epoch: Number of this process among all that worked on the run.
        watch: Looks at all rows together.
        started: Monotonic seconds at which it began.
    """

    def __init__(self, path: Path, epoch: int, head: Head, watch: CorpusWatch, clock: Clock, started: float) -> None:
        self._path, self._epoch, self._head, self._watch = path, epoch, head, watch
        self._clock, self._started = clock, started

    async def run(self) -> None:
        """Write until cancelled; what was said before stays whole until the new is written."""
        while True:
            said = {
                "pid": os.getpid(),
                "epoch": self._epoch,
                "in_flight": self._head.sent,
                "time": self._clock.wall(),
                "elapsed_s": round(self._clock.monotonic() - self._started, 3),
                "warnings": self._watch.list_warnings(),
            }
            await to_thread.run_sync(self._write, orjson.dumps(said))
            await self._clock.sleep(HEARTBEAT_S)

    def close(self) -> None:
        """Remove it, after an orderly end only: what a process that died said last is all that is known of its end."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _write(self, said: bytes) -> None:
        # Nothing waits for the disk itself, and one that refuses is found, and told, by the committer.
        temporary = name_temporary(self._path)
        try:
            temporary.write_bytes(said)
            temporary.replace(self._path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def read_beat(path: Path, history: RunHistory) -> Beat | None:
    """Return what the last process of a run said last, or None where it ended in an orderly way or said nothing."""
    if history.epoch is None or history.closed is not None:
        return None
    try:
        said = orjson.loads(path.read_bytes())
        warnings = _read_lines(said["warnings"])
        beat = Beat(max(0, int(said["in_flight"])), float(said["time"]), float(said["elapsed_s"]), warnings)
        mine = said["epoch"] == history.epoch.number
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None
    return beat if mine and math.isfinite(beat.time) and 0 <= beat.elapsed_s < math.inf else None


def _read_lines(said: object) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(line, str) for line in said):
        raise TypeError("not a list of lines")
    return tuple(said)


def describe_death(history: RunHistory, beat: Beat | None) -> Closed | None:
    """Return the closing event that a process which died could not write, or None where the last one wrote its own.

    Everything of its tranches that it did not settle counts as lost: nobody knows which of its calls were charged.
    """
    if history.epoch is None or history.closed is not None:
        return None
    beat = beat or Beat(0, history.epoch.time, 0.0)
    return Closed("interrupted", beat.time, beat.elapsed_s, (), "the process died", history.unsettled)
