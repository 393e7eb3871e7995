"""Asks whether the data gives away which items it was made from, against control items that it cannot know."""

from collections.abc import Sequence
from math import erf, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata  # type: ignore[import-untyped]

from engine.evaluate.interval import read_percentiles
from engine.evaluate.vectors import count_words, weigh

_CELLS = 1 << 21
_RESAMPLES = 500


def measure_membership(
    texts: Sequence[str], members: Sequence[str], control: Sequence[str], seed: int
) -> dict[str, Any]:
    """Return how well the distance to the closest row tells members from control items.

    `auc` is the chance that a member lies closer to some row than a control item does: 0.5 tells nothing, 1 all; its
    interval is a bootstrap's and its p-value that of the rank-sum test. `closer_to_members` is the share of rows whose
    nearest item is a member, 0.5 where nothing was learned by heart: both sides have one size. Texts are matching keys;
    likeness is the cosine of TF-IDF vectors of words and word pairs.
    """
    rng = np.random.default_rng(seed)
    size = min(len(members), len(control))
    members, control = _draw(members, size, rng), _draw(control, size, rng)
    counts = count_words([*texts, *members, *control])
    vectors = weigh(counts, counts)
    rows, items = vectors[: len(texts)], vectors[len(texts) :]
    by_item, by_row = np.zeros(2 * size), np.zeros(len(texts))
    step = max(_CELLS // max(2 * size, 1), 1)
    turned = items.T.tocsr()
    for low in range(0, len(texts), step):
        table = (rows[low : low + step] @ turned).toarray()
        by_item = np.maximum(by_item, table.max(axis=0))
        mine, theirs = table[:, :size].max(axis=1), table[:, size:].max(axis=1)
        by_row[low : low + step] = np.where(np.isclose(mine, theirs), 0.5, mine > theirs)
    auc, p_value = _rank(by_item[:size], by_item[size:])
    draws = rng.integers(0, size, (_RESAMPLES, 2, size))
    values = np.array([_rank(by_item[one], by_item[size + other])[0] for one, other in draws])
    return {
        "auc": round(auc, 4),
        "ci": read_percentiles(values),
        "p_value": round(p_value, 4),
        "closer_to_members": round(float(by_row.mean()), 4),
        "member_similarity": round(float(by_item[:size].mean()), 4),
        "control_similarity": round(float(by_item[size:].mean()), 4),
        "items": size,
    }


def _rank(members: NDArray[np.float64], control: NDArray[np.float64]) -> tuple[float, float]:
    """Return the area under the curve and the one-sided p-value of the rank-sum test (normal approximation)."""
    first, second = len(members), len(control)
    ranks = rankdata(np.concatenate([members, control]))
    above = ranks[:first].sum() - first * (first + 1) / 2
    spread = sqrt(first * second * (first + second + 1) / 12)
    return float(above / (first * second)), 0.5 * (1 - erf((above - first * second / 2) / spread / sqrt(2)))


def _draw(texts: Sequence[str], size: int, rng: np.random.Generator) -> list[str]:
    return [texts[place] for place in sorted(rng.permutation(len(texts))[:size])]
