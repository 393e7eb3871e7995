"""How many words items share: the token Jaccard of one item and all others, in one pass over whole numbers."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


class WordTable:
    """The different words of each item, as numbers, one item behind the other.

    Args:
        keys: Folded texts, one for each item.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        numbers: dict[str, int] = {}
        rows = [
            np.array([numbers.setdefault(word, len(numbers)) for word in dict.fromkeys(key.split())], np.int32)
            for key in keys
        ]
        self.sizes = np.array([len(row) for row in rows], np.int64)
        self._ends = np.cumsum(self.sizes)
        self._flat = np.concatenate(rows) if rows else np.array([], np.int32)
        self._words = len(numbers)

    def measure(self, item: int) -> NDArray[np.float64]:
        """Return the words that each item shares with one of them, among the words of both; 0.0 without any."""
        end = self._ends[item]
        held = np.zeros(self._words, np.int64)
        held[self._flat[end - self.sizes[item] : end]] = 1
        counts = np.concatenate(([0], np.cumsum(held[self._flat])))
        shared = counts[self._ends] - counts[self._ends - self.sizes]
        found: NDArray[np.float64] = shared / np.maximum(self.sizes + self.sizes[item] - shared, 1)
        return found
