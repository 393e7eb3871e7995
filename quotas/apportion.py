"""Turns weights into whole numbers: the first step from a wanted mix to planned rows."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heapreplace
from math import lcm


def apportion(total: int, weights: Sequence[Fraction | int]) -> list[int]:
    """Return how many of `total` each weight gets by Webster's (Sainte-Laguë's) method.

    The n-th unit of a weight w has the priority w / (2n - 1); the `total` highest priorities win, equal ones in
    declared order. A larger total therefore never gives any weight less. Exact for integers and fractions; needs
    O(k log k) steps for k weights, whatever the total.

    Raises:
        ValueError: For a negative total, a negative weight, or no weight above zero where something is to be shared.
    """
    if total < 0:
        raise ValueError(f"cannot share out {total}: a total is 0 or more")
    whole = _scale_to_integers(weights)
    shares = _round_quotas(total, whole)
    missing = total - sum(shares)
    # A priority w / d with d < 2 * total + 2k is told from every other one after this scaling, so keys are exact.
    scale = (2 * (total + len(whole)) + 1) ** 2
    if missing > 0:
        _give(shares, missing, whole, scale)
    elif missing < 0:
        _take(shares, -missing, whole, scale)
    return shares


def _scale_to_integers(weights: Sequence[Fraction | int]) -> list[int]:
    """Return the weights times their common denominator."""
    if any(weight < 0 for weight in weights):
        raise ValueError("a weight is 0 or more")
    if not any(weights):
        raise ValueError("at least one weight is above 0")
    common = lcm(*{weight.denominator for weight in weights})
    return [weight.numerator * (common // weight.denominator) for weight in weights]


def _round_quotas(total: int, weights: Sequence[int]) -> list[int]:
    """Return every exact share rounded half up: all units whose priority is at least sum / (2 * total)."""
    mass = sum(weights)
    return [(2 * total * weight + mass) // (2 * mass) for weight in weights]


def _give(shares: list[int], units: int, weights: Sequence[int], scale: int) -> None:
    """Add the next units in falling priority."""

    def next_priority(place: int) -> int:
        return -(scale * weights[place] // (2 * shares[place] + 1))

    _settle(shares, units, 1, [place for place, weight in enumerate(weights) if weight], next_priority)


def _take(shares: list[int], units: int, weights: Sequence[int], scale: int) -> None:
    """Take back the last units in rising priority; among equal ones the last declared loses first."""

    def last_priority(place: int) -> int:
        return scale * weights[place] // (2 * shares[place] - 1)

    _settle(shares, units, -1, [place for place, share in enumerate(shares) if share], last_priority)


def _settle(shares: list[int], units: int, change: int, places: Iterable[int], key: Callable[[int], int]) -> None:
    """Change `units` shares by one each, always the one with the lowest key; ties by `change` times its place."""
    heap = [(key(place), change * place) for place in places]
    heapify(heap)
    for _ in range(units):
        place = change * heap[0][1]
        shares[place] += change
        if shares[place]:
            heapreplace(heap, (key(place), change * place))
        else:
            heappop(heap)
