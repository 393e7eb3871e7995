"""Paces sends at the edge, so that a told limit is never passed."""

from collections.abc import Sequence
from math import inf
from typing import Protocol

import anyio
from aiolimiter import AsyncLimiter

SHARE = 0.99
"""Share of a told limit that is used; a server's own clock may run a little faster than ours."""


class Pacer(Protocol):
    """Lets a send through when its limits allow it."""

    @property
    def is_free(self) -> bool:
        """Whether nothing ever waits."""
        ...

    async def admit(self, tokens: int) -> None:
        """Wait until one request of an estimated number of tokens may be sent."""
        ...


class FreePacer:
    """Lets everything through."""

    is_free = True

    async def admit(self, tokens: int) -> None:
        """Return at once."""


class RatePacer:
    """Spaces requests, and their tokens, evenly over each minute.

    Args:
        rpm: Requests a minute; None for no limit.
        tpm: Tokens a minute, prompt and reply together; None for no limit.
    """

    is_free = False

    def __init__(self, rpm: float | None, tpm: float | None) -> None:
        self._requests = make_bucket(rpm) if rpm else None
        self._tokens = make_bucket(tpm) if tpm else None
        self._turn = anyio.Lock()

    async def admit(self, tokens: int) -> None:
        """Wait for room in both buckets; one request at a time, in the order in which they came."""
        async with self._turn:
            if self._tokens is not None:
                await self._take(self._tokens, tokens)
            if self._requests is not None:
                await self._requests.acquire()

    @staticmethod
    async def _take(bucket: AsyncLimiter, amount: float) -> None:
        # A request may have more tokens than the bucket holds: it passes piece by piece, and nobody in between.
        while amount > 0:
            piece = min(amount, bucket.max_rate)
            await bucket.acquire(piece)
            amount -= piece


def make_bucket(per_minute: float) -> AsyncLimiter:
    """Return a bucket that holds a tenth of a second's worth, or one.

    A full bucket goes out at once, on top of what a minute lets through: `AsyncLimiter(1200, 60)` would send 2,400
    requests in its first minute. With a tenth of a second, 99% of the limit plus the bucket stay under the limit.
    """
    per_second = per_minute * SHARE / 60
    size = max(1.0, per_second / 10)
    return AsyncLimiter(size, size / per_second)


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
