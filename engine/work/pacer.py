"""Paces sends at the edge, so that a told limit is never passed."""

from typing import Protocol

from aiolimiter import AsyncLimiter

SHARE = 0.99
"""Share of a told limit that is used; a server's own clock may run a little faster than ours."""


class Pacer(Protocol):
    """Lets a send through when its limits allow it."""

    async def admit(self, tokens: int) -> None:
        """Wait until one request of an estimated number of tokens may be sent."""
        ...


class FreePacer:
    """Lets everything through."""

    async def admit(self, tokens: int) -> None:
        """Return at once."""


class RatePacer:
    """Spaces requests, and their tokens, evenly over each minute.

    Args:
        rpm: Requests a minute; None for no limit.
        tpm: Tokens a minute, prompt and reply together; None for no limit.
    """

    def __init__(self, rpm: float | None, tpm: float | None) -> None:
        self._requests = make_bucket(rpm) if rpm else None
        self._tokens = make_bucket(tpm) if tpm else None

    async def admit(self, tokens: int) -> None:
        """Wait for room in both buckets; many tokens pass piece by piece."""
        if self._tokens is not None:
            while tokens > 0:
                piece = min(tokens, self._tokens.max_rate)
                await self._tokens.acquire(piece)
                tokens -= round(piece)
        if self._requests is not None:
            await self._requests.acquire()


def make_bucket(per_minute: float) -> AsyncLimiter:
    """Return a bucket that holds a tenth of a second's worth, or one.

    A full bucket goes out at once, on top of what a minute lets through: `AsyncLimiter(1200, 60)` would send 2,400
    requests in its first minute. With a tenth of a second, 99% of the limit plus the bucket stay under the limit.
    """
    per_second = per_minute * SHARE / 60
    size = max(1.0, per_second / 10)
    return AsyncLimiter(size, size / per_second)
