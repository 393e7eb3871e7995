"""What the working process last said of itself, as others read it."""

import math
from dataclasses import dataclass
from pathlib import Path

import orjson

from engine.journal.events import Closed
from engine.journal.replay import RunHistory


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
