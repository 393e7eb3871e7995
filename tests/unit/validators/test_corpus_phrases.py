"""Phrases of main texts, counted many rows at a time."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.corpus.frequent import Frequent
from validators.corpus.phrases import Phrases
from validators.corpus.topic import find_topics

REVOLUTION = ["الثوره", "الصناعيه"]
ROWS = st.lists(st.lists(st.sampled_from(["الثوره", "الصناعيه", "في", "بدات", "1789", "نهر"]), max_size=8), max_size=20)


@given(ROWS, st.sets(st.integers(0, 19)))
def test_rows_counted_together_are_counted_as_one_by_one(rows: list[list[str]], asked: set[int]) -> None:
    """A phrase has as many rows as hold it, whenever it was asked for before."""
    phrases = Phrases()
    for number, row in enumerate(rows):
        phrases.add(row)
        if number in asked:
            phrases.find_top()
    true = Counter(topic for row in rows for topic in find_topics(row))
    assert dict(true) == dict(phrases.find_above(0))


@given(ROWS)
def test_the_top_is_the_first_of_equals(rows: list[list[str]]) -> None:
    """Of phrases that are as common, the one met first is the top."""
    phrases = Phrases()
    for row in rows:
        phrases.add(row)
    true = Counter(topic for row in rows for topic in find_topics(row))
    assert max(true.items(), key=lambda pair: pair[1], default=("", 0)) == phrases.find_top()


def test_phrases_outlast_the_words_that_are_forgotten() -> None:
    """After more different words than are kept, phrases have their counts, and different words their share."""
    phrases = Phrases()
    phrases.add(["نهر"])  # in no phrase: it loses its place, and others move
    phrases.add(["بدايه", "النهضه"])
    for start in range(0, 70_000, 1000):
        phrases.add([*REVOLUTION, *(f"كلمه{number}" for number in range(start, start + 1000))])
    assert (" ".join(REVOLUTION), 70) == phrases.find_top()
    assert (1, 70, 0) == (phrases["بدايه النهضه"], phrases[" ".join(REVOLUTION)], phrases["نهر النيل"])
    assert pytest.approx(70_005 / 70_143, rel=0.005) == phrases.measure_distinct()[0]


@given(ROWS, st.integers(2, 12))
def test_rows_are_lowered_as_one_by_one(rows: list[list[str]], capacity: int) -> None:
    """Keys of many rows leave the counts that they leave when they are added row by row."""
    together, apart = Frequent[str](capacity), Frequent[str](capacity)
    together.add_rows(rows)
    for row in rows:
        apart.add_all(row)
    assert [*apart.find_above(0), ("error", apart.error)] == [*together.find_above(0), ("error", together.error)]
