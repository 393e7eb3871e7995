"""A few items out of many."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dataset.sample import sample_stratified, sample_uniform, share_out
from engine.dataset.source import SourceItem

SIZES = st.lists(st.integers(1, 30), min_size=1, max_size=8)


def make(*sizes: int) -> list[SourceItem]:
    """Return items of as many subjects, mixed."""
    subjects = [str(subject) for subject, size in enumerate(sizes) for _ in range(size)]
    Random(1).shuffle(subjects)
    return [SourceItem(Path("rows"), line, "exams", {"subject": subject}) for line, subject in enumerate(subjects)]


def name_subject(item: SourceItem) -> str:
    """Return the stratum of an item."""
    return str(item.fields["subject"])


def count(items: list[SourceItem]) -> dict[str, int]:
    """Return how many items each subject has."""
    return dict(Counter(map(name_subject, items)))


def test_a_stratified_draw_keeps_shares_and_has_every_stratum() -> None:
    """One item each, and the rest by size."""
    assert {"0": 7, "1": 2, "2": 1} == count(sample_stratified(make(80, 15, 5), 10, 1, name_subject))


def test_an_even_draw_gives_every_stratum_alike() -> None:
    """A large stratum gives no more than another, but for the remainder."""
    assert {"0": 4, "1": 3, "2": 3} == count(sample_stratified(make(80, 15, 5), 10, 1, name_subject, even=True))


def test_a_small_stratum_leaves_its_share_to_others() -> None:
    """What one cannot give, the others do."""
    assert {"0": 5, "1": 4, "2": 1} == count(sample_stratified(make(80, 15, 1), 10, 1, name_subject, even=True))


def test_the_largest_strata_win_where_there_are_too_many() -> None:
    """Three items out of four strata come from the three largest."""
    assert {"0": 1, "1": 1, "3": 1} == count(sample_stratified(make(5, 4, 1, 3), 3, 1, name_subject))


@given(SIZES, st.integers(0, 100), st.integers(), st.booleans())
def test_a_stratified_draw_is_as_large_as_asked(sizes: list[int], n: int, seed: int, even: bool) -> None:
    """It has `n` different items, or all of them, in file order, with every stratum where there is room for it."""
    items = make(*sizes)
    chosen = sample_stratified(items, n, seed, name_subject, even=even)
    assert min(n, len(items)) == len(chosen)
    assert sorted({item.line for item in chosen}) == [item.line for item in chosen]
    assert min(n, len(sizes)) == len(count(chosen))


@given(st.integers(0, 40), st.integers(0, 50), st.integers())
def test_a_uniform_draw_is_as_large_as_asked(size: int, n: int, seed: int) -> None:
    """It has `n` different items, or all of them, in file order."""
    chosen = [item.line for item in sample_uniform(make(size), n, seed)]
    assert (min(n, size), sorted(set(chosen))) == (len(chosen), chosen)


def test_the_seed_decides() -> None:
    """The same seed draws the same items, another one others."""
    items = make(50, 50)
    uniform = [sample_uniform(items, 10, seed) for seed in (1, 1, 2)]
    stratified = [sample_stratified(items, 10, seed, name_subject) for seed in (1, 1, 2)]
    for first, same, other in (uniform, stratified):
        assert first == same
        assert first != other


@given(SIZES, st.integers(1, 300), st.data())
def test_no_stratum_gives_more_than_it_has(sizes: list[int], n: int, data: st.DataObject) -> None:
    """Shares add up to what there is, each at least one and at most the size."""
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(sizes), max_size=len(sizes)))
    n = max(n, len(sizes))
    counts = share_out(n, sizes, weights)
    assert min(n, sum(sizes)) == sum(counts)
    assert all(1 <= given <= size for given, size in zip(counts, sizes, strict=True))


@pytest.mark.parametrize("n", [0, 5])
def test_nothing_comes_of_nothing(n: int) -> None:
    """No items, no draw."""
    assert [] == sample_stratified([], n, 1, name_subject)
