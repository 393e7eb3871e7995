"""Two-sample tests: their p-values are spread as they must be, whatever the families of the rows."""

from collections.abc import Callable
from random import Random

import numpy as np
import pytest

from engine.evaluate.distance import draw_families, measure_distance
from engine.evaluate.entry import Entry

WORDS = """
مدرسة كتاب قلم شجرة نهر بحر سماء ارض بيت باب طريق سوق جبل قمر ليل صباح حقل قرية رسالة صديق
"""
OTHERS = "سيارة طائرة قطار سفينة دراجة حافلة"
Make = Callable[..., Entry]


def write_texts(count: int, seed: int, words: str = WORDS) -> list[str]:
    """Return texts of six words drawn from one distribution."""
    rng = Random(seed)
    return [" ".join(rng.choices(words.split(), k=6)) for _ in range(count)]


def write_families(make_entry: Make, parents: int, copies: int, seed: int) -> list[Entry]:
    """Return texts of that distribution and near copies of each, which name it as their parent."""
    rng = Random(seed)
    entries = []
    for number, text in enumerate(write_texts(parents, seed)):
        entries.append(make_entry(text, name=f"p{number}"))
        for copy in range(copies - 1):
            changed = [*text.split()[:-1], rng.choice(WORDS.split())]
            entries.append(make_entry(" ".join(changed), name=f"p{number}-{copy}", parent=f"p{number}"))
    return entries


@pytest.mark.parametrize("copies", [1, 5])
def test_p_values_of_one_distribution_are_spread_evenly(make_entry: Make, copies: int) -> None:
    """Of 40 draws from one distribution few have small p-values, also where each row has four near copies."""
    found = [
        measure_distance(
            write_families(make_entry, 40, copies, seed),
            [make_entry(text) for text in write_texts(40, 1000 + seed)],
            500,
            seed,
        )
        for seed in range(40)
    ]
    for name in ("mmd_p_value", "neighbours_p_value"):
        values = np.array([each[name] for each in found])
        assert np.count_nonzero(values <= 0.05) <= 8
        assert 0.3 < values.mean() < 0.75


def test_another_distribution_is_found(make_entry: Make) -> None:
    """Both tests give their least p-value to texts of other words."""
    ours, real = write_texts(100, 1), write_texts(80, 2, OTHERS)
    found = measure_distance([*map(make_entry, ours)], [*map(make_entry, real)], 500, 1)
    assert (0.005, 0.005, True) == (
        found["mmd_p_value"],
        found["neighbours_p_value"],
        found["neighbours_alike"] > 0.95,
    )
    assert ([100, 80], [80, 80], True) == (
        found["sample"],
        found["neighbours_sample"],
        found["kernel"].startswith("linear"),
    )


def test_the_discrepancy_of_one_distribution_is_about_nothing_at_any_size(make_entry: Make) -> None:
    """The mean over draws of 20 texts a side is as near to 0 as that of 80: a biased estimate would be 0.09 there."""
    for size in (20, 80):
        values = [
            measure_distance(
                [*map(make_entry, write_texts(size, seed))], [*map(make_entry, write_texts(size, 500 + seed))], 500, 1
            )["mmd2"]
            for seed in range(40)
        ]
        assert abs(np.mean(values)) < 0.006


def test_the_discrepancy_is_that_of_all_pairs(make_entry: Make) -> None:
    """Texts that are alike on either side and have nothing in common between sides lie 1 + 1 - 0 apart."""
    found = measure_distance([make_entry("باب باب")] * 3, [make_entry("قلم قلم")] * 4, 500, 1)
    assert 2.0 == found["mmd2"]


def test_one_of_each_family_is_drawn(make_entry: Make) -> None:
    """A parent and all that was made of it, at one remove or two, is one family; a row without an id is its own."""
    entries = [
        make_entry("a", name="p"),
        make_entry("b", name="c", parent="p"),
        make_entry("c", name="g", parent="c"),
        make_entry("d", parent="gone"),
        make_entry("e", parent="gone"),
        make_entry("f"),
        make_entry("g"),
    ]
    drawn = {tuple(each.text for each in draw_families(entries, np.random.default_rng(n))) for n in range(40)}
    assert {("abc".index(texts[0]) >= 0, len(texts), texts[2:]) for texts in drawn} == {(True, 4, ("f", "g"))}
    assert {"a", "b", "c"} == {texts[0] for texts in drawn}


def test_a_sample_is_drawn_and_not_every_second_row(make_entry: Make) -> None:
    """Rows of which every second one is of another kind are not told from real items of which half are."""
    both = [text for pair in zip(write_texts(200, 1), write_texts(200, 2, OTHERS), strict=True) for text in pair]
    real = write_texts(100, 3) + write_texts(100, 4, OTHERS)
    found = measure_distance([*map(make_entry, both)], [*map(make_entry, real)], 200, 1)
    assert found["mmd_p_value"] > 0.01


def test_without_two_independent_rows_nothing_is_tested(make_entry: Make) -> None:
    """A parent with its rewrites is one row: the report says why there is no figure."""
    entries = write_families(make_entry, 1, 5, 1)
    assert ["reason"] == list(measure_distance(entries, [*map(make_entry, write_texts(9, 1))], 500, 1))
