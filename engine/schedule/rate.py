"""Spaces sends evenly over each minute: when the next one is due, and what it owes after it was sent."""

from math import inf

SHARE = 0.99
"""Share of a told limit that is used; a server's own clock may run a little faster than ours."""

_LATE_CALL_S = 0.05
_LATE_TOKENS_S = 0.25
_LARGEST_SHARE = 0.1


class Pace:
    """A leaky bucket that holds one call: each is paid for before it goes, at a rate that may change at any time.

    The arithmetic is that of the generic cell rate algorithm (ITU-T I.371): one number, until when all is paid.

    Args:
        rate: Amount a second; infinite for no limit.
        late: Seconds by which a late send is caught up with; more is lost, so that no burst builds up.
    """

    __slots__ = ("_paid", "late", "rate")

    def __init__(self, rate: float = inf, late: float = _LATE_CALL_S) -> None:
        self.rate = rate
        self.late = late
        self._paid = -inf

    def wait(self, now: float, amount: float) -> float:
        """Return the seconds until `amount` may pass; zero or less means now."""
        return self._paid + amount / self.rate - now

    def take(self, now: float, amount: float) -> None:
        """Let `amount` pass, due or not."""
        self._paid = max(self._paid + amount / self.rate, now - self.late)

    def give(self, amount: float) -> None:
        """Give back what was not used; a negative amount is owed by those who come next."""
        self._paid -= amount / self.rate


class TokenPace(Pace):
    """Spaces calls of unequal size so that no 60 seconds hold more tokens than the limit.

    A window that opens with a call holds it and all that was paid for since: the rate leaves room for the largest
    call seen, up to a tenth of the limit.
    """

    __slots__ = ("_largest", "_limit", "_share")

    def __init__(self, rate: float = inf) -> None:
        super().__init__(rate, _LATE_TOKENS_S)
        self._limit, self._share, self._largest = inf, SHARE, 0.0

    def limit(self, per_second: float) -> None:
        """Keep to a told limit."""
        self._limit = per_second
        self._fit()

    def take(self, now: float, amount: float) -> None:
        """Let `amount` pass, and remember the largest."""
        if amount > self._largest:
            self._largest = amount
            self._fit()
        super().take(now, amount)

    def _fit(self) -> None:
        share = min(self._largest / (60 * self._limit), _LARGEST_SHARE)
        self.rate = self._limit * min(SHARE, 1 - share - _LATE_TOKENS_S / 60)
