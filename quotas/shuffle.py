"""Orders that look random and are a function of whole numbers alone, the same on every machine and in every version."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15  # 2**64 divided by the golden ratio


def mix_numbers(*parts: int) -> int:
    """Return a 64-bit number made of `parts` by SplitMix64 steps (Steele, Lea and Flood 2014)."""
    state = 0
    for part in parts:
        state = (state ^ part & _MASK) + _GOLDEN & _MASK
        state = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 & _MASK
        state = (state ^ state >> 27) * 0x94D049BB133111EB & _MASK
        state ^= state >> 31
    return state


def scatter_numbers(count: int, key: int) -> NDArray[np.uint64]:
    """Return one 64-bit number for each of 0 … count - 1, all different, by SplitMix64 started at `key`."""
    state = np.arange(count, dtype=np.uint64) * np.uint64(_GOLDEN) + np.uint64(key)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


def shuffle_range(count: int, key: int) -> Ints:
    """Return 0 … count - 1 in an order that `key` decides."""
    return np.argsort(scatter_numbers(count, key))  # all different: any kind of sort gives one order


def spread_range(count: int, key: int) -> Ints:
    """Return 0 … count - 1 so that the start of the order is spread evenly over the range.

    Multiples of the golden ratio modulo 1 (the Kronecker sequence of least discrepancy) are sorted.
    """
    return np.argsort(np.arange(count, dtype=np.uint64) * np.uint64(_GOLDEN) + np.uint64(key))


def rank_codes(codes: Ints, limit: int) -> tuple[Ints, Ints]:
    """Return the different codes in ascending order, and for every code its place among them; codes are < limit."""
    if limit > 4 * len(codes) + 1024:  # a table of all possible codes would be larger than the codes themselves
        different, places = np.unique(codes, return_inverse=True)
        return different, places
    seen = np.bincount(codes, minlength=limit) > 0
    return np.flatnonzero(seen), (np.cumsum(seen) - 1)[codes]
