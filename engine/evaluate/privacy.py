"""What a data set gives away: likeness to protected items, membership, personal data, canaries."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.evaluate.entry import Entry
from engine.evaluate.membership import measure_membership
from engine.evaluate.nearest import Nearest, find_nearest

NEAR = 0.8
"""Likeness from which a row is counted as near a protected item."""

_LEAST = 20  # items of either side of a membership test


def measure_likeness(ours: Sequence[Entry], protected: Sequence[Entry]) -> dict[str, Any]:
    """Return maximum, mean and share above 0.8 of the rows' likeness to the nearest protected item, by each measure.

    A row with two texts counts by the one that is more like; beside the measures stands the worst of each figure.
    """
    texts, owners = _list_texts(ours)
    others, _ = _list_texts(protected)
    if not texts or not others:
        return {}
    found = find_nearest(texts, others)
    measures = _summarise(found, np.array(owners))
    worst = {name: max(each[name] for each in measures.values()) for name in ("max", "mean", "share_near")}
    return {**worst, "measures": measures, "rows": len(ours), "items": len(protected), "near": NEAR}


def compare_membership(
    ours: Sequence[Entry], protected: Sequence[Entry], real: Sequence[Entry], seed: int
) -> dict[str, Any]:
    """Return whether the rows give away that they knew the protected items.

    The control is real items that are not protected; where there are too few, half of the protected items, drawn by
    the seed: then only learning by heart of one half shows.
    """
    members = [*dict.fromkeys(_list_texts(protected)[0])]
    known = set(members)
    control = [text for text in dict.fromkeys(_list_texts(real)[0]) if text not in known]
    kind = "real items that are not protected"
    if len(control) < _LEAST:
        kind = "half of the protected items"
        order = np.random.default_rng(seed).permutation(len(members))
        members, control = ([members[place] for place in order[start::2]] for start in (0, 1))
    if min(len(members), len(control)) < _LEAST:
        return {}
    return {"control": kind, **measure_membership(_list_texts(ours)[0], members, control, seed)}


def _list_texts(entries: Sequence[Entry]) -> tuple[list[str], list[int]]:
    """Return all texts that matter, and for each the place of its entry."""
    pairs = [(text, place) for place, entry in enumerate(entries) for text in entry.secrets if text]
    return [text for text, _ in pairs], [place for _, place in pairs]


def _summarise(found: Nearest, owners: Any) -> dict[str, dict[str, float]]:
    summary = {}
    for name, likeness in found.list().items():
        best = np.zeros(owners.max() + 1)
        np.maximum.at(best, owners, likeness)
        summary[name] = {
            "max": round(float(best.max()), 4),
            "mean": round(float(best.mean()), 4),
            "share_near": round(float(np.mean(best > NEAR)), 4),
        }
    return summary
