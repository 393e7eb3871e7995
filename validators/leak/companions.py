"""Texts that stand beside a protected one and are common by themselves: options, whatever their order."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from validators.text import fingerprint

_LEAST = 2
_ODD = 0x9E3779B97F4A7C15
_64 = (1 << 64) - 1


def mark_set(keys: Sequence[str]) -> int:
    """Return a 64-bit fingerprint of matching keys in any order; 0 where there are none."""
    return fingerprint("\n".join(sorted(keys))) | 1 if keys else 0


def join_marks(text: int, companions: int) -> int:
    """Return a 64-bit fingerprint of a text together with its companions."""
    return (text * _ODD + companions) & _64


def list_marks(keys: Iterable[str]) -> list[int]:
    """Return a 32-bit fingerprint of each distinct matching key that holds a letter; nothing where only one does.

    Numbers are the options of so many questions that sharing them says nothing.
    """
    marks = {_mark(key) for key in keys if _is_named(key)}
    return list(marks) if len(marks) >= _LEAST else []


def _mark(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass"))


def _is_named(key: str) -> bool:
    """Return whether a key holds a letter."""
    return key[:1].isalpha() or (not key.isdigit() and any(map(str.isalpha, key)))


class KnownCompanions:
    """Tells rows none of whose companions a protected item has from most others, by eight bits for each.

    Args:
        marks: Fingerprints of the companions of protected items, as `list_marks` gives them.
    """

    def __init__(self, marks: NDArray[np.uint32]) -> None:
        self._size = 8 * len(marks) | 1
        bits = np.zeros(self._size, bool)
        bits[marks % np.uint32(self._size)] = True
        self._bits = np.packbits(bits, bitorder="little").tobytes()

    def may_hold(self, companions: "Companions") -> bool:
        """Tell whether an item may have the very same companions: those of one that has hold two with a letter."""
        key = next(filter(_is_named, companions.keys), None)
        if key is None:
            return False
        bit = _mark(key) % self._size
        return bool(self._bits[bit >> 3] >> (bit & 7) & 1)


class Companions:
    """The texts that stand beside a row's, as an index looks them up.

    Args:
        keys: Their matching keys.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = keys

    @cached_property
    def mark(self) -> int:
        """Fingerprint of all of them; 0 where there are none."""
        return mark_set(self.keys)

    @cached_property
    def marks(self) -> frozenset[int]:
        """Fingerprints of those that hold a letter."""
        return frozenset(list_marks(self.keys))


class Folded(NamedTuple):
    """A text of a row, as an index looks it up: its matching key, the words of that, and what stands beside it."""

    key: str
    words: list[str]
    companions: Companions


def fold_texts(keys: Iterable[str], companions: Sequence[str]) -> list[Folded]:
    """Return texts of one row, given as matching keys, with the companions that they share."""
    beside = Companions(companions)
    return [Folded(key, key.split(), beside) for key in keys]
