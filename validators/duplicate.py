"""Refuses rows whose text is already among the accepted rows."""

from collections.abc import Callable

from validators.base import Measures, Reading, Refusal


class ExactDuplicates:
    """Remembers a 64-bit hash of every accepted row: 65 to 90 bytes each from 50,000 rows on.

    Args:
        key: The text by which two rows are the same: a matching key, compared as it stands.
    """

    codes = ("duplicate",)

    def __init__(self, key: Callable[[Reading], str]) -> None:
        self._key = key
        self._seen: set[int] = set()
        self._latest: tuple[Reading, int] | None = None

    def __len__(self) -> int:
        return len(self._seen)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal when an admitted row has the same key."""
        seen = self.mark(reading) in self._seen
        return Refusal("duplicate", "same text as an accepted row") if seen else None

    def admit(self, reading: Reading) -> None:
        """Remember the row's key; a second time changes nothing."""
        self._seen.add(self.mark(reading))

    def mark(self, reading: Reading) -> int:
        """Return what rows with the same key share, in this process."""
        # An item is judged and then admitted: its key is made once.
        if self._latest is None or self._latest[0] is not reading:
            self._latest = reading, hash(self._key(reading))
        return self._latest[1]
