"""A token bucket: how much of a limit may be used now, refilled evenly as time passes."""

_NOTHING = 1e-9
"""Less than this is a rounding error of the refill, not a lack."""


class Bucket:
    """Grants at most `capacity` at once and `rate` a second in the long run; begins full.

    Something larger than the whole capacity is granted by a full bucket, which then owes the rest: over any time of t
    seconds, at most `max(capacity, largest amount) + rate * t` is granted.

    Args:
        rate: Refill a second.
        capacity: The most it holds.
        now: Monotonic seconds.
    """

    __slots__ = ("_at", "_level", "capacity", "rate")

    def __init__(self, rate: float, capacity: float, now: float) -> None:
        self.rate, self.capacity = rate, capacity
        self._level, self._at = capacity, now

    def find_level(self, now: float) -> float:
        """Return what is in it; below zero while it owes. A clock that goes back refills nothing."""
        if now > self._at:
            self._level = min(self.capacity, self._level + (now - self._at) * self.rate)
            self._at = now
        return self._level

    def find_wait(self, amount: float, now: float) -> float:
        """Return the seconds until `amount` can be taken; 0 where it can be now."""
        lacking = min(amount, self.capacity) - self.find_level(now)
        return lacking / self.rate if lacking > _NOTHING else 0.0

    def find_reset(self, now: float) -> float:
        """Return the seconds until it is full again."""
        return (self.capacity - self.find_level(now)) / self.rate

    def take(self, amount: float) -> None:
        """Take an amount for which there was no wait."""
        self._level -= amount
