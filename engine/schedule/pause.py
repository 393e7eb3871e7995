"""One pause for all workers: a server that asks for rest gets it once, not once per worker."""

MAX_PAUSE_S = 3600.0
"""The longest pause that a server can ask for, in seconds."""


class SharedPause:
    """Until when nobody sends. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._until = 0.0

    def extend(self, now: float, seconds: float) -> None:
        """Rest for `seconds` from `now` on, unless a longer rest is in force already."""
        self._until = max(self._until, now + min(max(seconds, 0.0), MAX_PAUSE_S))

    def remaining(self, now: float) -> float:
        """Return the seconds of rest left; zero when sending is free."""
        return max(0.0, self._until - now)
