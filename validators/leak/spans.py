"""Runs of words that stand in a protected text, found again wherever a row holds one of them."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

SPAN = 6
"""Words of a run in the table; what counts as a leak is up to the index."""

WINNOW = 4
"""Of so many runs that follow each other, one at least is kept where not all can be."""

MOST_SPANS = 16_000_000
"""Runs from which on they are winnowed: then some run is still found of every nine copied words."""

_CHUNK = 1 << 20
_KERNEL = np.array([pow(0x9E3779B97F4A7C15, power, 1 << 64) for power in range(1, SPAN + 1)], np.uint64)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_NONE = np.uint32(0xFFFFFFFF)
_HALF = np.uint64(32)


class SpanTable:
    """Looks up runs of words, given as numbers; 8 bytes for each run.

    Args:
        tokens: The words of all texts, one after the other.
        keys: Hashes of runs, ascending.
        places: Where in `tokens` each run begins.
    """

    def __init__(self, tokens: NDArray[np.uint32], keys: NDArray[np.uint32], places: NDArray[np.uint32]) -> None:
        self._tokens, self._keys, self._places = tokens, keys, places

    def find(self, ranks: Sequence[int]) -> list[tuple[int, int]]:
        """Return where known runs begin among `ranks`, and where in the tokens each stands; unknown words are -1."""
        if not len(self._keys) or len(ranks) < SPAN:
            return []
        row = np.array(ranks, np.int64).astype(np.uint32)
        wanted = hash_runs(row)
        found = self._keys.searchsorted(wanted)
        found[found == len(self._keys)] = 0
        known = (self._keys[found] == wanted).nonzero()[0].tolist()
        places = [(start, self._confirm(row[start : start + SPAN], int(found[start]))) for start in known]
        return [(start, place) for start, place in places if place is not None]

    def _confirm(self, run: NDArray[np.uint32], at: int) -> int | None:
        key = self._keys[at]
        while at < len(self._keys) and self._keys[at] == key:
            place = int(self._places[at])
            if np.array_equal(self._tokens[place : place + SPAN], run):
                return place
            at += 1
        return None


def hash_runs(tokens: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return a hash for every run; there must be one at least."""
    mixed = np.convolve(tokens.astype(np.uint64), _KERNEL, "valid")
    mixed ^= mixed >> _HALF
    mixed *= _MIX
    return (mixed >> _HALF).astype(np.uint32)


def collect_spans(
    tokens: NDArray[np.uint32], starts: NDArray[np.uint32], most: int = MOST_SPANS
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the keys and places of a table over texts that begin at `starts`, whose last entry is the end."""
    lengths = np.diff(starts.astype(np.int64))
    winnowed = int(np.maximum(lengths - (SPAN - 1), 0).sum()) > most
    parts = [_collect(tokens, starts, low, high, winnowed) for low, high in _cut(starts)]
    packed = np.concatenate([*parts, np.zeros(0, np.uint64)])
    packed.sort()
    keys, places = (packed >> _HALF).astype(np.uint32), packed.astype(np.uint32)
    keep = np.ones(len(keys), bool)
    again = np.flatnonzero(keys[1:] == keys[:-1]) + 1
    same = np.ones(len(again), bool)
    for offset in range(SPAN):
        same &= tokens[places[again] + offset] == tokens[places[again - 1] + offset]
    keep[again[same]] = False
    return keys[keep], places[keep]


def _cut(starts: NDArray[np.uint32]) -> Iterator[tuple[int, int]]:
    """Yield first and last text of chunks, so that no large array is made for all of them at once."""
    low, last = 0, len(starts) - 1
    while low < last:
        high = int(np.searchsorted(starts, int(starts[low]) + _CHUNK))
        high = min(max(high, low + 1), last)
        yield low, high
        low = high


def _collect(
    tokens: NDArray[np.uint32], starts: NDArray[np.uint32], low: int, high: int, winnowed: bool
) -> NDArray[np.uint64]:
    begin, end = int(starts[low]), int(starts[high])
    if end - begin < SPAN:
        return np.zeros(0, np.uint64)
    keys = hash_runs(tokens[begin:end])
    ends = np.repeat(starts[low + 1 : high + 1], np.diff(starts[low : high + 1]))[: len(keys)]
    places = np.arange(begin, begin + len(keys), dtype=np.uint32)
    whole = places + SPAN <= ends
    if winnowed:
        whole &= _pick_least(np.where(whole, keys, _NONE))
    return keys[whole].astype(np.uint64) << _HALF | places[whole]


def _pick_least(keys: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Return which keys are the least of some window of `WINNOW` neighbours (Schleimer, Wilkerson, Aiken 2003)."""
    padded = np.concatenate([keys, np.full(WINNOW - 1, _NONE)])
    least = padded[: len(keys)].copy()
    for offset in range(1, WINNOW):
        np.minimum(least, padded[offset : offset + len(keys)], out=least)
    picked: NDArray[np.bool_] = keys == least
    for offset in range(1, WINNOW):
        picked[offset:] |= keys[offset:] == least[: len(keys) - offset]
    return picked
