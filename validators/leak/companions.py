"""Texts that stand beside a protected one and are common by themselves: options, whatever their order."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

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
    marks = {crc32(key.encode("utf-8", "surrogatepass")) for key in keys if not key.isdigit() and _has_letter(key)}
    return list(marks) if len(marks) >= _LEAST else []


def _has_letter(key: str) -> bool:
    return key[:1].isalpha() or any(map(str.isalpha, key))


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
