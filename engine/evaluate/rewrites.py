"""What rewrites of one parent have in common with each other, and what each has kept of its parent."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from engine.evaluate.entry import Entry
from validators.corpus.topic import read_content

ALIKE = 0.8
"""Share of words in common from which two rewrites of one parent are as good as one, and a rewrite is a copy."""

DRIFTED = 0.05
"""Share of content words in common with its parent below which a rewrite is about something else.

Of 5,000 pairs of unrelated real questions of one subject (EXAMS, Arabic) 96 in 100 lie below it.
"""

MANY_DRIFTED = 0.2
"""Share of drifted rewrites from which it is said."""

_KEPT = 10  # rewrites of a parent that later ones are held against


@dataclass(frozen=True, slots=True)
class Trace:
    """What is kept of a row.

    Attributes:
        words: Checksums of the different words of its main text.
        right: Checksum of its right option; 0 for a row without options.
    """

    words: "array[int]"
    right: int


@dataclass(frozen=True, slots=True)
class Parent:
    """What is kept of a row that is rewritten.

    Attributes:
        content: Checksums of the content words of its main text and its options: those that tell a topic.
    """

    trace: Trace
    content: "array[int]"


class Rewrites:
    """Holds rewrites against their parents and against earlier rewrites of the same parents, as they come.

    Args:
        parents: Id of a row that is rewritten to what is kept of it.
    """

    def __init__(self, parents: Mapping[str, Parent]) -> None:
        self._parents = parents
        self._families: dict[str, list[Trace]] = {}
        self._relatives, self._kept = _Tally(), _Tally()
        self._drifted = 0

    def add(self, entry: Entry) -> bool:
        """Look at the next row; return whether it is as good as an earlier rewrite of its parent."""
        if not entry.parent:
            return False
        mine = trace(entry)
        family = self._families.setdefault(entry.parent, [])
        likeness = [self._relatives.add(mine, other) for other in family]
        if len(family) < _KEPT:
            family.append(mine)
        if parent := self._parents.get(entry.parent):
            self._kept.add(mine, parent.trace)
            self._drifted += _liken(_mark_content(entry), parent.content) < DRIFTED
        return max(likeness, default=0.0) > ALIKE

    def measure(self) -> dict[str, Any]:
        """Return the figures of `relatives` and, where parents are known, those of `to_parent`.

        `mean` and `max` are shares of words in common, 0 to 1: of a rewrite and each of the first ten of its parent, or
        of a rewrite and its parent. `share_alike` lies above 0.8; `share_drifted` has hardly a content word in common.
        """
        found = {"relatives": {"parents": len(self._families), **self._relatives.measure("pairs")}}
        if self._kept.count:
            drifted = {"share_drifted": round(self._drifted / self._kept.count, 4)}
            found["to_parent"] = {**self._kept.measure("rows"), **drifted}
        return found


class _Tally:
    def __init__(self) -> None:
        self.count = 0
        self._sum = self._max = 0.0
        self._seen: Counter[str] = Counter()

    def add(self, one: Trace, other: Trace) -> float:
        """Count two rows and return the share of words that they have in common."""
        like = _liken(one.words, other.words)
        self.count += 1
        self._sum, self._max = self._sum + like, max(self._max, like)
        self._seen["alike"] += like > ALIKE
        if one.right and other.right:
            self._seen["questions"] += 1
            self._seen["same"] += one.right == other.right
        return like

    def measure(self, counted: str) -> dict[str, Any]:
        """Return what was counted, under its name."""
        if not self.count:
            return {}
        asked = self._seen["questions"]
        return {
            counted: self.count,
            "mean": round(self._sum / self.count, 4),
            "max": round(self._max, 4),
            "share_alike": round(self._seen["alike"] / self.count, 4),
            **({"same_right_option": round(self._seen["same"] / asked, 4)} if asked else {}),
        }


def trace(entry: Entry) -> Trace:
    """Return what is kept of a row."""
    right = crc32(entry.options[entry.right].encode("utf-8", "surrogatepass")) or 1 if entry.options else 0
    return Trace(_mark(entry.words), right)


def read_parent(entry: Entry) -> Parent:
    """Return what is kept of a row that is rewritten."""
    return Parent(trace(entry), _mark_content(entry))


def _mark_content(entry: Entry) -> "array[int]":
    return _mark(filter(None, map(read_content, entry.key.split())))


def _mark(words: Iterable[str]) -> "array[int]":
    return array("I", {crc32(word.encode("utf-8", "surrogatepass")) for word in words})


def _liken(some: Iterable[int], others: Iterable[int]) -> float:
    mine, theirs = set(some), set(others)
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 1.0
