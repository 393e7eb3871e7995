"""Shares of labels: as many variants as there can be, with every label exact."""

from fractions import Fraction

import pytest

from engine.augment.shares import settle
from engine.errors import UsageError


def test_the_scarcest_label_decides_how_many_are_taken() -> None:
    """With equal shares every label gets as many variants as the scarcest has, and one more for rounding."""
    rows = {"A": 10, "B": 10}
    assert {"A": 4, "B": 3} == settle(rows, {"A": 9, "B": 3}, {"A": Fraction(10), "B": Fraction(10)})


def test_variants_make_up_for_uneven_rows() -> None:
    """Shares that differ from those of the rows are met by variants of the labels that lack: 7 and 6 of 13."""
    taken = settle({"A": 6, "B": 2}, {"A": 5, "B": 4}, {"A": Fraction(1), "B": Fraction(1)})
    assert {"A": 1, "B": 4} == taken


def test_a_label_without_variants_leaves_rows_as_they_are() -> None:
    """Where one of two even labels has no variants, the other gets what rounding allows."""
    assert {"A": 1, "B": 0} == settle({"A": 50, "B": 50}, {"A": 70}, {"A": Fraction(50), "B": Fraction(50)})


@pytest.mark.parametrize(
    ("rows", "named"), [({"A": 9, "B": 1}, "of B there are 1 rows"), ({"A": 1, "C": 1}, "label C")]
)
def test_shares_that_cannot_be_met_are_an_error(rows: dict[str, int], named: str) -> None:
    """Rows that stay and unbalance the whole beyond repair are told of, with the label that lacks."""
    with pytest.raises(UsageError, match=named):
        settle(rows, {"B": 2}, {"A": Fraction(1), "B": Fraction(1)})
