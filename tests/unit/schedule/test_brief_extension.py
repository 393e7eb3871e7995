"""Phrases that come in while a run works: drawn from then on, evenly, and the same after a resume."""

from collections import Counter
from collections.abc import Iterable

from engine.clock import draw
from engine.schedule.brief import BriefDeck
from prompts.discover import find_task

EXAMS = find_task("exams")
QUOTA = {"subject": "astronomy"}


def make_deck(new: Iterable[str] = (), subject: str = "astronomy") -> BriefDeck:
    """Return the deck of exams with new topics of a subject."""
    deck = BriefDeck(EXAMS, ("subject",), 0)
    for topic in new:
        deck.extend("topic", subject, topic)
    return deck


def test_a_subject_without_topics_gets_them() -> None:
    """A brief of a user's own subject has no topic at first, and then one of those that came in."""
    new = [f"موضوع {number}" for number in range(7)]
    assert "topic" not in make_deck().draw(1, QUOTA)
    assert set(new) == {make_deck(new).draw(draw("topics", number), QUOTA)["topic"] for number in range(200)}


def test_new_topics_stand_beside_those_that_came_along() -> None:
    """A subject with topics keeps them, and the new ones are of no other subject."""
    deck = make_deck(["موضوع جديد"], "physics")
    drawn = {deck.draw(draw("physics", number), {"subject": "physics"})["topic"] for number in range(3000)}
    assert {*EXAMS.facets["topic"].values["physics"], "موضوع جديد"} == drawn
    others = {deck.draw(draw("biology", number), {"subject": "biology"})["topic"] for number in range(3000)}
    assert set(EXAMS.facets["topic"].values["biology"]) == others


def test_new_topics_are_used_evenly() -> None:
    """With every row recorded, new topics get their share like any other."""
    deck, rows = make_deck([f"موضوع {number}" for number in range(20)]), Counter[str]()
    for number in range(2000):
        brief = deck.draw(draw("even", number), QUOTA)
        deck.record(brief, accepted=True, copied=False)
        rows[brief["topic"]] += 1
    assert 20 == len(rows)
    assert max(rows.values()) - min(rows.values()) <= 10


def test_a_new_topic_that_brings_copies_is_drawn_less() -> None:
    """A copy counts against a new topic in this process and in the next one."""
    new = [f"موضوع {number}" for number in range(5)]
    now, later = make_deck(new), make_deck(new)
    for _ in range(30):
        now.record({"topic": new[0]}, accepted=False, copied=True)
        later.record_key(f"topic={new[0]}")
    drawn = [deck.draw(draw("copies", number), QUOTA) for deck in (now, later) for number in range(300)]
    assert drawn[:300] == drawn[300:]
    assert Counter(brief["topic"] for brief in drawn)[new[0]] < 600 / 5 / 2


def test_the_same_topics_in_the_same_order_draw_the_same() -> None:
    """A brief follows from what came in, whatever was drawn in between: a resume draws what the run would have."""
    new = [f"موضوع {number}" for number in range(3000)]
    whole, grown = make_deck(new), make_deck()
    for number, topic in enumerate(new):
        grown.draw(number, QUOTA)
        grown.extend("topic", "astronomy", topic)
    numbers = [draw("same", number) for number in range(200)]
    assert [whole.draw(number, QUOTA) for number in numbers] == [grown.draw(number, QUOTA) for number in numbers]


def test_a_new_topic_weighs_as_much_as_one_of_the_bank() -> None:
    """Among a hundred topics, the one that came in gets about one row in a hundred."""
    deck, rows = make_deck(["موضوع جديد"], "physics"), Counter[str]()
    for number in range(5000):
        brief = deck.draw(draw("weight", number), {"subject": "physics"})
        deck.record(brief, accepted=True, copied=False)
        rows[brief["topic"]] += 1
    assert 35 < rows["موضوع جديد"] < 70


def test_many_new_topics_leave_the_other_choices_even() -> None:
    """Behind a list that has grown large, every other choice is still drawn from all of its values."""
    deck = BriefDeck(EXAMS, ("subject",), 10, 0.1)
    for number in range(60_000):
        deck.extend("topic", "astronomy", f"موضوع {number}")
    briefs = [deck.draw(draw("many", number), QUOTA) for number in range(4000)]
    for name in ("form", "level", "opening", "context", "order", "style", "temperature_shift"):
        counts = Counter(brief[name] for brief in briefs)
        wanted = {"style": 10, "temperature_shift": 21}.get(name) or len(EXAMS.facets[name].values[""])
        assert (name, wanted) == (name, len(counts))
