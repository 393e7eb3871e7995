"""Intervals of measured shares and scores."""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

_Z = 1.959963984540054  # 97.5% of the normal distribution

Interval = tuple[float, float]
"""The lower and the upper end, 95% apart."""


def measure_share(count: int, total: int) -> Interval:
    """Return Wilson's score interval of a share (Probable inference, 1927); 0 to 1 where nothing was counted."""
    if not total:
        return 0.0, 1.0
    share, square = count / total, _Z * _Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = _Z / (1 + square / total) * sqrt(share * (1 - share) / total + square / (4 * total * total))
    return round(max(middle - half, 0.0), 4), round(min(middle + half, 1.0), 4)


def read_percentiles(values: NDArray[np.float64]) -> Interval:
    """Return the middle 95% of bootstrap values."""
    low, high = np.percentile(values, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)
