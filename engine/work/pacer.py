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
        # A bucket of one second's worth: AsyncLimiter(rpm, 60) would let a whole minute's worth through at once.
        self._requests = AsyncLimiter(max(1.0, rpm * SHARE / 60), max(1.0, 60 / (rpm * SHARE))) if rpm else None
        self._tokens = AsyncLimiter(tpm * SHARE / 6, 10.0) if tpm else None

    async def admit(self, tokens: int) -> None:
        """Wait for room in both buckets; a request larger than the token bucket waits for a full one."""
        if self._tokens is not None:
            await self._tokens.acquire(min(tokens, self._tokens.max_rate))
        if self._requests is not None:
            await self._requests.acquire()
