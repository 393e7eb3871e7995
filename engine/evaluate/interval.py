"""Intervals of measured shares and scores: the only place where Wilson's formula stands."""

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_ONE_SIDED, _TWO_SIDED = (NormalDist().inv_cdf(level) for level in (0.95, 0.975))

Interval = tuple[float, float]
"""The lower and the upper end, 95% apart."""


class Bounds(NamedTuple):
    """A measured share, and what it is at least and at most, each proven with 95% certainty by itself; all 0 to 1."""

    share: float
    low: float
    high: float


def measure_share(count: int, total: int) -> Interval:
    """Return the two-sided 95% interval of a share; 0 to 1 where nothing was counted.

    Raises:
        ValueError: If more was counted than there is.
    """
    low, high = _score(count, total, _TWO_SIDED)
    return round(low, 4), round(high, 4)


def bound_share(count: int, total: int) -> Bounds:
    """Return a share with its one-sided 95% bounds: what is proven of it; of nothing it is anything.

    Raises:
        ValueError: If more was counted than there is.
    """
    return Bounds(count / total if total else 0.0, *_score(count, total, _ONE_SIDED))


def read_percentiles(values: NDArray[np.float64]) -> Interval:
    """Return the middle 95% of bootstrap values."""
    low, high = np.percentile(values, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


def _score(count: int, total: int, quantile: float) -> Interval:
    """Return Wilson's score interval (Probable inference, 1927)."""
    if not 0 <= count <= total:
        raise ValueError(f"{count} of {total} is no share")
    if not total:
        return 0.0, 1.0
    share, square = count / total, quantile * quantile
    middle = share + square / (2 * total)
    reach = quantile * sqrt(share * (1 - share) / total + square / (4 * total * total))
    scale = 1 + square / total
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)
