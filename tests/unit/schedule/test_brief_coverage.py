"""How evenly briefs cover their topics while the outcomes of hundreds of attempts are still to come."""

from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from statistics import median
from time import perf_counter

import pytest

from engine.clock import draw
from engine.schedule.brief import BriefDeck
from prompts.base import Facet
from prompts.discover import find_task

TOPICS = tuple(f"topic {number}" for number in range(60))
IN_FLIGHT = 512

Brief = Mapping[str, str]


def never(brief: Brief, number: int) -> bool:  # noqa: ARG001
    """Return False."""
    return False


def count_draws(
    deck: BriefDeck, draws: int, copies: Callable[[Brief, int], bool] = never, in_flight: int = IN_FLIGHT
) -> list[str]:
    """Return the topics of many attempts in turn, each of whose outcome is known when `in_flight` more were drawn."""
    drawn, waiting = [], deque[tuple[Brief, int]]()
    for attempt in range(draws):
        number = draw(11, attempt)
        brief = deck.draw(number, {"subject": "physics"})
        drawn.append(brief["topic"])
        waiting.append((brief, number))
        if len(waiting) > in_flight:
            known, sent = waiting.popleft()
            copied = copies(known, sent)
            deck.record(known, accepted=not copied, copied=copied)
    return drawn


def make_deck(topics: tuple[str, ...] = TOPICS) -> BriefDeck:
    """Return a deck whose planned subject has these topics."""
    spec = replace(find_task("exams"), facets={"topic": Facet({"physics": topics}, by="subject", steers=True)})
    return BriefDeck(spec, ("answer", "subject"), 0)


@pytest.mark.parametrize(("draws", "in_flight", "worst"), [(10_000, 512, 1.15), (780, 40, 1.5)])
def test_topics_are_drawn_evenly(draws: int, in_flight: int, worst: float) -> None:
    """No topic of sixty gets much more than its share, of ten thousand draws or of one subject's."""
    counts = Counter(count_draws(make_deck(), draws, in_flight=in_flight))
    fair = draws / len(TOPICS)
    assert len(TOPICS) == len(counts)
    assert fair / worst < min(counts.values()) <= max(counts.values()) < fair * worst


def test_every_topic_of_a_bank_gets_its_share() -> None:
    """Ten thousand rows over all subjects stay far below two in a hundred for any topic; chance would reach thrice."""
    deck, counts = BriefDeck(find_task("exams"), ("answer",), 0), Counter[tuple[str, str]]()
    waiting = deque[Brief]()
    for attempt in range(10_000):
        brief = deck.draw(draw(12, attempt), {})
        counts[brief["subject"], brief["topic"]] += 1
        waiting.append(brief)
        if len(waiting) > IN_FLIGHT:
            deck.record(waiting.popleft(), accepted=True, copied=False)
    assert max(counts.values()) <= 20
    subjects = Counter[str]()
    for (subject, _), count in counts.items():
        subjects[subject] += count
    assert 700 < min(subjects.values()) <= max(subjects.values()) < 840


def test_a_spent_topic_is_left_but_not_for_ever() -> None:
    """A topic that brings nothing but copies is soon drawn a tenth as often as others, and still now and then."""
    drawn = count_draws(make_deck(), 10_000, lambda brief, _: brief["topic"] == TOPICS[0])
    later = Counter(drawn[2000:])
    usual = median(later[topic] for topic in TOPICS[1:])
    assert 0 < later[TOPICS[0]] < usual / 10


def test_a_few_copies_do_not_condemn_a_topic() -> None:
    """A topic with a copy in ten keeps more than seven tenths of the rate of others."""
    drawn = Counter(
        count_draws(make_deck(), 10_000, lambda brief, number: brief["topic"] == TOPICS[0] and number % 10 == 0)
    )
    usual = median(drawn[topic] for topic in TOPICS[1:])
    assert 0.7 * usual < drawn[TOPICS[0]] < usual


def test_copies_everywhere_starve_no_topic() -> None:
    """Where a third of all rows are copies by chance, no topic gets more than 1.6 shares or less than 0.4."""
    counts = Counter(count_draws(make_deck(), 10_000, lambda _, number: number % 3 == 0))
    fair = 10_000 / len(TOPICS)
    assert 0.4 * fair < min(counts.values()) <= max(counts.values()) < 1.6 * fair


def test_a_spent_subject_is_left_too() -> None:
    """A drawn subject all of whose topics bring copies is drawn far less, and no other drawn field is blamed."""
    deck, subjects, levels = BriefDeck(find_task("exams"), ("answer",), 0), Counter[str](), Counter[str]()
    for attempt in range(4000):
        brief = deck.draw(draw(13, attempt), {})
        spent = brief["subject"] == "history"
        deck.record(brief, accepted=not spent, copied=spent)
        subjects[brief["subject"]] += 1
        levels[brief["difficulty"]] += 1
    assert 0 < subjects["history"] < subjects["physics"] / 4
    assert max(levels.values()) < 1.1 * min(levels.values())


def test_a_draw_costs_microseconds() -> None:
    """The best of many draws with every choice open takes less than forty microseconds, on a busy machine too."""
    deck = BriefDeck(find_task("exams"), ("answer",), 10, 0.1)
    took = []
    for attempt in range(300):
        started = perf_counter()
        deck.draw(draw(14, attempt), {"answer": "A"})
        took.append(perf_counter() - started)
    assert min(took) < 40e-6
