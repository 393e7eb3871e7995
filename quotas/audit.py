"""How far a plan is from ideal: whether single totals are exact, and the largest deviation between two dimensions."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from quotas.plan import Plan
from quotas.shuffle import Ints, rank_codes


@dataclass(frozen=True, slots=True)
class Deviations:
    """What an audit of a plan found.

    Attributes:
        exact: Whether every dimension's totals are its exact apportionment of the target.
        pairs: Largest absolute difference between the rows of a pair of values and their expectation (the product
            of both totals over the target), by the names of the two dimensions.
    """

    exact: bool
    pairs: Mapping[tuple[str, str], float]

    @property
    def largest(self) -> float:
        """The largest deviation of all pairs, in rows; 0 with fewer than two dimensions."""
        return max(self.pairs.values(), default=0.0)


def measure_deviations(plan: Plan) -> Deviations:
    """Return how exact a plan is; the tables between dimensions are never materialised."""
    totals = [np.array(list(counts.values()), np.int64) for counts in plan.marginals().values()]
    exact = all(
        dimension.apportion(plan.target) == counts.tolist()
        for dimension, counts in zip(plan.dimensions, totals, strict=True)
    )
    pairs = {
        (plan.dimensions[one].name, plan.dimensions[other].name): _measure_pair(plan, one, other, totals)
        for one, other in combinations(range(len(plan.dimensions)), 2)
    }
    return Deviations(exact, pairs)


def _measure_pair(plan: Plan, one: int, other: int, totals: list[Ints]) -> float:
    """Return the largest absolute deviation of a two-way table."""
    columns = len(totals[other])
    values = plan.cell_values.astype(np.int64)
    codes, places = rank_codes(values[:, one] * columns + values[:, other], len(totals[one]) * columns)
    counts = np.bincount(places, weights=plan.cell_targets)
    rows, cols = codes // columns, codes % columns
    occupied = np.abs(counts - totals[one][rows] * totals[other][cols] / plan.target)
    return float(max(occupied.max(), _expect_most_in_empty(rows, cols, totals[one], totals[other]) / plan.target))


def _expect_most_in_empty(rows: Ints, cols: Ints, row_totals: Ints, col_totals: Ints) -> int:
    """Return the largest product of totals among the pairs that do not occur.

    In each line that is the first gap when the columns are taken by falling totals.
    """
    falling = np.argsort(-col_totals, kind="stable")
    rank = np.argsort(falling, kind="stable")[cols]
    order = np.lexsort((rank, rows))
    rank, rows = rank[order], rows[order]
    used = np.bincount(rows, minlength=len(row_totals))
    without_gap = rank == np.arange(len(rank)) - (np.cumsum(used) - used)[rows]
    gap = np.bincount(rows, weights=without_gap, minlength=len(row_totals)).astype(np.int64)
    open_lines = gap < len(col_totals)
    return int((row_totals[open_lines] * col_totals[falling[gap[open_lines]]]).max(initial=0))
