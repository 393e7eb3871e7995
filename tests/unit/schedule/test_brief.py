"""What a brief draws: everything that is open, of what fits, as its number and the outcomes so far say."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.clock import draw
from engine.schedule.brief import BriefDeck
from prompts.base import Facet, TaskSpec
from prompts.discover import find_task

NUMBERS = st.integers(0, 2**63 - 1)
TASKS = ("exams", "sentiment", "grammar")


def make_deck(task: str = "exams", *planned: str, styles: int = 3, jitter: float = 0.0) -> BriefDeck:
    """Return the deck of a task with these planned dimensions."""
    return BriefDeck(find_task(task), planned, styles, jitter)


def make_task(**facets: Facet) -> TaskSpec:
    """Return a task without dimensions and with other facets."""
    return replace(find_task("exams"), dimensions=(), facets=facets)


@given(NUMBERS, st.sampled_from(TASKS))
def test_a_brief_follows_from_its_number(number: int, task: str) -> None:
    """Two decks that saw the same draw the same for a number."""
    assert make_deck(task).draw(number, {}) == make_deck(task).draw(number, {})


def test_planned_dimensions_are_not_drawn() -> None:
    """A dimension with a quota is no part of the brief."""
    deck = make_deck("exams", "answer", "subject")
    assert ("difficulty",) == deck.drawn
    assert "subject" not in deck.draw(1, {"answer": "A", "subject": "physics"})


def test_a_brief_has_its_parts_in_order() -> None:
    """Fields come first, then facets, the style and the shift."""
    brief = make_deck("exams", "answer", jitter=0.1).draw(5, {"answer": "A"})
    facets = ["topic", "form", "level", "opening", "context", "order"]
    assert ["subject", "difficulty", *facets, "style", "temperature_shift"] == list(brief)


def test_what_there_is_none_of_is_left_out() -> None:
    """Without seeds there is no style, and without jitter no shift."""
    assert {"style", "temperature_shift"}.isdisjoint(make_deck(styles=0).draw(5, {}))


@given(NUMBERS, st.sampled_from(sorted(find_task("exams").facets["topic"].values)))
def test_topics_fit_the_planned_subject(number: int, subject: str) -> None:
    """A topic is one of the subject that the slot is planned for."""
    topic = make_deck("exams", "answer", "subject").draw(number, {"subject": subject})["topic"]
    assert topic in find_task("exams").facets["topic"].values[subject]


@given(NUMBERS)
def test_topics_fit_the_drawn_subject(number: int) -> None:
    """Where the subject is drawn, the topic is one of it."""
    brief = make_deck().draw(number, {"answer": "A"})
    assert brief["topic"] in find_task("exams").facets["topic"].values[brief["subject"]]


@given(NUMBERS)
def test_a_subject_without_topics_has_none(number: int) -> None:
    """A user's own value leaves the facet out, or gets one of the phrases that stand for all other values."""
    assert "topic" not in make_deck("exams", "subject").draw(number, {"subject": "علم الفلك"})
    general = find_task("sentiment").facets["aspect"].values[""]
    assert make_deck("sentiment", "domain").draw(number, {"domain": "البستنة"})["aspect"] in general


def test_a_style_is_one_of_the_seeds() -> None:
    """Every seed gets its turn, by its number."""
    deck = make_deck(styles=4)
    assert {"0", "1", "2", "3"} == {deck.draw(draw(1, slot), {})["style"] for slot in range(200)}


@given(NUMBERS, st.floats(0.001, 2))
def test_a_shift_is_small_and_short(number: int, jitter: float) -> None:
    """A temperature shift lies within its bound on either side, in at most three decimals."""
    shift = make_deck("exams", jitter=jitter).draw(number, {})["temperature_shift"]
    assert -jitter <= float(shift) <= jitter
    assert 3 >= len(shift.partition(".")[2])


def test_shifts_go_both_ways() -> None:
    """There are twenty-one shifts, and their mean is none."""
    deck = make_deck(jitter=0.2)
    shifts = {float(deck.draw(draw(2, slot), {})["temperature_shift"]) for slot in range(2000)}
    assert (21, -0.2, 0.2, 0.0) == (len(shifts), min(shifts), max(shifts), round(sum(shifts), 9))


def test_fields_follow_their_weights() -> None:
    """A value with six times the weight is drawn six times as often."""
    deck = make_deck("sentiment", "sentiment")
    counts = Counter(deck.draw(draw(3, slot), {})["dialect"] for slot in range(10_000))
    assert 5700 < counts["msa"] < 6300
    assert all(850 < counts[each] < 1150 for each in ("egyptian", "gulf", "levantine", "maghrebi"))


