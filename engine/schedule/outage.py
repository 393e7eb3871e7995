"""Ends a run whose provider has been out of reach for so long that waiting makes no sense."""

AT_FIRST_S = 120.0
"""Seconds without any success after which a run that has never had one ends: an address is wrong more often."""

LATER_S = 1800.0
"""The same for a run that has had one: outages of half an hour are ridden out."""


class OutageGuard:
    """Measures how long every call has failed; times are monotonic seconds."""

    def __init__(self) -> None:
        self._had_one = False
        self._since: float | None = None

    def succeed(self) -> None:
        """End an outage: a server has answered, in whatever way."""
        self._had_one, self._since = True, None

    def fail(self, now: float) -> bool:
        """Count a request that no server answered as it should; return whether this has gone on for too long."""
        if self._since is None:
            self._since = now
        return now - self._since >= (LATER_S if self._had_one else AT_FIRST_S)
