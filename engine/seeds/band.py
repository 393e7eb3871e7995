"""The band of a seed item: its difficulty, grade or level where a file tells them, and else a rough estimate."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from prompts.base import TaskSpec

FIELDS = ("difficulty", "grade", "level")
"""Fields that tell a band, the first one that does being taken."""

ESTIMATED = "estimated"
"""What stands in place of a field's name where none tells."""

_LONGEST = 60
_THIRDS = ("low", "middle", "high")


def list_bands(spec: TaskSpec, rows: Sequence[Mapping[str, Any]]) -> tuple[str, list[str]]:
    """Return the field that tells the bands of some rows, and each row's band; an empty one is not known.

    A field tells them where at least half of the rows have it, and not all the same. Where none does, rows are put in
    thirds by an estimate: words of the main text for each word of a middling one, plus the length of the shortest
    option for that of the longest (options that look alike are harder to tell apart). It spreads seeds over short and
    long, even and uneven items, and says nothing certain about how hard one is.
    """
    for name in FIELDS:
        told = [_read(row.get(name)) for row in rows]
        known = Counter(filter(None, told))
        if len(known) > 1 and 2 * known.total() >= len(rows):
            return name, told
    return ESTIMATED, _cut_in_thirds([_measure(spec, row) for row in rows])


def _read(value: object) -> str:
    """Return a band as it is compared, or nothing where it is no short text and no whole number."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    text = " ".join(str(value).split()).casefold() if isinstance(value, str) or abs(value) < 10**9 else ""
    return text if len(text) <= _LONGEST else ""


def _measure(spec: TaskSpec, row: Mapping[str, Any]) -> tuple[int, float]:
    lengths = [len(text) for text in spec.companions(row)] or [0]
    closeness = min(lengths) / max(1, *lengths)
    return len(spec.protected(row)[0].split()), closeness


def _cut_in_thirds(measures: Sequence[tuple[int, float]]) -> list[str]:
    middling = max(sorted(words for words, _ in measures)[len(measures) // 2], 1) if measures else 1
    scores = [words / middling + closeness for words, closeness in measures]
    ordered = sorted(scores)
    cuts = [ordered[len(ordered) * third // 3] for third in (1, 2)] if ordered else []
    return [_THIRDS[sum(score >= cut for cut in cuts)] for score in scores]
