"""Refuses rows whose text is already among the accepted rows."""

from collections.abc import Callable

from validators.base import Item, Measures, Refusal
from validators.text import fingerprint, normalize


class ExactDuplicates:
    """Remembers a 64-bit fingerprint of every accepted row, in at most about 100 bytes each.

    Args:
        key: The text by which two rows are the same, not yet folded.
        fold: Makes the matching key of that text; `fold_light` where spelling is the content.
    """

    codes = ("duplicate",)

    def __init__(self, key: Callable[[Item], str], fold: Callable[[str], str] = normalize) -> None:
        self._key = key
        self._fold = fold
        self._seen: set[int] = set()

    def __len__(self) -> int:
        return len(self._seen)

    def judge(self, item: Item, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal when an admitted row has the same key."""
        return Refusal("duplicate", "same text as an accepted row") if self._mark(item) in self._seen else None

    def admit(self, item: Item) -> None:
        """Remember the row's key; a second time changes nothing."""
        self._seen.add(self._mark(item))

    def _mark(self, item: Item) -> int:
        return fingerprint(self._fold(self._key(item)))
