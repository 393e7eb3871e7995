"""Counts how often each key occurs over a whole run, in memory that does not grow with it."""

from collections import Counter
from collections.abc import Iterable, Iterator


class Frequent:
    """Counts keys: a count is never above the true one, and below it by at most `error`.

    Misra and Gries, Finding repeated elements (1982), with many counters lowered at once as in Anderson et al.,
    A high-performance algorithm for identifying frequent items in data streams (2017). Exact up to `capacity`
    different keys; beyond them `error` stays at or below 2/capacity of all keys added.

    Args:
        capacity: Different keys that are kept between two additions, 2 at least.
    """

    __slots__ = ("_capacity", "_counts", "error")

    def __init__(self, capacity: int = 4096) -> None:
        self._capacity = capacity
        self._counts: Counter[str] = Counter()
        self.error = 0

    def __len__(self) -> int:
        return len(self._counts)

    def __getitem__(self, key: str) -> int:
        return self._counts.get(key, 0)

    def add(self, key: str) -> None:
        """Count one key."""
        self._counts[key] = self._counts.get(key, 0) + 1
        if len(self._counts) > self._capacity:
            self._lower()

    def add_all(self, keys: Iterable[str]) -> None:
        """Count some keys, each as often as it stands there."""
        self._counts.update(keys)
        if len(self._counts) > self._capacity:
            self._lower()

    def find_top(self) -> tuple[str, int]:
        """Return the commonest key and its count; an empty key and 0 before the first one."""
        return max(self._counts.items(), key=lambda pair: pair[1], default=("", 0))

    def find_above(self, count: float) -> Iterator[tuple[str, int]]:
        """Yield the keys that occur more than `count` times with their counts, in no order."""
        return ((key, seen) for key, seen in self._counts.items() if seen > count)

    def _lower(self) -> None:
        """Take the middle count off every key: half of the keys or more lose it whole and go."""
        cut = sorted(self._counts.values())[len(self._counts) // 2]
        self._counts = Counter({key: seen - cut for key, seen in self._counts.items() if seen > cut})
        self.error += cut
