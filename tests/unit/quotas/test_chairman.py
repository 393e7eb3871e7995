"""Laying values over blocks: exact totals and even runs."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from quotas.apportion import apportion
from quotas.chairman import lay_values
from quotas.shuffle import shuffle_range

SIZES = st.lists(st.integers(1, 30), min_size=1, max_size=12)
WEIGHTS = st.lists(st.integers(0, 9), min_size=1, max_size=9).filter(any)


def lay(sizes: list[int], weights: list[int], key: int) -> tuple[list[int], list[int]]:
    """Return the amounts and the laid values."""
    amounts = apportion(sum(sizes), weights)
    return amounts, lay_values(np.array(sizes), np.array(amounts), shuffle_range(len(amounts), key)).tolist()


@settings(deadline=None, max_examples=50)
@given(SIZES, WEIGHTS, st.integers(0, 9))
def test_every_value_is_laid_as_often_as_wanted(sizes: list[int], weights: list[int], key: int) -> None:
    """The total of every value is its amount."""
    amounts, laid = lay(sizes, weights, key)
    assert amounts == [laid.count(value) for value in range(len(amounts))]


@settings(deadline=None, max_examples=50)
@given(st.one_of(SIZES, st.lists(st.just(1), min_size=60, max_size=90)), WEIGHTS, st.integers(0, 9))
def test_after_each_block_every_value_is_off_by_less_than_one(sizes: list[int], weights: list[int], key: int) -> None:
    """At the end of a block, a value was laid as often as its share of the rows so far says, rounded up or down."""
    amounts, laid = lay(sizes, weights, key)
    total, worst = sum(sizes), Fraction(0)
    for end in np.cumsum(sizes).tolist():
        worst = max(worst, *(abs(laid[:end].count(v) - Fraction(end * a, total)) for v, a in enumerate(amounts)))
    assert worst < 1


def test_many_values_over_many_blocks_are_off_by_less_than_one() -> None:
    """Where a table of blocks and values would be larger than the rows, runs are as even."""
    sizes, amounts = np.full(700, 2), np.concatenate((np.full(399, 1), [1001]))
    laid = lay_values(sizes, amounts, np.arange(400))
    ends = np.arange(1, 1401)[1::2]
    counts = np.cumsum(laid[:, None] == np.arange(400), axis=0)[1::2]
    assert np.abs(counts - ends[:, None] * amounts / 1400).max() < 1
