"""A seeded sample of a stream, each element equally likely, in the order of the stream."""

from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Reservoir(Generic[T]):
    """Keeps so many elements of a stream (Vitter, Random sampling with a reservoir, 1985, algorithm R).

    Args:
        size: Elements to keep at most.
        seed: Decides the draw.
    """

    def __init__(self, size: int, seed: int) -> None:
        self.seen = 0
        self._size, self._rng = size, Random(seed)
        self._kept: list[tuple[int, T]] = []

    def __len__(self) -> int:
        return len(self._kept)

    def offer(self, element: T) -> None:
        """Look at the next element."""
        self.seen += 1
        if len(self._kept) < self._size:
            self._kept.append((self.seen, element))
        elif (place := self._rng.randrange(self.seen)) < self._size:
            self._kept[place] = self.seen, element

    def list(self) -> list[T]:
        """Return what is kept, in the order in which it came."""
        return [element for _, element in sorted(self._kept, key=lambda pair: pair[0])]
