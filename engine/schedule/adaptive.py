"""How many calls may be in flight where nobody told: grows while all is well, shrinks when the server suffers."""

from math import inf

FIRST, MOST_CALLS = 16, 512
"""Calls in flight at the start, and at most."""

_BLIND = 128
_DOUBLING_S = 0.5
_CUT = 0.7
_TROUBLED = 0.25
_SLOW_FACTOR = 3.0
_FORGETTING = 1.05
_ROUND_SAMPLES = 8


class AdaptiveConcurrency:
    """Slow start, then additive increase and multiplicative decrease, at most one decrease a round trip.

    Growth needs demand: a limit that is not used says nothing. Latency counts as bad where the mean of a round trip is
    three times the smallest; calls are cut down to no less than twice what the server finishes in one smallest round
    trip (as BBR bounds its window), so that a provider whose answers merely vary is never held back.

    Attributes:
        limit: Calls that may be in flight; at least 1.
    """

    __slots__ = (
        "_count",
        "_cut_at",
        "_grown_at",
        "_latency",
        "_opened",
        "_slow_start",
        "_smallest",
        "_total",
        "_trouble",
        "_wanted_at",
        "limit",
    )

    def __init__(self) -> None:
        self.limit = float(FIRST)
        self._slow_start, self._grown_at = True, inf
        self._cut_at = self._wanted_at = -inf
        self._trouble = 0.0
        self._opened, self._total, self._count = -inf, 0.0, 0
        self._latency, self._smallest = 0.0, inf

    def wait(self, now: float, in_flight: int) -> float:
        """Return the seconds until one more call may be in flight; infinite: when another has ended."""
        if in_flight + 1 <= self.limit:
            return 0.0
        self._wanted_at = now
        if not self._slow_start or self.limit >= _BLIND:
            return inf
        # Answers may take seconds: a start that waits for each round of them would take a minute.
        if self._grown_at == inf:
            self._grown_at = now
        if now - self._grown_at < _DOUBLING_S:
            return self._grown_at + _DOUBLING_S - now
        self.limit, self._grown_at = self.limit * 2, now
        return 0.0

    def succeed(self, now: float, entered: float, in_flight: int) -> None:
        """Grow if the limit was in use; `in_flight` counts the call that ended."""
        if self._trouble:
            self._trouble *= 15 / 16
        self._total += now - entered
        self._count += 1
        if self._count >= _ROUND_SAMPLES and entered >= self._opened:
            self._close_round(now, in_flight)
        # Whoever was turned away while this call was under way would have used more.
        if (self._wanted_at >= entered or in_flight + 1 > self.limit) and self.limit < MOST_CALLS:
            step = 1.0 if self._slow_start else max(1.0, self.limit / 16) / self.limit
            self.limit = min(self.limit + step, float(MOST_CALLS))
            self._grown_at = now

    def trouble(self, now: float, entered: float) -> None:
        """Shrink if timeouts, resets and server errors come in a burst; single ones are no sign of load."""
        self._trouble += (1 - self._trouble) / 16
        if self._trouble > _TROUBLED:
            self._cut(now, entered, 1.0)

    def refuse(self, now: float, entered: float, rate: float) -> None:
        """Shrink after a 429, but not under what keeps `rate` calls a second going."""
        if self._latency:
            self._cut(now, entered, 2 * rate * self._latency + 2)

    def _cut(self, now: float, entered: float, least: float) -> None:
        if entered > self._cut_at and least < self.limit:
            self.limit = max(self.limit * _CUT, least, 1.0)
            self._cut_at = now
            self._slow_start = False

    def _close_round(self, now: float, in_flight: int) -> None:
        self._latency = self._total / self._count
        self._smallest = min(self._smallest * _FORGETTING, self._latency)
        # Little's law: what is finished in the smallest round trip is calls in flight times smallest / mean.
        if self._latency > _SLOW_FACTOR * self._smallest and 2 * in_flight > self.limit:
            self._cut(now, now, 2 * in_flight * self._smallest / self._latency)
        self._opened, self._total, self._count = now, 0.0, 0
