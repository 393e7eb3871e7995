"""Personas and rewrites: a voice is heard, rewrites that are as good as one are found."""

from collections.abc import Callable

from engine.evaluate.entry import Entry
from engine.evaluate.lineage import find_alike, measure_personas, measure_relatives


def test_a_persona_with_a_voice_is_more_like_itself_than_like_others(make_entry: Callable[..., Entry]) -> None:
    """Rows of one persona that share words are more alike than rows of two personas."""
    voices = {"p1": "يا صديقي العزيز", "p2": "وفقا للبيانات المتاحة"}
    entries = [make_entry(f"{voice} {n * 37}", n, persona=name) for name, voice in voices.items() for n in range(5)]
    found = measure_personas(entries)
    assert (2, 1.0, 5, 5) == (found["personas"], found["evenness"], found["fewest_rows"], found["most_rows"])
    assert found["within"] > found["between"]


def test_rows_without_personas_are_told(make_entry: Callable[..., Entry]) -> None:
    """A data set without personas has none, and nothing is measured of them."""
    assert {"personas": 0} == measure_personas([make_entry("نص")])


def test_rewrites_of_one_parent_that_are_as_good_as_one_are_found(make_entry: Callable[..., Entry]) -> None:
    """Of three rewrites of a parent the later of two equal ones is found; the same text of another parent is not."""
    text, other = "ما عاصمة مصر في راي المسافر", "اي مدينة تراها من نافذتك"
    parents = [(text, "q1"), (text, "q1"), (other, "q1"), (text, "q2")]
    entries = [make_entry(words, n, parent=parent) for n, (words, parent) in enumerate(parents)]
    found = measure_relatives(entries)
    assert ([1], 1, 3, 1.0, 0.3333) == (
        find_alike(entries),
        found["parents"],
        found["pairs"],
        found["max"],
        found["share_alike"],
    )
