"""Paces sends at the edge, so that a told limit is never passed."""

from collections.abc import Sequence
from math import inf

from aiolimiter import AsyncLimiter


class Spacer:
    """Keeps a told limit's distance between any two sends, where calls that are late would catch up side by side.

    The gate plans at 99% of a limit and makes up for lateness; here nothing passes faster than the limit itself, so
    that a server whose bucket holds a single call is not provoked.

    Args:
        rpm: Requests a minute of the whole run; None for no limit.
        lanes: The same of each lane.

    Attributes:
        spaces: Whether anything is ever held back.
    """

    def __init__(self, rpm: float | None, lanes: Sequence[float | None]) -> None:
        self._run = make_spacer(rpm)
        self._lanes = tuple(map(make_spacer, lanes))
        self.spaces = any(limiter is not None for limiter in (self._run, *self._lanes))

    async def admit(self, lane: int) -> None:
        """Wait until a call may be sent on `lane`."""
        limiter = self._lanes[lane]
        if limiter is not None:
            await limiter.acquire()
        if self._run is not None:
            await self._run.acquire()


def make_spacer(per_minute: float | None) -> AsyncLimiter | None:
    """Return a bucket that holds one call and a quarter, or a hundredth of a second's worth.

    Timers are late by a millisecond or so; the quarter makes up for it.
    """
    if not per_minute or per_minute == inf:
        return None
    size = max(1.25, per_minute / 6000)
    return AsyncLimiter(size, size * 60 / per_minute)
