"""Texts that stand beside a protected one and are common by themselves: options, whatever their order."""

from collections.abc import Iterable, Sequence
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


class Folded(NamedTuple):
    """A text of a row with what stands beside it, as an index looks it up.

    Attributes:
        words: The words of its matching key.
        mark: Fingerprint of that key.
        set_mark: Fingerprint of its companions, 0 where it has none.
        marks: Fingerprints of those that hold a letter.
    """

    words: list[str]
    mark: int
    set_mark: int
    marks: frozenset[int]


def fold_texts(keys: Sequence[str], companions: Sequence[str]) -> list[Folded]:
    """Return texts of one row, given as matching keys, with the companions that they share."""
    set_mark, marks = mark_set(companions), frozenset(list_marks(companions))
    return [Folded(key.split(), fingerprint(key), set_mark, marks) for key in keys]
