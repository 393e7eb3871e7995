"""Counts the words, the word pairs and the content phrases of main texts, many rows at a time."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from validators.corpus.distinct import Distinct, number_pairs
from validators.corpus.frequent import Frequent
from validators.corpus.vocabulary import END, NUMBER, PLACE, Vocabulary

_BATCH = 8192  # words that wait to be counted together, which costs a third of counting them row by row
_MOST_WORDS = 1 << 16


class Phrases:
    """Counts what stands in main texts; when it is asked, and how often, changes nothing."""

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self._vocabulary = Vocabulary()
        self._words, self._pairs = Distinct(), Distinct()
        self._topics = Frequent[int](8192)

    def __getitem__(self, phrase: str) -> int:
        self._count()
        return self._topics[self._vocabulary.key_phrase(phrase)]

    @property
    def error(self) -> int:
        """By how much counts of phrases may be too low."""
        self._count()
        return self._topics.error

    def add(self, words: Sequence[str]) -> None:
        """Count the words of one row, in matching form."""
        self._waiting += words
        self._waiting.append(END)
        if len(self._waiting) >= _BATCH:
            self._count()

    def find_top(self) -> tuple[str, int]:
        """Return the commonest phrase and its rows; an empty one and 0 before the first."""
        self._count()
        key, rows = self._topics.find_top(0)
        return self._vocabulary.spell_phrase(key), rows

    def find_above(self, rows: float) -> Iterator[tuple[str, int]]:
        """Yield the phrases that stand in more rows than this with their rows, in no order."""
        self._count()
        return ((self._vocabulary.spell_phrase(key), seen) for key, seen in self._topics.find_above(rows))

    def measure_distinct(self) -> tuple[float, float]:
        """Return different words over all words, and different pairs over all pairs; 1 before the first one."""
        self._count()
        return self._words.ratio(), self._pairs.ratio()

    def _count(self) -> None:
        if not self._waiting:
            return
        entries = np.fromiter(map(self._vocabulary.__getitem__, self._waiting), np.int64, len(self._waiting))
        self._waiting = []
        ends = np.flatnonzero(entries < 0)
        fresh = self._vocabulary.fresh
        self._words.add(fresh, len(entries) - len(ends) - len(fresh))
        fresh.clear()
        within = (entries[:-1] >= 0) & (entries[1:] >= 0)
        self._pairs.add(number_pairs(entries & (1 << NUMBER) - 1)[within])
        self._topics.add_rows(_list_topics(np.maximum(entries >> NUMBER, 0), ends))
        if len(self._vocabulary) > _MOST_WORDS:
            self._renew()

    def _renew(self) -> None:
        """Forget the words; phrases get the keys that they have among new ones."""
        phrases = {key: self._vocabulary.spell_phrase(key) for key, _ in self._topics.find_above(0)}
        self._vocabulary = Vocabulary(content for phrase in phrases.values() for content in phrase.split())
        self._topics.rename({key: self._vocabulary.key_phrase(phrase) for key, phrase in phrases.items()})


def _list_topics(places: NDArray[np.int64], ends: NDArray[np.int64]) -> list[list[int]]:
    """Return the keys of each row's phrases of two and of three content words in a row, in order, each once.

    Args:
        places: Place of the content word for each word, 0 for none and for the end of a row.
        ends: Where rows end.
    """
    both = (places[:-1] > 0) & (places[1:] > 0)
    phrases = np.zeros((len(both), 2), np.int64)
    twos = phrases[:, 0] = (places[:-1] << PLACE | places[1:]) * both
    phrases[1:, 1] = (places[:-2] << 2 * PLACE | twos[1:]) * (both[:-1] & both[1:])
    found = np.flatnonzero(phrases)
    keys = phrases.ravel()[found].tolist()
    bounds = [0, *np.searchsorted(found, 2 * ends).tolist()]
    return [[*dict.fromkeys(keys[start:end])] for start, end in pairwise(bounds)]  # no sets: their order is another
