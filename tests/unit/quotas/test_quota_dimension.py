"""Reading the weights and counts of one planned field."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from quotas.dimension import QuotaDimension, Weight


def test_float_weights_mean_their_decimal_text() -> None:
    """0.1 and 0.3 are one and three tenths exactly, so 40 rows are 10 and 30."""
    dimension = QuotaDimension.weighted("answer", {"A": 0.1, "B": 0.3})
    assert ({"A": Fraction(1, 10), "B": Fraction(3, 10)}, [10, 30]) == (dimension.weights, dimension.apportion(40))


def test_every_kind_of_number_is_a_weight() -> None:
    """Whole numbers, decimals and fractions can stand beside each other."""
    weights: dict[str, Weight] = {"a": 1, "b": Decimal("0.5"), "c": Fraction(1, 2)}
    assert [2, 1, 1] == QuotaDimension.weighted("subject", weights).apportion(4)


def test_huge_weights_are_numbers_too() -> None:
    """A weight of 5,001 digits is shared by as any other."""
    assert [9, 0] == QuotaDimension.weighted("answer", {"A": 10**5000, "B": 1}).apportion(9)


def test_counts_are_taken_as_they_are() -> None:
    """Exact counts are the rows themselves, a zero among them too."""
    assert [50, 0, 7] == QuotaDimension.counted("answer", {"A": 50, "B": 0, "C": 7}).apportion(57)


def test_counts_must_add_up_to_the_target() -> None:
    """Counts of another sum than the target are refused with both numbers."""
    with pytest.raises(ValueError, match="'answer': the counts add up to 57, but the target is 60"):
        QuotaDimension.counted("answer", {"A": 50, "B": 7}).apportion(60)


def test_values_keep_their_declared_order() -> None:
    """Values come in the order in which they were written."""
    assert ("b", "a", "c") == QuotaDimension.weighted("x", {"b": 1, "a": 0, "c": 1}).values


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({}, "no values"),
        ({"A": 0, "B": 0}, "every weight is 0"),
        ({"A": 1, "B": -1}, "'B' has a negative weight"),
        ({"A": float("nan")}, "no finite number"),
        ({"A": float("inf")}, "no finite number"),
        ({"A": True}, "no finite number"),
        ({"A": None}, "no finite number"),
        ({"A": Decimal("-inf")}, "no finite number"),
    ],
)
def test_weights_that_mean_nothing_are_refused(weights: dict[str, Any], message: str) -> None:
    """Empty, negative, all-zero and non-numeric weights are errors that name the quota."""
    with pytest.raises(ValueError, match=f"'answer'.*{message}"):
        QuotaDimension.weighted("answer", weights)


def test_a_count_is_a_whole_number() -> None:
    """Half a row cannot be counted."""
    with pytest.raises(ValueError, match="'A' has the count 1/2, which is no whole number"):
        QuotaDimension.counted("answer", {"A": Fraction(1, 2)})  # type: ignore[dict-item]
