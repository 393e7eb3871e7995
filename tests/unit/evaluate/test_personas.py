"""Personas and rewrites: a voice is heard, and rewrites that are as good as one, copies or strangers are found."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine.evaluate.entry import Entry
from engine.evaluate.personas import Personas
from engine.evaluate.rewrites import Rewrites, read_parent
from engine.evaluate.voices import MOST_PERSONAS, MOST_ROWS


@pytest.fixture
def make_spoken(make_entry: Callable[..., Entry]) -> Callable[..., Entry]:
    """Makes an entry whose words tell its voice."""
    voices = {"p1": "يا صديقي العزيز", "p2": "وفقا للبيانات المتاحة"}

    def make(voice: str, number: int, persona: str) -> Entry:
        return make_entry(f"{voices[voice]} {number * 37}", number, persona=persona)

    return make


def test_a_persona_with_a_voice_is_more_like_itself_than_like_others(make_spoken: Callable[..., Entry]) -> None:
    """Rows of one persona that share words are more alike than rows of two, and more than if dealt out by lot."""
    personas = Personas(1)
    for n in range(20):
        personas.add(make_spoken(f"p{n % 2 + 1}", n, f"p{n % 2 + 1}"))
    found = personas.measure()
    assert (2, 1.0, 10, 10) == (found["personas"], found["evenness"], found["fewest_rows"], found["most_rows"])
    assert found["within"] > found["between"]
    assert round(1 / 201, 4) == found["p_value"]


def test_personas_without_a_voice_are_no_more_alike_than_by_lot(make_spoken: Callable[..., Entry]) -> None:
    """Where each persona speaks with both voices the p-value says that nothing was heard."""
    personas = Personas(1)
    for n in range(40):
        personas.add(make_spoken(f"p{n % 2 + 1}", n, f"p{n // 2 % 2 + 1}"))
    assert personas.measure()["p_value"] > 0.05


def test_all_rows_are_counted_though_few_are_listened_to(make_entry: Callable[..., Entry]) -> None:
    """Of 300 personas with a row and one with 200 all are counted, and no more than the sample is listened to."""
    personas = Personas(1)
    owners = [*(f"q{n}" for n in range(300)), *["p"] * 200, ""]
    for n, owner in enumerate(owners):
        personas.add(make_entry(f"نص {n}", n, persona=owner))
    found = personas.measure()
    assert (301, 500, 1, 200, 1) == tuple(
        found[name] for name in ("personas", "rows", "rows_without", "most_rows", "fewest_rows")
    )
    assert MOST_PERSONAS == found["sample"]["personas"]
    assert found["sample"]["rows"] in {MOST_PERSONAS, MOST_PERSONAS - 1 + MOST_ROWS}


def test_rows_without_personas_are_told(make_entry: Callable[..., Entry]) -> None:
    """A data set without personas has none, and nothing is measured of them."""
    personas = Personas(1)
    personas.add(make_entry("نص"))
    assert {"personas": 0} == personas.measure()


def test_rewrites_of_one_parent_that_are_as_good_as_one_are_found(make_entry: Callable[..., Entry]) -> None:
    """Of three rewrites of a parent the later of two equal ones is found; the same text of another parent is not."""
    text, other = "ما عاصمة مصر في راي المسافر", "اي مدينة تراها من نافذتك"
    parents = [(text, "q1"), (text, "q1"), (other, "q1"), (text, "q2")]
    rewrites = Rewrites({})
    alike = [rewrites.add(make_entry(words, n, parent=parent)) for n, (words, parent) in enumerate(parents)]
    found = rewrites.measure()
    assert ([False, True, False, False], ["relatives"]) == (alike, [*found])
    assert (2, 3, 1.0, 0.3333) == tuple(found["relatives"][name] for name in ("parents", "pairs", "max", "share_alike"))


def test_copies_of_a_parent_and_rewrites_that_left_it_are_told(make_entry: Callable[..., Entry]) -> None:
    """Of three rewrites one is its parent again, one keeps its words in part and one shares none with it."""
    parent = replace(make_entry("تقع عاصمة العراق علي نهر دجلة"), options=("بغداد", "البصرة"), right=0)
    texts = [parent.key, "سال مسافر عن عاصمة العراق القديمة", "يغلي الماء عند مئة درجة"]
    rewrites = Rewrites({"q1": read_parent(parent)})
    for n, text in enumerate(texts):
        rewrites.add(replace(make_entry(text, n, parent="q1"), options=parent.options, right=n // 2))
    found = rewrites.measure()["to_parent"]
    assert (3, 1.0, 0.3333, 0.3333, 0.6667) == tuple(
        found[name] for name in ("rows", "max", "share_alike", "share_drifted", "same_right_option")
    )


def test_a_rewrite_of_an_unknown_parent_is_held_against_none(make_entry: Callable[..., Entry]) -> None:
    """Where the parent's row is not there nothing is said of it."""
    rewrites = Rewrites({"q1": read_parent(make_entry("نص"))})
    rewrites.add(make_entry("نص", parent="q2"))
    assert "to_parent" not in rewrites.measure()
