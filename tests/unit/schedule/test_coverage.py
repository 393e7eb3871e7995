"""How outcomes become loads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.schedule.coverage import Coverage


def load(accepted: int, copied: int) -> float:
    """Return the load of a value after some outcomes."""
    coverage = Coverage([("a", "b")])
    for _ in range(accepted):
        coverage.record("a", accepted=True)
    for _ in range(copied):
        coverage.record("a", copied=True)
    return coverage.loads["a"]


def test_a_row_is_a_load_of_one() -> None:
    """Without copies the load is the number of rows, and other values have none."""
    coverage = Coverage([("a", "b")])
    coverage.record("a", accepted=True)
    assert {"a": 1.0, "b": 0.0} == coverage.loads


def test_weights_divide_loads() -> None:
    """A value that stands in its list thrice bears three rows as another bears one."""
    coverage = Coverage([("a", "b", "a", "a")])
    for value in "aaab":
        coverage.record(value, accepted=True)
    assert {"a": 1.0, "b": 1.0} == coverage.loads


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_copy_weighs_more_than_a_row(accepted: int, copied: int) -> None:
    """One more copy raises a load by more than one more row does, and a row never lowers it."""
    before, row, copy = load(accepted, copied), load(accepted + 1, copied), load(accepted, copied + 1)
    assert before < copy
    assert row < copy


@pytest.mark.parametrize(("accepted", "copied", "least", "most"), [(0, 1, 4, 8), (0, 20, 300, 500), (90, 10, 115, 130)])
def test_copies_weigh_by_their_share(accepted: int, copied: int, least: float, most: float) -> None:
    """One copy weighs a few rows, many without a row twenty each, and a tenth of all outcomes little."""
    assert least < load(accepted, copied) < most


def test_values_that_are_not_drawn_are_passed_over() -> None:
    """An outcome of an unknown value is no value's."""
    coverage = Coverage([("a",)])
    coverage.record("z", accepted=True)
    assert {"a": 0.0} == coverage.loads
