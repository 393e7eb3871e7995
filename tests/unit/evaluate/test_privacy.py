"""What a data set gives away: copies, near copies, members and canaries are seen, strangers are not."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from engine.errors import InputError
from engine.evaluate.canaries import CanaryCount, read_canaries
from engine.evaluate.entry import Entry
from engine.evaluate.privacy import compare_membership, measure_likeness

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def write_texts(count: int, seed: int) -> list[str]:
    """Return texts of twelve random words."""
    rng = Random(seed)
    return [" ".join("".join(rng.choices(LETTERS, k=5)) for _ in range(12)) for _ in range(count)]


def test_copies_have_the_likeness_one_by_every_measure(make_entry: Callable[..., Entry]) -> None:
    """A copy of the protected set is as like as can be, all of it near."""
    entries = [make_entry(text) for text in write_texts(50, 1)]
    found = measure_likeness(entries, entries)
    assert {"max": 1.0, "mean": 1.0, "share_near": 1.0} == {name: found[name] for name in ("max", "mean", "share_near")}
    assert all(1.0 == each["mean"] for each in found["measures"].values())


def test_one_copy_among_many_shows_in_the_maximum_alone(make_entry: Callable[..., Entry]) -> None:
    """One row in fifty that is a copy makes the maximum 1 and two per cent near."""
    protected = [make_entry(text) for text in write_texts(50, 1)]
    ours = [make_entry(text) for text in write_texts(49, 2)] + protected[:1]
    found = measure_likeness(ours, protected)
    assert (1.0, 0.02, True) == (found["max"], found["share_near"], found["mean"] < 0.4)


def test_a_copied_clause_shows_in_the_runs_of_characters(make_entry: Callable[..., Entry]) -> None:
    """Half of a protected text inside a row has shared words below a half, and runs of characters of about a half."""
    [secret], [other] = write_texts(1, 1), write_texts(1, 2)
    row = " ".join([*secret.split()[:6], *other.split()])
    found = measure_likeness([make_entry(row)], [make_entry(secret)])["measures"]
    assert (0.25, True) == (found["token_jaccard"]["max"], 0.35 < found["span_containment"]["max"] < 0.5)


def test_members_are_told_from_control_items_only_where_they_were_copied(make_entry: Callable[..., Entry]) -> None:
    """Rows made of the members give them away; rows of strangers tell nothing."""
    members, control = ([make_entry(text) for text in write_texts(60, seed)] for seed in (1, 2))
    copies = compare_membership(members, members, control, 1)
    strangers = compare_membership([make_entry(text) for text in write_texts(60, 3)], members, control, 1)
    assert (1.0, 1.0, True) == (copies["auc"], copies["closer_to_members"], copies["p_value"] < 0.001)
    assert strangers["ci"][0] < 0.5 < strangers["ci"][1]


def test_without_other_items_half_of_the_protected_ones_are_the_control(make_entry: Callable[..., Entry]) -> None:
    """The two halves are of one size and the report says what they are."""
    protected = [make_entry(text) for text in write_texts(50, 1)]
    found = compare_membership([make_entry(text) for text in write_texts(30, 2)], protected, protected, 1)
    assert ("half of the protected items", 25) == (found["control"], found["items"])


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
