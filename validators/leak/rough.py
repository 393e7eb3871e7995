"""Chooses by a quick estimate the few protected texts that are worth comparing with a text of a row."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from validators.leak.arrays import IndexArrays
from validators.leak.vocabulary import Word

MOST_TEXTS = 512
"""Texts that are weighed for one text of a row, those that share its rarest words first; common words lead to none."""

_CLOSEST = 3  # how many are chosen
_SCALE = 64.0  # weights are summed as whole numbers: at most 25 a word, and 1,000 words in 20 bits
_BITS = 20
_LOW = (1 << _BITS) - 1
_FEW_TEXTS = 2048  # an index of no more is rated as a whole, which takes fewer steps
_MEMO_BYTES = 1 << 23  # for the words of such an index


class RoughChoice:
    """Rates texts by their share of a row's rare words.

    Args:
        arrays: The index that holds the texts.
    """

    def __init__(self, arrays: IndexArrays) -> None:
        self._postings, self._sizes = arrays.postings, arrays.sizes
        self._rows: dict[int, NDArray[np.int32]] = {}
        self._most_rows = _MEMO_BYTES // max(4 * len(arrays.sizes), 1)

    def choose(self, rarest_first: Sequence[Word], weight: float) -> list[int]:
        """Return the texts that share most of the weight of known words, of all that share one of the rarest.

        Args:
            rarest_first: The known words of a row's text.
            weight: That of all its words.
        """
        words, left = [], MOST_TEXTS
        for word in rarest_first:
            left -= word.high - word.low
            if left < 0:
                break
            if word.high > word.low:
                words.append(word)
        if not words:
            return []
        if len(self._sizes) <= _FEW_TEXTS:
            return _list_best(self._add_rows(words) / (self._sizes + weight))
        texts, shared = self._add_hits(words)
        return [int(texts[at]) for at in _list_best(shared / (self._sizes[texts] + weight))]

    def _add_rows(self, words: Sequence[Word]) -> NDArray[np.int32]:
        """Return the shared weight of every text."""
        total = self._get_row(words[0]).copy()
        for word in words[1:]:
            total += self._get_row(word)
        return total

    def _get_row(self, word: Word) -> NDArray[np.int32]:
        row = self._rows.get(word.rank)
        if row is None:
            if len(self._rows) >= self._most_rows:
                self._rows.clear()
            row = self._rows[word.rank] = np.zeros(len(self._sizes), np.int32)
            row[self._postings[word.low : word.high]] = int(word.weight * _SCALE)
        return row

    def _add_hits(self, words: Sequence[Word]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the texts that hold one of the words, and the shared weight of each."""
        found = np.concatenate([self._postings[word.low : word.high] for word in words]).astype(np.int64)
        hits = found << _BITS
        hits += np.repeat([int(word.weight * _SCALE) for word in words], [word.high - word.low for word in words])
        hits.sort()
        texts = hits >> _BITS
        fresh = np.empty(len(texts), bool)
        fresh[0] = True
        np.not_equal(texts[1:], texts[:-1], out=fresh[1:])
        first = fresh.nonzero()[0]
        hits &= _LOW
        return texts[first], np.add.reduceat(hits, first)


def _list_best(rates: NDArray[Any]) -> list[int]:
    """Return the places of the highest rates above 0, of equal ones the first; the rates are used up."""
    found: list[int] = []
    for _ in range(min(_CLOSEST, len(rates))):
        at = int(rates.argmax())
        if rates[at] <= 0:
            break
        found.append(at)
        rates[at] = 0
    return found
