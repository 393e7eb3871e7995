"""How far a share that was measured on some may be from that of all."""

from math import sqrt
from typing import NamedTuple

_Z = 1.6448536269514722
"""Quantile of the normal distribution for 95% on one side."""


class Interval(NamedTuple):
    """A measured share, and what it is at least and at most, each with 95% certainty by itself; all 0 to 1."""

    share: float
    low: float
    high: float


def measure_share(hits: int, total: int) -> Interval:
    """Return the share of `hits` with its one-sided Wilson score bounds (Wilson 1927); of nothing it is anything.

    Raises:
        ValueError: If there are more hits than there is of anything.
    """
    if not 0 <= hits <= total:
        raise ValueError(f"{hits} of {total} is no share")
    if not total:
        return Interval(0.0, 0.0, 1.0)
    share, square = hits / total, _Z * _Z
    middle = share + square / (2 * total)
    reach = _Z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    scale = 1 + square / total
    return Interval(share, max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale))
