"""The only door to time and chance, so that every decision can run on a virtual clock."""

import time
from hashlib import blake2b
from typing import Protocol

import anyio


class Clock(Protocol):
    """Time as the engine sees it."""

    def monotonic(self) -> float:
        """Seconds from an arbitrary start; for pacing, pauses and timeouts."""
        ...

    def wall(self) -> float:
        """Seconds since the Unix epoch; for HTTP dates and journal times only."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait, letting other work go on."""
        ...


class SystemClock:
    """The machine's own clock."""

    def monotonic(self) -> float:
        """Return seconds from the system's monotonic clock."""
        return time.monotonic()

    def wall(self) -> float:
        """Return seconds since the Unix epoch."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Wait in the event loop; zero still lets other tasks run."""
        await anyio.sleep(seconds)


def draw(*parts: str | int) -> int:
    """Return a 63-bit number that is a function of `parts` alone, the same on every machine and in every version."""
    text = "\x1f".join(map(str, parts)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big") >> 1
