"""What personas do to the rows: are rewrites of one parent different, and does a persona keep its voice."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import log
from typing import Any

import numpy as np

from engine.evaluate.entry import Entry
from engine.evaluate.vectors import count_characters, weigh

ALIKE = 0.8
"""Share of words in common from which two rewrites of one parent are as good as one."""

_PAIRS = 45  # of one parent: those of its first ten rewrites


def measure_personas(sample: Sequence[Entry]) -> dict[str, Any]:
    """Return how many personas there are, how evenly rows are spread over them, and whether they can be heard.

    `evenness` is the entropy of rows over personas against its greatest (1 is even). `within` and `between` are mean
    cosines of character n-grams of rows of one persona and of two; a persona with a voice of its own lifts `within`.
    """
    groups = _group(sample, "persona")
    if not groups:
        return {"personas": 0}
    counts = Counter({name: len(entries) for name, entries in groups.items()})
    openings = {tuple(entry.words[:2]) for entries in groups.values() for entry in entries}
    total = counts.total()
    entropy = -sum(count / total * log(count / total) for count in counts.values())
    return {
        "personas": len(counts),
        "rows": total,
        "rows_without": len(sample) - total,
        "most_rows": max(counts.values()),
        "fewest_rows": min(counts.values()),
        "evenness": round(entropy / log(len(counts)), 4) if len(counts) > 1 else 1.0,
        "distinct_openings": round(len(openings) / total, 4),
        **_measure_voices(groups),
    }


def measure_relatives(sample: Sequence[Entry]) -> dict[str, Any]:
    """Return how much the rewrites of one parent have in common: the share of words, 0 to 1, of pairs of them."""
    groups = [group for group in _group(sample, "parent").values() if len(group) > 1]
    likeness = np.array([_liken(*pair) for group in groups for pair in _pair(group)])
    if not len(likeness):
        return {"parents": len(groups)}
    questions = [pair for group in groups if group[0].options for pair in _pair(group)]
    same = [one.options[one.right] == other.options[other.right] for one, other in questions]
    return {
        "parents": len(groups),
        "pairs": len(likeness),
        "mean": round(float(likeness.mean()), 4),
        "max": round(float(likeness.max()), 4),
        "share_alike": round(float(np.mean(likeness > ALIKE)), 4),
        **({"same_right_option": round(sum(same) / len(same), 4)} if same else {}),
    }


def find_alike(sample: Sequence[Entry]) -> list[int]:
    """Return the numbers of the rows that are as good as an earlier rewrite of their parent."""
    groups = _group(sample, "parent").values()
    return sorted({max(a.number, b.number) for group in groups for a, b in _pair(group) if _liken(a, b) > ALIKE})


def _measure_voices(groups: Mapping[str, Sequence[Entry]]) -> dict[str, float]:
    entries = [entry for group in groups.values() for entry in group]
    counts = count_characters([" ".join(entry.words) for entry in entries], 2, 4, 1 << 14)
    vectors = weigh(counts, counts)
    low, within, pairs = 0, 0.0, 0
    for group in groups.values():
        rows = vectors[low : low + len(group)]
        within += _sum_products(rows)
        pairs += len(group) * (len(group) - 1)
        low += len(group)
    every, size = _sum_products(vectors), len(entries) * (len(entries) - 1)
    if not pairs or size == pairs:
        return {}
    return {"within": round(within / pairs, 4), "between": round((every - within) / (size - pairs), 4)}


def _sum_products(vectors: Any) -> float:
    """Return the sum of the products of all pairs of different rows of unit length."""
    total = np.asarray(vectors.sum(axis=0)).ravel()
    return float(total @ total - vectors.multiply(vectors).sum())


def _group(sample: Sequence[Entry], name: str) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in sample:
        if key := getattr(entry, name):
            groups[key].append(entry)
    return dict(groups)


def _pair(group: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    return [*combinations(group[:10], 2)][:_PAIRS]


def _liken(one: Entry, other: Entry) -> float:
    some, others = set(one.words), set(other.words)
    return len(some & others) / len(some | others) if some or others else 1.0
