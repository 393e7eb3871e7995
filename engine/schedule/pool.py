"""Which lane takes the next call: the one furthest behind its share among those that can."""

from collections.abc import Sequence
from math import inf

from engine.schedule.lane import Lane


class Pool:
    """Lanes by weight, after start-time fair queueing (Goyal, Vin and Cheng, 1996).

    Each lane's tag grows by 1 / weight a call, and the smallest tag is served. A lane that comes back after a rest
    starts at the tag served last: what it missed is not caught up with in a burst.
    """

    __slots__ = ("_lanes", "_served", "_tags")

    def __init__(self, lanes: Sequence[Lane]) -> None:
        self._lanes = tuple(lanes)
        self._tags = [0.0 if lane.settings.weight > 0 else inf for lane in lanes]
        self._served = 0.0

    @property
    def is_open(self) -> bool:
        """Whether some lane is left."""
        return not all(lane.closed for lane in self._lanes)

    def choose(self, now: float, tokens: float) -> tuple[int, float]:
        """Return the lane for a call of `tokens`, and 0; or -1, and the seconds until one may be free."""
        if len(self._lanes) == 1:
            wait = self._lanes[0].wait(now, tokens)
            return (0, 0.0) if wait <= 0 else (-1, wait)
        best, soonest = -1, inf
        for place, lane in enumerate(self._lanes):
            wait = lane.wait(now, tokens)
            if wait > 0:
                soonest = min(soonest, wait)
            elif best < 0 or self._tags[place] < self._tags[best]:
                best = place
        return (best, 0.0) if best >= 0 else (-1, soonest)

    def count(self, place: int) -> None:
        """Note that the lane at `place` takes a call."""
        weight = self._lanes[place].settings.weight
        if weight > 0 and len(self._lanes) > 1:
            self._served = max(self._served, self._tags[place])
            self._tags[place] = self._served + 1 / weight
