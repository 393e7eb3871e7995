"""Measuring plans."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotas.audit import measure_deviations
from quotas.dimension import QuotaDimension
from quotas.plan import Plan


def grow(weights: list[list[int]], target: int) -> Plan:
    """Return a plan with the dimensions a, b, c."""
    dims = [
        QuotaDimension.weighted(name, {str(value): weight for value, weight in enumerate(each)})
        for name, each in zip("abc", weights, strict=False)
    ]
    return Plan.grow(dims, [target], 7)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.lists(st.integers(0, 50), min_size=1, max_size=12).filter(any), min_size=2, max_size=3),
    st.integers(1, 100),
)
def test_the_report_equals_a_full_table(weights: list[list[int]], target: int) -> None:
    """The largest deviation of each pair is what the whole table shows, its empty cells too."""
    plan = grow(weights, target)
    rows = [plan.cell(slot) for slot in range(target)]
    totals = list(plan.marginals().values())

    def deviate(one: int, other: int) -> float:
        pairs = product(totals[one].items(), totals[other].items())
        return max(
            abs(sum(row[one] == v and row[other] == u for row in rows) - a * b / target) for (v, a), (u, b) in pairs
        )

    names = [("a", "b"), ("a", "c"), ("b", "c")] if len(weights) == 3 else [("a", "b")]
    expected = {pair: deviate("abc".index(pair[0]), "abc".index(pair[1])) for pair in names}
    assert pytest.approx(expected, abs=1e-9) == dict(measure_deviations(plan).pairs)


def test_a_full_correlation_is_reported() -> None:
    """Two dimensions that always agree show the deviation of their diagonal."""
    plan = replace(
        grow([[1, 1], [1, 1]], 100),
        slot_cells=np.repeat(np.array([0, 1], np.uint8), 50),
        cell_values=np.array([[0, 0], [1, 1]], np.uint8),
        cell_targets=np.array([50, 50], np.uint8),
    )
    assert {("a", "b"): 25.0} == measure_deviations(plan).pairs


def test_wrong_totals_are_reported() -> None:
    """A plan whose totals are not the apportionment is not exact; the one it was made of is."""
    plan = grow([[1, 1]], 100)
    wrong = replace(plan, cell_targets=np.array([49, 51], np.uint8))
    assert (True, False) == (measure_deviations(plan).exact, measure_deviations(wrong).exact)


@pytest.mark.parametrize("weights", [[], [[1, 2]]])
def test_one_dimension_has_no_pairs(weights: list[list[int]]) -> None:
    """With fewer than two dimensions there is nothing to deviate."""
    assert 0.0 == measure_deviations(grow(weights, 10)).largest
