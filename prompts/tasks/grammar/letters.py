"""What changes inside one word between a mistake and its correction, letter by letter."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from validators.text import TASHKEEL

PRONOUNS = frozenset({"ه", "ها", "هم", "هما", "هن", "ك", "كم", "كما", "كن", "نا", "ي", "ني"})
"""Pronouns that are written at the end of a word."""

TANWIN = frozenset("\u064b\u064c\u064d")
"""The three marks of tanwin."""

LONGEST = 32
"""Letters of a word from where its changes are taken as one; no Arabic word is that long."""

_MARK = re.compile(f"[{TASHKEEL}]+")
_WEAK = re.compile("[اوىيءأإآؤئ]+")
_DOUBLE = re.compile(r"(.)\1+")


class Site(NamedTuple):
    """One place of a word where letters change.

    Attributes:
        head: The letters before the place, as they are corrected.
        wrong: The letters that are replaced; may be empty.
        right: The letters in their stead; may be empty.
        tail: The letters behind the place, as they stood before the correction.
    """

    head: str
    wrong: str
    right: str
    tail: str


def strip_marks(word: str) -> str:
    """Return the word without vowel marks and tanwin."""
    return word if word.isalpha() else _MARK.sub("", word)


@lru_cache(maxsize=512)  # the readings of two words share most of their stems
def reduce_root(stem: str) -> str:
    """Return the firm consonants of a stem, doubled ones once: what a singular and its broken plural share."""
    return _DOUBLE.sub(r"\1", _WEAK.sub("", stem))


def count_head(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many letters two words share at their beginning, or how many words two sentences."""
    place = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        place += 1
    return place


def count_tail(one: Sequence[str], other: Sequence[str], head: int) -> int:
    """Return how many letters two words, or words two sentences, share at their end, behind a head that they share."""
    place, least = 0, min(len(one), len(other)) - head
    while place < least and one[-1 - place] == other[-1 - place]:
        place += 1
    return place


def find_sites(wrong: str, right: str) -> list[Site]:
    """Return the places where two words without marks differ, in order, by a smallest edit of letters."""
    head = count_head(wrong, right)
    tail = count_tail(wrong, right, head)
    old, new = wrong[head : len(wrong) - tail], right[head : len(right) - tail]
    if not old or not new or max(len(old), len(new)) <= 2 or max(len(old), len(new)) > LONGEST:
        return [Site(right[:head], old, new, wrong[len(wrong) - tail :])] if old or new else []
    return [
        Site(right[: head + start], old[first:last], new[start:end], wrong[head + last :])
        for first, last, start, end in _match(old, new)
    ]


def _match(old: str, new: str) -> list[tuple[int, int, int, int]]:
    """Return the unequal stretches of two short strings as (from, to) in the one and (from, to) in the other."""
    costs = [[row + column for column in range(len(new) + 1)] for row in range(len(old) + 1)]
    for row, left in enumerate(old):
        for column, letter in enumerate(new):
            costs[row + 1][column + 1] = min(
                costs[row][column] + (left != letter), costs[row][column + 1] + 1, costs[row + 1][column] + 1
            )
    pairs, row, column = [(len(old), len(new))], len(old), len(new)
    while row and column:
        step = costs[row][column]
        if old[row - 1] == new[column - 1] and step == costs[row - 1][column - 1]:
            row, column = row - 1, column - 1
            pairs.append((row, column))
        elif step == costs[row - 1][column - 1] + 1:
            row, column = row - 1, column - 1
        elif step == costs[row - 1][column] + 1:
            row -= 1
        else:
            column -= 1
    return _gaps(pairs[::-1])


def _gaps(pairs: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Return what lies between matched letters, given as their places in both strings."""
    gaps, row, column = [], 0, 0
    for left, right in pairs:
        if (row, column) != (left, right):
            gaps.append((row, left, column, right))
        row, column = left + 1, right + 1
    return gaps
