"""Stops a run whose calls bring nothing but errors, before it spends its attempts on them."""

MOST_AT_FIRST = 50
"""Attempts that may fail in a row in a process that has had no reply yet: nobody answers there as they should."""


class FailureGuard:
    """Counts attempts that failed in a row, over all workers.

    Args:
        most_in_a_row: The most of them once there was a reply.
    """

    def __init__(self, most_in_a_row: int) -> None:
        self._most = most_in_a_row
        self._row = 0
        self._had_one = False

    def record(self, *, failed: bool) -> None:
        """Count one ended attempt."""
        self._row = self._row + 1 if failed else 0
        self._had_one = self._had_one or not failed

    @property
    def tripped(self) -> bool:
        """Whether so many attempts failed in a row that going on makes no sense."""
        return self._row >= (self._most if self._had_one else min(self._most, MOST_AT_FIRST))
