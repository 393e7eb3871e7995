"""The diverse choice: exact, repeatable, and further apart than chance."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.personas.spread import choose_spread, make_vectors, measure_nearest
from prompts.personas.bank import load_bank
from validators.text import normalize

KEYS = [normalize(persona.text) for persona in load_bank()]
some_keys = st.lists(st.text("ابت ", max_size=12), min_size=1, max_size=30)


@given(some_keys, st.integers(1, 40), st.integers(0, 5))
def test_a_choice_is_distinct_and_exact(keys: list[str], n: int, seed: int) -> None:
    """As many different texts are chosen as were asked for, or all, the same each time."""
    chosen = choose_spread(keys, n, seed)
    assert min(n, len(keys)) == len(set(chosen)) == len(chosen)
    assert set(chosen) <= set(range(len(keys)))
    assert chosen == choose_spread(keys, n, seed)


@settings(max_examples=20)
@given(st.integers(1, 100), st.integers(101, 261), st.integers(0, 3))
def test_fewer_are_the_beginning_of_more(few: int, many: int, seed: int) -> None:
    """A smaller choice from the same texts and seed is the beginning of a larger one."""
    assert choose_spread(KEYS, few, seed) == choose_spread(KEYS, many, seed)[:few]


def test_another_seed_makes_another_choice() -> None:
    """The seed decides where the choice begins."""
    assert choose_spread(KEYS, 10, 1) != choose_spread(KEYS, 10, 2)


def test_one_of_each_kind_is_chosen() -> None:
    """Among many texts of three kinds, three chosen are of three kinds."""
    kinds = ("طبيب في مستشفى كبير", "بحار على سفينة شحن", "مزارع زيتون عجوز")
    keys = [f"{kind} {number}" for kind in kinds for number in range(20)]
    assert {0, 1, 2} == {place // 20 for place in choose_spread(keys, 3, 0)}


def test_chosen_texts_lie_further_apart_than_drawn_ones() -> None:
    """The mean likeness to the nearest other is at most three quarters of that among the first as many."""
    chosen = [KEYS[place] for place in choose_spread(KEYS, 50, 0)]
    assert measure_nearest(chosen, 0) <= 0.75 * measure_nearest(KEYS[:50], 0)


def test_many_texts_are_dealt_into_groups() -> None:
    """Beyond the most comparisons the choice is exact and distinct, another one, and repeatable."""
    chosen = choose_spread(KEYS, 50, 3, most_pairs=4_000)
    assert 50 == len(set(chosen)) == len(chosen)
    assert chosen == choose_spread(KEYS, 50, 3, most_pairs=4_000)
    assert chosen != choose_spread(KEYS, 50, 3)


@given(some_keys)
def test_products_of_vectors_are_exact(keys: list[str]) -> None:
    """Every number of a vector is whole, and no sum of products can reach what a float32 does not hold exactly."""
    vectors = make_vectors(keys).astype(np.float64)
    assert np.array_equal(vectors, np.trunc(vectors))
    assert (vectors * vectors).sum(axis=1).max() < 2**24


@pytest.mark.parametrize(("keys", "expected"), [([], 0.0), (["a"], 0.0), (["a b", "a b"], 1.0), (["a", "b"], 0.0)])
def test_measure(keys: list[str], expected: float) -> None:
    """Equal texts are alike, those without a common word are not, and a text is not measured against itself."""
    assert expected == pytest.approx(measure_nearest(keys, 0), abs=0.01)
