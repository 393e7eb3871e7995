"""Tells rows that hold a run of protected words from most others, at the cost of every fourth word."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from validators.leak.spans import SPAN
from validators.leak.vocabulary import Ranks

_LINK = 3  # words that follow each other; a run holds several such links, and one of them begins at every fourth word
_LINKS = SPAN - _LINK + 1
_FACTORS = (0x2545F491, 0x3C6EF372, 0x1B873593)  # below 2**30: three products with ranks stay below 2**64
_CHUNK = 1 << 20
_MOST_BITS = 1 << 26


class ChainFilter:
    """Knows by eight bits for each word which three words may follow each other in a protected text.

    Args:
        tokens: The words of all texts, one after the other.
    """

    def __init__(self, tokens: NDArray[np.uint32]) -> None:
        self._size = min(max(8 * len(tokens), 1 << 10), _MOST_BITS) | 1
        bits = np.zeros(self._size, bool)
        for low in range(0, len(tokens), _CHUNK):
            part = tokens[low : low + _CHUNK + _LINK - 1].astype(np.uint64)
            links = sum(part[at : len(part) - _LINK + 1 + at] * np.uint64(_FACTORS[at]) for at in range(_LINK))
            bits[np.asarray(links, np.uint64) % np.uint64(self._size)] = True
        self._bits = np.packbits(bits, bitorder="little").tobytes()

    def may_hold_run(self, words: Sequence[str], ranks: Ranks) -> bool:
        """Tell whether some words that follow each other may be a protected run."""
        first, second, third = _FACTORS
        for at in range(_LINKS - 1, len(words) - _LINK + 1, _LINKS):
            # Most words end the look here, so the three are asked for one by one.
            one, two = ranks[words[at]], ranks[words[at + 1]]
            if not one.follows & two.bit or not two.follows & (three := ranks[words[at + 2]]).bit:
                continue
            bit = (one.rank * first + two.rank * second + three.rank * third) % self._size
            if self._bits[bit >> 3] >> (bit & 7) & 1 and self._is_chained(words, at, ranks):
                return True
        return False

    def _is_chained(self, words: Sequence[str], at: int, ranks: Ranks) -> bool:
        """Tell whether the link at a place is one of as many in a row as a run has."""
        low, high = max(at - _LINKS + 1, 0), at + _LINKS + _LINK - 1
        numbers = [ranks[word].rank for word in words[low:high]]
        linked = 0
        for three in zip(numbers, numbers[1:], numbers[2:], strict=False):
            linked = linked + 1 if self._is_link(*three) else 0
            if linked == _LINKS:
                return True
        return False

    def _is_link(self, one: int, two: int, three: int) -> bool:
        if one < 0 or two < 0 or three < 0:
            return False
        bit = (one * _FACTORS[0] + two * _FACTORS[1] + three * _FACTORS[2]) % self._size
        return bool(self._bits[bit >> 3] >> (bit & 7) & 1)
