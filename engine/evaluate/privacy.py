"""What a data set gives away: likeness to protected items, and which items it was made from."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from engine.evaluate.entry import Entry, Texts
from engine.evaluate.membership import measure_membership
from engine.evaluate.nearest import Nearest, find_nearest

NEAR = 0.8
"""Likeness from which a row is counted as near a protected item."""

ROWS = 100_000
"""Rows whose texts are kept to be held against protected items, at most."""

_PAIRS = 100_000_000  # of a row and an item: about ten seconds of CPU
_FEWEST_MEMBERS = 5  # with fewer no outcome of the rank-sum test is unlikely
_FEWEST_CONTROL = 20


def measure_likeness(
    ours: Sequence[Texts], protected: Sequence[Texts], rows: int, items: int, seed: int
) -> dict[str, Any]:
    """Return maximum, mean and share above 0.8 of the rows' likeness to the nearest protected item, by each measure.

    A row with two texts counts by the one that is more like; beside the measures stands the worst of each figure.
    So many rows are looked at that pairs of a row and an item stay below 100 million: all of 100,000 rows where there
    are no more than 1,000 items.

    Args:
        ours: Matching keys of each row, all or a sample.
        protected: The same of the protected items.
        rows: How many rows there are in all, for `rows_in_all`.
        items: The same of the items.
        seed: Decides which rows are looked at where not all can be.
    """
    ours, protected = ([each for each in side if each] for side in (ours, protected))
    if not ours or not protected:
        return {}
    looked = _draw(ours, _PAIRS // len(protected), seed)
    others = [text for item in protected for text in item]
    measures = _summarise(find_nearest([text for row in looked for text in row], others), [*map(len, looked)])
    worst = {name: max(each[name] for each in measures.values()) for name in ("max", "mean", "share_near")}
    sizes = {"rows": len(looked), "rows_in_all": rows, "items": len(protected), "items_in_all": items}
    return {**worst, "measures": measures, **sizes, "near": NEAR}


def compare_membership(
    ours: Sequence[Entry], members: Sequence[Entry], real: Sequence[Entry], known: Sequence[Entry], seed: int
) -> dict[str, Any]:
    """Return whether the rows give away that the members were known; a reason where that cannot be measured.

    Args:
        ours: Sample of the rows.
        members: What the generator knew: the seeds of a run; of a file, the protected items.
        real: Real items. The control is those of them that are neither members nor known.
        known: Protected items, which are no control either.
        seed: Decides the bootstrap.
    """
    inside = [*dict.fromkeys(_list_items(members))]
    if len(inside) < _FEWEST_MEMBERS:
        return {"reason": f"{_FEWEST_MEMBERS} items that may have been known are needed, there are {len(inside)}"}
    taken = {text for item in (*inside, *_list_items(known)) for text in item}
    control = [item for item in dict.fromkeys(_list_items(real)) if taken.isdisjoint(item)]
    if len(control) < _FEWEST_CONTROL:
        need = f"{_FEWEST_CONTROL} real items (--real) that are neither seeds nor protected are needed as a control"
        return {"reason": f"{need}, there are {len(control)}"}
    texts = [text for row in _list_items(ours) for text in row]
    return measure_membership(texts, inside, control, seed)


def _list_items(entries: Sequence[Entry]) -> Iterable[Texts]:
    return (entry.secrets for entry in entries if entry.secrets)


def _draw(rows: Sequence[Texts], most: int, seed: int) -> Sequence[Texts]:
    if len(rows) <= most:
        return rows
    places = np.random.default_rng(seed).choice(len(rows), max(most, 1), replace=False)
    return [rows[place] for place in np.sort(places)]


def _summarise(found: Nearest, sizes: Sequence[int]) -> dict[str, dict[str, float]]:
    starts = np.cumsum([0, *sizes])[:-1]
    summary = {}
    for name, likeness in found.list().items():
        best = np.maximum.reduceat(likeness, starts)
        summary[name] = {
            "max": round(float(best.max()), 4),
            "mean": round(float(best.mean()), 4),
            "share_near": round(float(np.mean(best > NEAR)), 4),
        }
    return summary
