"""What a brief draws."""

from collections import Counter

from engine.clock import draw
from engine.schedule.brief import BriefDeck
from prompts.discover import find_task


def test_a_brief_follows_from_its_seed() -> None:
    """The same seed draws the same brief."""
    deck = BriefDeck(find_task("exams"), ["answer"], styles=3)
    assert deck.draw(12345) == deck.draw(12345)


def test_planned_dimensions_are_not_drawn() -> None:
    """A dimension with a quota is no part of the brief."""
    deck = BriefDeck(find_task("exams"), ["answer", "subject"], styles=0)
    assert deck.drawn == ("difficulty",)


def test_values_are_drawn_evenly() -> None:
    """Over many attempts every subject comes up about as often as any other."""
    deck = BriefDeck(find_task("exams"), ["answer"], styles=10)
    counts = Counter(deck.draw(draw(7, slot))["subject"] for slot in range(13_000))
    assert len(counts) == 13
    assert 850 < min(counts.values()) <= max(counts.values()) < 1150


def test_a_brief_names_one_of_the_seeds_in_use() -> None:
    """The style is the number of a seed, and every seed gets its turn."""
    deck = BriefDeck(find_task("exams"), ["answer"], styles=4)
    assert {"0", "1", "2", "3"} == {deck.draw(draw(1, slot))["style"] for slot in range(200)}
