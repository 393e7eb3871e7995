"""Counting in bounded memory: keys that occur often, and different pieces."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from validators.corpus.distinct import EXACT, Distinct, number_pairs
from validators.corpus.frequent import Frequent

KEYS = st.lists(st.sampled_from("ابتثجحخدذرزسشصضطظعغف"), max_size=300)


def number_words(words: Iterable[str]) -> NDArray[np.int64]:
    """Return the numbers of words."""
    return np.array([crc32(word.encode()) for word in words], np.int64)


@given(KEYS, st.integers(2, 12))
def test_counts_are_never_too_high_and_low_by_the_error(keys: list[str], capacity: int) -> None:
    """A count lies between the true one less the stated error and the true one."""
    frequent, true = Frequent[str](capacity), Counter(keys)
    for key in keys:
        frequent.add(key)
    assert all(true[key] - frequent.error <= frequent[key] <= true[key] for key in true)


@given(KEYS, st.lists(st.integers(0, 40), max_size=12), st.integers(2, 12))
def test_keys_counted_together_are_counted_one_by_one(keys: list[str], sizes: list[int], capacity: int) -> None:
    """Where keys are parted into batches, and whether they are at all, changes no count and no top."""
    single, batched = Frequent[str](capacity), Frequent[str](capacity)
    left = keys
    for size in [*sizes, len(keys)]:
        batched.add_each(left[:size])
        left = left[size:]
    for key in keys:
        single.add(key)
    assert [*single.find_above(0)] == [*batched.find_above(0)]
    assert single.error == batched.error


@given(KEYS, st.integers(2, 12))
def test_the_error_is_bounded(keys: list[str], capacity: int) -> None:
    """The error is at most two keys in `capacity`."""
    frequent = Frequent[str](capacity)
    for key in keys:
        frequent.add(key)
    assert frequent.error <= 2 * len(keys) / capacity


@given(KEYS, st.integers(2, 12))
def test_no_more_keys_than_the_capacity_are_kept(keys: list[str], capacity: int) -> None:
    """After every key, at most `capacity` different ones are kept."""
    frequent = Frequent[str](capacity)
    sizes = []
    for key in keys:
        frequent.add_all([key])
        sizes.append(len(frequent))
    assert max(sizes, default=0) <= capacity


@given(KEYS)
def test_counts_are_exact_within_the_capacity(keys: list[str]) -> None:
    """As long as all different keys fit, every count is the true one."""
    frequent = Frequent[str](20)
    frequent.add_all(keys)
    assert Counter(keys) == {key: frequent[key] for key in set(keys)}


def test_the_top_is_the_commonest_and_the_first_of_equals() -> None:
    """Of keys that are as common, the one met first is the top."""
    frequent = Frequent[str]()
    frequent.add_all(["ما", "أي", "من", "أي", "ما"])
    assert ("ما", 2) == frequent.find_top("")


def test_nothing_has_no_top() -> None:
    """Before the first key the top is an empty key."""
    assert ("", 0) == Frequent[str]().find_top("")


@given(st.lists(st.lists(st.sampled_from(["قلم", "كتاب", "باب", "دار", "نهر"]), max_size=6), max_size=30))
def test_few_pieces_are_counted_exactly(texts: list[list[str]]) -> None:
    """Different words and different pairs are counted as they are."""
    words, pairs = Distinct(), Distinct()
    for text in texts:
        words.add(number_words(text))
        pairs.add(number_pairs(number_words(text)))
    true_words = {word for text in texts for word in text}
    true_pairs = {pair for text in texts for pair in pairwise(text)}
    assert (len(true_words), len(true_pairs)) == (words.count(), pairs.count())


@pytest.mark.parametrize("different", [EXACT, 3 * EXACT, 8 * EXACT])
def test_many_pieces_are_estimated_closely(different: int) -> None:
    """Beyond the exact count, the estimate is within half a percent."""
    distinct = Distinct()
    for start in range(0, different, 1000):
        distinct.add(number_words(f"كلمة{number}" for number in range(start, start + 1000)))
    assert different == pytest.approx(distinct.count(), rel=0.005)


def test_pairs_are_estimated_closely() -> None:
    """Pairs out of few words spread as evenly as words do."""
    distinct = Distinct()
    names = number_words(f"كلمة{number}" for number in range(400))
    for one in names:
        distinct.add(np.concatenate([number_pairs(np.array([one, two])) for two in names]))
    assert 160_000 == pytest.approx(distinct.count(), rel=0.005)


def test_what_is_seen_again_is_not_counted_again() -> None:
    """Repeats lower the ratio of different pieces, also where they are estimated."""
    distinct = Distinct()
    pieces = number_words(map(str, range(60_000)))
    distinct.add(pieces)
    distinct.add(pieces)
    assert 0.5 == pytest.approx(distinct.ratio(), rel=0.005)
