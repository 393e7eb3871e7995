"""Webster's method against a slow copy of its definition."""

from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotas.apportion import apportion

WEIGHTS = st.lists(
    st.one_of(st.integers(0, 9), st.fractions(0, 5, max_denominator=12)).map(Fraction), min_size=1, max_size=9
).filter(any)


def share_out_one_by_one(total: int, weights: list[Fraction]) -> list[int]:
    """Give every unit to the weight with the largest w / (2n + 1), the first of equal ones."""
    shares = [0] * len(weights)
    for _ in range(total):
        winner = max(range(len(weights)), key=lambda place: (weights[place] / (2 * shares[place] + 1), -place))
        shares[winner] += 1
    return shares


@settings(max_examples=60)
@given(st.integers(0, 60), WEIGHTS)
@example(25, [Fraction(1)] + [Fraction(1, 100)] * 30)
@example(25, [Fraction(10)] + [Fraction(34, 100)] * 30)
def test_shares_equal_the_definition(total: int, weights: list[Fraction]) -> None:
    """The shares are those of handing out unit after unit to the highest priority."""
    assert share_out_one_by_one(total, weights) == apportion(total, weights)


@settings(max_examples=60)
@given(st.integers(0, 10**9), WEIGHTS)
def test_one_unit_more_goes_to_one_weight(total: int, weights: list[Fraction]) -> None:
    """A total that is larger by one gives one weight one unit more and takes none away."""
    before, after = apportion(total, weights), apportion(total + 1, weights)
    assert [0] * (len(weights) - 1) + [1] == sorted(b - a for a, b in zip(before, after, strict=True))


@settings(max_examples=60)
@given(st.integers(0, 10**12), WEIGHTS)
def test_shares_add_up(total: int, weights: list[Fraction]) -> None:
    """The shares add up to the total, and a weight of zero gets nothing."""
    shares = apportion(total, weights)
    assert (total, 0) == (sum(shares), sum(s for s, w in zip(shares, weights, strict=True) if w == 0))


def test_ties_go_to_the_value_declared_first() -> None:
    """Of equal weights, those declared first get the units that are left over."""
    assert [2, 2, 1] == apportion(5, [1, 1, 1])


def test_default_sentiment_quota_is_exact() -> None:
    """10,000 rows at 4:4:2 are exactly 4,000, 4,000 and 2,000."""
    assert [4000, 4000, 2000] == apportion(10_000, [4, 4, 2])


def test_weights_that_no_float_can_hold_are_told_apart() -> None:
    """A weight that is larger by less than a float can show wins the odd unit."""
    assert [0, 1] == apportion(1, [Fraction(10**30), Fraction(10**30 + 1)])


@pytest.mark.parametrize(
    ("total", "weights", "message"),
    [(-1, [1], "total is 0 or more"), (1, [1, -1], "weight is 0 or more"), (1, [0, 0], "above 0"), (1, [], "above 0")],
)
def test_what_cannot_be_shared_is_refused(total: int, weights: list[int], message: str) -> None:
    """A negative total, a negative weight and a set of weights without any above zero are errors."""
    with pytest.raises(ValueError, match=message):
        apportion(total, weights)