@pytest.mark.parametrize("task", TASKS)
def test_choices_do_not_hang_together(task: str) -> None:
    """No two choices of a brief share more than chance does, even at the end of a number's digits."""
    deck = make_deck(task, styles=10, jitter=0.1)
    briefs = [deck.draw(draw(4, slot), {"error_type": "hamza"}) for slot in range(4000)]
    names = [name for name in briefs[0] if name not in {"topic", "aspect", "subtype"}]
    for one, other in combinations(names, 2):
        assert 5 > measure_dependence([(brief[one], brief[other]) for brief in briefs]), (one, other)


def measure_dependence(pairs: list[tuple[str, str]]) -> float:
    """Return by how many standard deviations the chi-squared statistic of two choices is above its mean."""
    rows, columns = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    cells, total = Counter(pairs), len(pairs)
    expected = {(one, other): rows[one] * columns[other] / total for one in rows for other in columns}
    chi = sum((cells[cell] - mean) ** 2 / mean for cell, mean in expected.items())
    freedom = max((len(rows) - 1) * (len(columns) - 1), 1)
    return float((chi - freedom) / (2 * freedom) ** 0.5)


def test_many_choices_take_more_digits_than_one_number_has() -> None:
    """Thirty facets of a hundred phrases, far more than 63 bits, are each drawn evenly to the last."""
    phrases = tuple(map(str, range(100)))
    deck = BriefDeck(make_task(**{f"f{place}": Facet({"": phrases}) for place in range(30)}), (), 0)
    briefs = [deck.draw(draw(5, slot), {}) for slot in range(3000)]
    for name in deck.draw(0, {}):
        counts = Counter(brief[name] for brief in briefs)
        assert (100, True) == (len(counts), max(counts.values()) < 65)
    assert len(briefs) == len({tuple(brief.values()) for brief in briefs})


@given(st.lists(st.sampled_from(["accepted", "copied", "neither"]), max_size=40), NUMBERS)
def test_a_key_restores_what_a_copy_taught(outcomes: list[str], seed: int) -> None:
    """A deck that is given accepted briefs and the keys of copies draws as the one that saw all outcomes."""
    first, second = make_deck("exams", "answer"), make_deck("exams", "answer")
    for slot, outcome in enumerate(outcomes):
        brief = first.draw(draw(seed, slot), {})
        first.record(brief, accepted=outcome == "accepted", copied=outcome == "copied")
        if outcome == "accepted":
            second.record(brief, accepted=True, copied=False)
        elif outcome == "copied":
            second.record_key(first.topic_key(brief))
    after = [draw(seed, "after", slot) for slot in range(20)]
    assert [first.draw(number, {}) for number in after] == [second.draw(number, {}) for number in after]


def test_a_key_names_the_topic_and_what_decides_it() -> None:
    """The key holds a planned subject not at all, a drawn one before its topic."""
    brief = {"subject": "physics", "difficulty": "easy", "topic": "المرايا", "form": "سؤال", "style": "1"}
    assert "subject=physics | topic=المرايا" == make_deck("exams", "answer").topic_key(brief)
    assert "topic=المرايا" == make_deck("exams", "answer", "subject").topic_key(brief)
    assert "" == BriefDeck(make_task(), (), 0).topic_key(brief)


@pytest.mark.parametrize(
    "key", ["", "topic=موضوع لا وجود له", "subject=physics", "no key", "topic", "level=x | topic="]
)
def test_an_unknown_key_is_passed_over(key: str) -> None:
    """A key of another bank, another task or no sense changes nothing."""
    deck, fresh = make_deck("exams", "subject"), make_deck("exams", "subject")
    deck.record_key(key)
    numbers = [draw(6, slot) for slot in range(50)]
    assert [fresh.draw(each, {}) for each in numbers] == [deck.draw(each, {}) for each in numbers]


def test_a_refusal_for_another_reason_teaches_nothing() -> None:
    """What was refused, but not as a copy, leaves the draws as they are."""
    deck, fresh = make_deck(), make_deck()
    numbers = [draw(7, slot) for slot in range(50)]
    for number in numbers:
        deck.record(deck.draw(number, {}), accepted=False, copied=False)
    assert [fresh.draw(each, {}) for each in numbers] == [deck.draw(each, {}) for each in numbers]
