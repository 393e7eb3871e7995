"""What a data set gives away: copies, near copies, members and canaries are seen, strangers are not."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from engine.errors import InputError
from engine.evaluate.canaries import CanaryCount, read_canaries
from engine.evaluate.entry import Entry
from engine.evaluate.nearest import find_nearest
from engine.evaluate.privacy import compare_membership, measure_likeness

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def write_texts(count: int, seed: int) -> list[str]:
    """Return texts of twelve random words."""
    rng = Random(seed)
    return [" ".join("".join(rng.choices(LETTERS, k=5)) for _ in range(12)) for _ in range(count)]


def write_words(count: int, seed: int) -> list[str]:
    """Return texts of eight words of a small stock."""
    rng = Random(seed)
    return [" ".join(rng.choices([first + second for first in LETTERS for second in "ابت"], k=8)) for _ in range(count)]


def measure(ours: list[str], protected: list[str]) -> dict[str, Any]:
    """Return the likeness of rows of one text to items of one text."""
    rows, items = [(text,) for text in ours], [(text,) for text in protected]
    return measure_likeness(rows, items, len(rows), len(items), 1)


def test_copies_have_the_likeness_one_by_every_measure() -> None:
    """A copy of the protected set is as like as can be, all of it near."""
    found = measure(write_texts(50, 1), write_texts(50, 1))
    assert {"max": 1.0, "mean": 1.0, "share_near": 1.0} == {name: found[name] for name in ("max", "mean", "share_near")}
    assert all(1.0 == each["mean"] for each in found["measures"].values())


def test_one_copy_among_many_shows_in_the_maximum_alone() -> None:
    """One row in fifty that is a copy makes the maximum 1 and two per cent near."""
    protected = write_texts(50, 1)
    found = measure([*write_texts(49, 2), protected[0]], protected)
    assert (1.0, 0.02, True) == (found["max"], found["share_near"], found["mean"] < 0.4)


def test_a_copied_clause_shows_in_the_runs_of_characters() -> None:
    """Half of a protected text inside a row has shared words below a half, and runs of characters of about a half."""
    [secret], [other] = write_texts(1, 1), write_texts(1, 2)
    found = measure([" ".join([*secret.split()[:6], *other.split()])], [secret])["measures"]
    assert (0.25, True) == (found["token_jaccard"]["max"], 0.35 < found["span_containment"]["max"] < 0.5)


@pytest.mark.parametrize(("item", "contained"), [("ما اطول انهار افريقيا", 1.0), ("ما عاصمه مصر", 0.4167)])
def test_a_short_text_inside_a_row_is_contained_unless_it_is_a_word_or_two(item: str, contained: float) -> None:
    """Twenty characters that stand in a row word for word are a copy; five runs of twelve characters are no half."""
    found = find_nearest([f"اختر الجواب الصحيح {item} مما ياتي"], [item])
    assert contained == round(float(found.containment[0]), 4)


def test_the_report_says_how_many_rows_were_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pairs are too many a sample is looked at; the size of what it is of stands beside it."""
    rows, items = ([(text,) for text in write_texts(size, seed)] for size, seed in ((40, 1), (10, 2)))
    sizes = ("rows", "rows_in_all", "items", "items_in_all")
    every = measure_likeness(rows, items, 40, 10, 1)
    monkeypatch.setattr("engine.evaluate.privacy._PAIRS", 300)
    some = measure_likeness(rows, items, 500, 70, 1)
    assert ([40, 40, 10, 10], [30, 500, 10, 70]) == ([every[name] for name in sizes], [some[name] for name in sizes])


def test_members_are_told_from_control_items_only_where_they_were_copied(make_entry: Callable[..., Entry]) -> None:
    """Rows made of the members give them away; rows of strangers tell nothing."""
    members, control, others = ([make_entry(text) for text in write_texts(60, seed)] for seed in (1, 2, 3))
    copies = compare_membership(members, members, control, (), 1)
    strangers = compare_membership(others, members, control, (), 1)
    assert (1.0, 1.0, True) == (copies["auc"], copies["closer_to_members"], copies["p_value"] < 0.001)
    assert (True, True) == (strangers["ci"][0] < 0.5 < strangers["ci"][1], strangers["p_value"] > 0.05)


def test_likenesses_that_are_one_but_for_their_last_places_are_ties(make_entry: Callable[..., Entry]) -> None:
    """Where every member and every control item stands in the rows, nothing tells them apart."""
    members, control = ([make_entry(text) for text in write_texts(60, seed)] for seed in (1, 2))
    found = compare_membership([*members, *control], members, control, (), 1)
    assert (0.5, (0.5, 0.5), 1.0) == (found["auc"], found["ci"], round(found["p_value"], 1))
    assert (1.0, 1.0) == (found["member_similarity"], found["control_similarity"])


def test_p_values_of_strangers_are_spread_evenly(make_entry: Callable[..., Entry]) -> None:
    """Of 20 draws of rows, members and control from one distribution few have small p-values."""
    values = []
    for seed in range(20):
        ours, members, control = ([make_entry(text) for text in write_words(30, 3 * seed + n)] for n in range(3))
        values.append(compare_membership(ours, members[:10], control, (), seed)["p_value"])
    assert np.count_nonzero(np.array(values) <= 0.05) <= 4
    assert 0.3 < np.mean(values) < 0.7


def test_the_unit_of_membership_is_the_item(make_entry: Callable[..., Entry]) -> None:
    """An item of two texts is one item, and as near as the nearer one."""
    texts = write_texts(120, 1)
    members = [make_entry(text, secrets=(text, f"{text} زائد")) for text in texts[:60]]
    control = [make_entry(text) for text in texts[60:]]
    found = compare_membership([make_entry(text) for text in texts[:60]], members, control, (), 1)
    assert (60, 60, 1.0, 0.5) == (
        found["member_items"],
        found["control_items"],
        found["member_similarity"],
        found["closer_by_chance"],
    )


@pytest.mark.parametrize(
    ("members", "real", "words"), [(50, 0, "there are 0"), (4, 50, "there are 4"), (50, 19, "there are 19")]
)
def test_without_members_and_a_control_of_their_own_nothing_is_measured(
    make_entry: Callable[..., Entry], members: int, real: int, words: str
) -> None:
    """Real items that are protected, or members, are no control: the report says what is missing."""
    known = [make_entry(text) for text in write_texts(50, 1)]
    others = [make_entry(text) for text in write_texts(real, 2)]
    found = compare_membership(others[:9], known[:members], [*known, *others], known, 1)
    assert ["reason"] == list(found)
    assert words in found["reason"]


def test_canaries_are_found_in_any_spelling() -> None:
    """Vowel marks, hamza seats and line breaks hide no canary; a part of one is none."""
    count = CanaryCount(["شيفرة النورس الأزرق", "مفتاح القبو القديم"])
    count.look(["قال ان شيفره النورس الازرق هنا"])
    count.look(["مفتاح القبو"])
    expected = {"planted": 2, "exposed": 1, "share": 0.5, "rows": {"شيفرة النورس الأزرق": 1}}
    assert expected == count.measure()


@pytest.mark.parametrize(("text", "message"), [("", "holds no canary"), ("جملة طويلة\nاب\n", ":2: ")])
def test_a_file_of_canaries_must_hold_some_that_can_be_told_from_chance(
    tmp_path: Path, text: str, message: str
) -> None:
    """An empty file and a canary of two letters are errors that name the place."""
    path = tmp_path / "canaries.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=message):
        read_canaries(path)
