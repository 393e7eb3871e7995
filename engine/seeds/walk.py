"""Chooses items one by one: those that bring what is still missing first, then even shares, then the least alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from engine.seeds.cover import Pair, cover
from engine.seeds.limits import SeedLimits
from engine.seeds.words import WordTable

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Items of one task that may become seeds, no two with the same texts; everything is in the same order.

    Attributes:
        keys: Folded texts.
        subjects: Their subjects; an empty one is not known.
        bands: Their grades or bands of difficulty; likewise.
    """

    keys: Sequence[str]
    subjects: Sequence[str]
    bands: Sequence[str]


def walk(candidates: Candidates, n: int, limits: SeedLimits, seed: int) -> list[int]:
    """Return the places of at most `n` candidates, in the order of the choice, which is a function of its arguments.

    Each next one is, of those whose likeness to no chosen one exceeds the limit, one that brings most of what is still
    missing (a new subject, a new band), then one of the subject that was chosen least, then of such a band, then the
    one least like the most similar of those chosen (greedy maximin; Gonzalez 1985), then by a shuffle. Where this
    leaves subjects or bands missing that could be had, pairs of both that cover them are chosen first.
    """
    words = WordTable(candidates.keys)
    first = _Walk(candidates, words, limits, seed).go(n, [])
    missing = _count_missing(candidates, first, limits)
    if not missing:
        return first
    pairs = cover(zip(candidates.subjects, candidates.bands, strict=True), limits.subjects, limits.bands, n)
    second = _Walk(candidates, words, limits, seed).go(n, pairs)
    return second if _count_missing(candidates, second, limits) < missing else first


def _count_missing(candidates: Candidates, chosen: Sequence[int], limits: SeedLimits) -> int:
    subjects = len({candidates.subjects[place] for place in chosen} - {""})
    bands = len({candidates.bands[place] for place in chosen} - {""})
    return max(0, limits.subjects - subjects) + max(0, limits.bands - bands)


class _Walk:
    """One walk through the candidates."""

    def __init__(self, candidates: Candidates, words: WordTable, limits: SeedLimits, seed: int) -> None:
        self._words, self._limits = words, limits
        self._subjects, self._bands = _Uses(candidates.subjects), _Uses(candidates.bands)
        order = list(range(len(candidates.keys)))
        Random(seed).shuffle(order)
        self._order = np.array(order, np.int64)
        self._nearest = np.zeros(len(order))
        self._free = np.ones(len(order), bool)

    def go(self, n: int, pairs: Sequence[Pair]) -> list[int]:
        """Return the places of `n` items, or of fewer where all others are too much alike; pairs come first."""
        chosen: list[int] = []
        for subject, band in pairs[:n]:
            chosen += self._take(self._subjects.find(subject) & self._bands.find(band))
        while len(chosen) < n and (taken := self._take(self._free)):
            chosen += taken
        return chosen

    def _take(self, among: NDArray[np.bool_]) -> list[int]:
        places = np.flatnonzero(self._free & among & (self._nearest <= self._limits.similarity))
        if not len(places):
            return []
        gains = self._subjects.gain(self._limits.subjects) + self._bands.gain(self._limits.bands)
        for key in (-gains, self._subjects.uses(), self._bands.uses(), self._nearest, self._order):
            values = key[places]
            places = places[values == values.min()]
        place = int(places[0])
        self._free[place] = False
        self._subjects.add(place)
        self._bands.add(place)
        np.maximum(self._nearest, self._words.measure(place), out=self._nearest)
        return [place]


class _Uses:
    """How often each value of the candidates was chosen."""

    def __init__(self, values: Sequence[str]) -> None:
        self._numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
        self._of: Numbers = np.array([self._numbers[value] for value in values], np.int64)
        self._counts = np.zeros(len(self._numbers), np.int64)
        self._known = np.array([value != "" for value in self._numbers], bool)

    def find(self, value: str) -> NDArray[np.bool_]:
        """Return which candidates have a value."""
        return np.equal(self._of, self._numbers[value])

    def uses(self) -> Numbers:
        """Return, for each candidate, how many of its value were chosen."""
        return np.take(self._counts, self._of)

    def gain(self, wanted: int) -> Numbers:
        """Return 1 for each candidate that brings a new value while fewer than `wanted` are there, and else 0."""
        held = int((self._known & (self._counts > 0)).sum())
        new = (self._known & (self._counts == 0) & (held < wanted)).astype(np.int64)
        return np.take(new, self._of)

    def add(self, place: int) -> None:
        """Count a chosen candidate."""
        self._counts[self._of[place]] += 1
