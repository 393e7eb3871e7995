"""Stops a run whose calls bring nothing but errors, before it spends its attempts on them."""


class FailureGuard:
    """Counts attempts that failed in a row, over all workers."""

    def __init__(self, most_in_a_row: int) -> None:
        self._most = most_in_a_row
        self._row = 0

    def record(self, *, failed: bool) -> None:
        """Count one ended attempt."""
        self._row = self._row + 1 if failed else 0

    @property
    def tripped(self) -> bool:
        """Whether so many attempts failed in a row that going on makes no sense."""
        return self._row >= self._most
