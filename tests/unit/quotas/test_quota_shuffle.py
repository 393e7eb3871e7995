"""Orders that numbers alone decide."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from quotas.shuffle import mix_numbers, rank_codes, scatter_numbers, shuffle_range, spread_range

KEYS = st.integers(0, 2**64 - 1)


def test_scattered_numbers_never_change() -> None:
    """The numbers are those of SplitMix64 from its published start, so plans are the same for ever."""
    golden = 0x9E3779B97F4A7C15
    assert [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4] == scatter_numbers(2, golden).tolist()


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 300), KEYS)
def test_orders_hold_every_number_once(count: int, key: int) -> None:
    """A shuffled and a spread range are permutations."""
    whole = list(range(count))
    assert (whole, whole) == (sorted(shuffle_range(count, key).tolist()), sorted(spread_range(count, key).tolist()))


@settings(deadline=None, max_examples=50)
@given(st.integers(50, 2000), KEYS, st.data())
def test_the_start_of_a_spread_range_is_even(count: int, key: int, data: st.DataObject) -> None:
    """Any prefix of a spread range holds its share of any interval to within 6."""
    size = data.draw(st.integers(1, count))
    low, high = sorted((data.draw(st.integers(0, count)), data.draw(st.integers(0, count))))
    prefix = spread_range(count, key)[:size]
    found = np.count_nonzero((prefix >= low) & (prefix < high))
    assert abs(found - size * (high - low) / count) < 6


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(-(2**70), 2**70), max_size=4), st.lists(st.integers(-(2**70), 2**70), max_size=4))
def test_mixing_tells_lists_apart(one: list[int], other: list[int]) -> None:
    """Lists of different 64-bit numbers are mixed to different numbers."""
    same = [part % 2**64 for part in one] == [part % 2**64 for part in other]
    assert same == (mix_numbers(*one) == mix_numbers(*other))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(0, 40), min_size=1), st.sampled_from([41, 10**12]))
def test_ranked_codes_are_as_numpy_finds_them(codes: list[int], limit: int) -> None:
    """Counting and sorting give the different codes and their places alike."""
    different, places = rank_codes(np.array(codes), limit)
    assert (sorted(set(codes)), codes) == (different.tolist(), different[places].tolist())
