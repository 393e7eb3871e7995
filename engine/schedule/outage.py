"""Ends a run whose provider has been out of reach for so long that waiting makes no sense."""

from enum import Enum

TOLD_S = 5.0
"""Seconds without any success after which a person is told."""

AT_FIRST_S = 120.0
"""Seconds without any success after which a run that has never had one ends: an address is wrong more often."""

LATER_S = 1800.0
"""The same for a run that has had one: outages of half an hour are ridden out."""


class Outage(Enum):
    """What to make of a request that no server answered as it should."""

    SHORT = "short"
    TO_BE_TOLD = "to be told"
    TOO_LONG = "too long"


class OutageGuard:
    """Measures how long every call has failed; times are monotonic seconds."""

    def __init__(self) -> None:
        self._had_one = False
        self._since: float | None = None
        self._told = False

    def succeed(self) -> None:
        """End an outage: a server has answered, in whatever way."""
        self._had_one, self._since, self._told = True, None, False

    def fail(self, now: float) -> Outage:
        """Count a request that no server answered as it should; an outage is to be told once."""
        if self._since is None:
            self._since = now
        elapsed = now - self._since
        if elapsed >= (LATER_S if self._had_one else AT_FIRST_S):
            return Outage.TOO_LONG
        if elapsed < TOLD_S or self._told:
            return Outage.SHORT
        self._told = True
        return Outage.TO_BE_TOLD
