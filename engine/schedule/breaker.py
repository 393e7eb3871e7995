"""Keeps calls away from an endpoint that answers none, and tries it with one call now and then."""

from math import inf

_RUN = 8
_FIRST_WAIT_S, _LONGEST_WAIT_S = 1.0, 30.0


class Breaker:
    """Opens after eight failures in a row, lets one call through after a growing wait, closes on its success.

    Attributes:
        is_open: Whether calls are kept away.
    """

    __slots__ = ("_opened_at", "_probing", "_row", "_try_at", "_wait", "is_open")

    def __init__(self) -> None:
        self.is_open = False
        self._row, self._wait = 0, _FIRST_WAIT_S
        self._opened_at, self._try_at, self._probing = -inf, 0.0, False

    @property
    def is_shaken(self) -> bool:
        """Whether the latest call had no answer."""
        return self._row > 0

    def wait(self, now: float) -> float:
        """Return the seconds until a call may go; infinite while the one that tries is on its way."""
        if not self.is_open:
            return 0.0
        return inf if self._probing else max(0.0, self._try_at - now)

    def enter(self) -> None:
        """Note that a call goes."""
        self._probing = self.is_open

    def withdraw(self) -> None:
        """Note that it did not go after all."""
        self._probing = False

    def succeed(self, entered: float) -> None:
        """Note an answer to a call sent at `entered`."""
        if entered >= self._opened_at:
            self.is_open, self._probing, self._opened_at = False, False, -inf
            self._row, self._wait = 0, _FIRST_WAIT_S

    def fail(self, now: float, entered: float, jitter: float) -> bool:
        """Note a call without an answer; return whether the breaker opened by it. `jitter` is a draw from [0, 1)."""
        if entered < self._opened_at:
            return False
        self._row += 1
        if self._row < _RUN and not self.is_open:
            return False
        newly, self.is_open, self._probing = not self.is_open, True, False
        self._opened_at = now
        self._try_at = now + self._wait * (1 + jitter / 10)
        self._wait = min(self._wait * 2, _LONGEST_WAIT_S)
        return newly
