"""The arrays of a leak index: all that it knows, so that it can be kept in a file and taken from there unread."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from validators.leak.spans import SPAN

ALGORITHM = 2
"""Number of the way in which an index is made; one that was kept under another number is made again."""


@dataclass(frozen=True, slots=True)
class IndexArrays:
    """Words are known by their rank in the vocabulary, texts and items by their number, all from 0.

    Attributes:
        vocabulary: Hashes of stems, ascending.
        weights: How much each word says about a text.
        tokens: Ranks of the words of all texts, one text after the other.
        starts: Where each text begins in `tokens`; one more for the end.
        sizes: Weight of the distinct words of each text.
        owners: Item of each text, ascending.
        postings: Numbers of the texts that hold a word, word by word.
        post_starts: Where those of each word begin; one more for the end. Words of very many texts have none.
        span_keys: Hashes of runs of words, ascending.
        span_places: Where each run begins in `tokens`.
        exact_keys: Fingerprints of whole texts, ascending.
        exact_texts: Text of each fingerprint.
        set_keys: Fingerprints of all the companions of an item, ascending; where none has a letter, there is none.
        set_items: Item of each fingerprint.
        companions: Short fingerprints of companions that hold a letter, one item after the other.
        companion_starts: Where each item's begin; one more for the end.
        lines: Line of each item in its file.
    """

    vocabulary: NDArray[np.uint64]
    weights: NDArray[np.float32]
    tokens: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    sizes: NDArray[np.float32]
    owners: NDArray[np.uint32]
    postings: NDArray[np.uint32]
    post_starts: NDArray[np.uint32]
    span_keys: NDArray[np.uint32]
    span_places: NDArray[np.uint32]
    exact_keys: NDArray[np.uint64]
    exact_texts: NDArray[np.uint32]
    set_keys: NDArray[np.uint64]
    set_items: NDArray[np.uint32]
    companions: NDArray[np.uint32]
    companion_starts: NDArray[np.uint32]
    lines: NDArray[np.uint32]

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> "IndexArrays":
        """Return arrays that somebody kept, after looking whether they can be used without reading past an end.

        Raises:
            ValueError: If one is missing, of another type, or does not fit the others.
        """
        if arrays.keys() != TYPES.keys():
            raise ValueError("other arrays than those of an index")
        for name, array in arrays.items():
            if array.ndim != 1 or array.dtype != TYPES[name]:
                raise ValueError(f"{name}: other arrays than those of an index")
        found = cls(**arrays)
        found.check()
        return found

    def list(self) -> dict[str, NDArray[Any]]:
        """Return the arrays by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def size(self) -> int:
        """Bytes of all arrays."""
        return sum(array.nbytes for array in self.list().values())

    def check(self) -> None:
        """Raise ValueError where an array points outside another."""
        texts, items, words = len(self.sizes), len(self.lines), len(self.vocabulary)
        lengths = {
            "weights": (len(self.weights), words),
            "owners": (len(self.owners), texts),
            "starts": (len(self.starts), texts + 1),
            "post_starts": (len(self.post_starts), words + 1),
            "companion_starts": (len(self.companion_starts), items + 1),
            "span_places": (len(self.span_places), len(self.span_keys)),
            "exact_texts": (len(self.exact_texts), len(self.exact_keys)),
            "set_items": (len(self.set_items), len(self.set_keys)),
        }
        ends = ((self.starts, self.tokens), (self.post_starts, self.postings), (self.companion_starts, self.companions))
        bounds = (
            (self.tokens, words),
            (self.owners, items),
            (self.postings, texts),
            (self.span_places, max(len(self.tokens) - SPAN + 1, 0)),
            (self.exact_texts, texts),
            (self.set_items, items),
        )
        rising: tuple[NDArray[Any], ...] = (
            self.vocabulary,
            self.owners,
            self.span_keys,
            self.exact_keys,
            self.set_keys,
        )
        sound = (
            all(found == wanted for found, wanted in lengths.values())
            and all(starts[0] == 0 and starts[-1] == len(whole) and _rises(starts) for starts, whole in ends)
            and all(int(array.max(initial=0)) < bound or not len(array) for array, bound in bounds)
            and all(_rises(array) for array in rising)
        )
        if not sound:
            raise ValueError("the arrays of the index do not fit each other")


def view_numbers(array: NDArray[np.uint32] | NDArray[np.uint64]) -> "memoryview[int]":
    """Return the same memory as Python's numbers: one of these costs a fifth of one of numpy's."""
    return cast("memoryview[int]", _view(array))


def view_floats(array: NDArray[np.float32]) -> "memoryview[float]":
    """Return the same memory as Python's numbers."""
    return cast("memoryview[float]", _view(array))


def _view(array: NDArray[Any]) -> object:
    # By way of bytes, because the numbers of an index that was kept may begin at any of them.
    kind: Any = array.dtype.char
    return array.view(np.uint8).data.cast(kind) if len(array) else memoryview(b"")


def _rises(array: NDArray[Any]) -> bool:
    return bool(np.all(array[1:] >= array[:-1]))


TYPES: dict[str, np.dtype[Any]] = {
    field.name: np.dtype(
        np.uint64
        if field.name in {"vocabulary", "exact_keys", "set_keys"}
        else np.float32
        if field.name in {"weights", "sizes"}
        else np.uint32
    )
    for field in fields(IndexArrays)
}
"""Name of each array to its type."""
