"""Counts how often each key occurs over a whole run, in memory that does not grow with it."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Generic, TypeVar

import numpy as np

Key = TypeVar("Key", bound=Hashable)


class Frequent(Generic[Key]):
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
        self._counts: Counter[Key] = Counter()
        self.error = 0

    def __len__(self) -> int:
        return len(self._counts)

    def __getitem__(self, key: Key) -> int:
        return self._counts.get(key, 0)

    def add(self, key: Key) -> None:
        """Count one key."""
        self._counts[key] = self._counts.get(key, 0) + 1
        if len(self._counts) > self._capacity:
            self._lower()

    def add_all(self, keys: Iterable[Key]) -> None:
        """Count some keys, each as often as it stands there."""
        self._counts.update(keys)
        if len(self._counts) > self._capacity:
            self._lower()

    def add_each(self, keys: Sequence[Key]) -> None:
        """Count some keys, with the outcome of `add` for one after another."""
        self.add_rows([*zip(keys)])

    def add_rows(self, rows: Sequence[Sequence[Key]]) -> None:
        """Count the keys of some rows, with the outcome of `add_all` for one after another."""
        if len(self._counts) + sum(map(len, rows)) <= self._capacity:  # nothing can be lowered on the way
            self._counts.update(chain.from_iterable(rows))
        elif len(rows) == 1:
            self.add_all(rows[0])
        else:
            middle = len(rows) // 2
            self.add_rows(rows[:middle])
            self.add_rows(rows[middle:])

    def find_top(self, nothing: Key) -> tuple[Key, int]:
        """Return the commonest key and its count; `nothing` and 0 before the first one."""
        return max(self._counts.items(), key=lambda pair: pair[1], default=(nothing, 0))

    def find_above(self, count: float) -> Iterator[tuple[Key, int]]:
        """Yield the keys that occur more than `count` times with their counts, in no order."""
        return ((key, seen) for key, seen in self._counts.items() if seen > count)

    def rename(self, names: Mapping[Key, Key]) -> None:
        """Give every key another name."""
        self._counts = Counter({names[key]: seen for key, seen in self._counts.items()})

    def _lower(self) -> None:
        """Take the middle count off every key: half of the keys or more lose it whole and go."""
        middle = len(self._counts) // 2
        cut = int(np.partition(np.fromiter(self._counts.values(), np.int64, len(self._counts)), middle)[middle])
        self._counts = Counter({key: seen - cut for key, seen in self._counts.items() if seen > cut})
        self.error += cut
