"""Asks whether the data gives away which items it was made from, against control items that it cannot know."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import mannwhitneyu, rankdata  # type: ignore[import-untyped]

from engine.evaluate.entry import Texts
from engine.evaluate.interval import Interval, read_percentiles
from engine.evaluate.vectors import count_words, weigh

_CELLS = 1 << 21
_RESAMPLES = 500
_PLACES = 6  # decimals of a likeness: sums of one text differ behind them

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Nearness:
    """How near rows and items lie to each other, as cosines.

    Attributes:
        members: Of each member, to its nearest row.
        control: Of each control item.
        closer: Share of the rows whose nearest item is a member; a row as near to both counts half.
    """

    members: Values
    control: Values
    closer: float


def measure_membership(
    texts: Sequence[str], members: Sequence[Texts], control: Sequence[Texts], seed: int
) -> dict[str, Any]:
    """Return how well the distance to the closest row tells members from control items.

    The unit is the item: the best of its texts counts. `auc` is the chance that a member lies closer to some row than a
    control item does, ties counting half: 0.5 tells nothing, 1 all; its interval is a bootstrap's over items, its
    p-value that of the one-sided rank-sum test with correction for ties (Mann and Whitney, On a test of whether one of
    two random variables is stochastically larger, 1947). `closer_to_members` is the share of rows whose nearest item
    is a member, `closer_by_chance` what it is where nothing was learned by heart. Likeness is the cosine of TF-IDF
    vectors of words and word pairs.

    Args:
        texts: Matching keys of the rows.
        members: Matching keys of each item that the rows may have been made from.
        control: The same of items of the same source that they cannot have been made from.
        seed: Decides the bootstrap.
    """
    near = _find_nearness(texts, members, control)
    return {
        "auc": round(_measure_area(near.members, near.control), 4),
        "ci": _resample(near, np.random.default_rng(seed)),
        "p_value": round(float(mannwhitneyu(near.members, near.control, alternative="greater").pvalue), 4),
        "closer_to_members": round(near.closer, 4),
        "closer_by_chance": round(len(members) / (len(members) + len(control)), 4),
        "member_similarity": round(float(near.members.mean()), 4),
        "control_similarity": round(float(near.control.mean()), 4),
        "member_items": len(members),
        "control_items": len(control),
        "rows": len(texts),
    }


def _find_nearness(texts: Sequence[str], members: Sequence[Texts], control: Sequence[Texts]) -> _Nearness:
    items = [*members, *control]
    counts = count_words([*texts, *(text for item in items for text in item)])
    vectors = weigh(counts, counts)
    rows, turned = vectors[: len(texts)], vectors[len(texts) :].T.tocsr()
    starts = np.cumsum([0, *map(len, items)])[:-1]
    by_item, closer = np.zeros(len(items)), 0.0
    step = max(_CELLS // turned.shape[1], 1)
    for low in range(0, len(texts), step):
        table = np.maximum.reduceat((rows[low : low + step] @ turned).toarray(), starts, axis=1).round(_PLACES)
        by_item = np.maximum(by_item, table.max(axis=0))
        mine, theirs = table[:, : len(members)].max(axis=1), table[:, len(members) :].max(axis=1)
        closer += float(np.where(mine == theirs, 0.5, mine > theirs).sum())
    return _Nearness(by_item[: len(members)], by_item[len(members) :], closer / len(texts))


def _measure_area(members: Values, control: Values) -> float:
    """Return the area under the curve: the rank sum of the members, less its least, over the pairs."""
    ranks = rankdata(np.concatenate([members, control]))[: len(members)]
    return float((ranks.sum() - len(members) * (len(members) + 1) / 2) / (len(members) * len(control)))


def _resample(near: _Nearness, rng: np.random.Generator) -> Interval:
    draws = (
        (rng.choice(near.members, len(near.members)), rng.choice(near.control, len(near.control)))
        for _ in range(_RESAMPLES)
    )
    return read_percentiles(np.array([_measure_area(*draw) for draw in draws]))
