"""Topics: what counts as one, and how many of them the mock can think of."""

from random import Random

import pytest

from prompts.base import Strictness
from prompts.discover import find_task
from validators.base import Item
from validators.chain import Chain
from validators.near_dup import NearDuplicates
from validators.prose import text_checks

TASK = find_task("topics")
CHAIN = Chain((*TASK.checks(Strictness()), *text_checks(foreign=False, msa=True)))


def judge(topic: str, subject: str = "physics") -> str | None:
    """Return the code by which a topic is refused, or None."""
    refusal = CHAIN.judge(TASK.read(Item("topics", {"topic": topic, "subject": subject}))).refusal
    return None if refusal is None else refusal.code


def test_every_topic_that_comes_along_is_one() -> None:
    """No topic of the exam banks is refused by the checks of new ones."""
    banks = find_task("exams").facets["topic"].values
    assert [] == [phrase for subject, phrases in banks.items() for phrase in phrases if judge(phrase, subject)]


@pytest.mark.parametrize("topic", ["ما بعد الحداثة وخصائصها", "هل الاستفهامية وهمزة الاستفهام", "عدد التأكسد للعناصر"])
def test_words_of_asking_can_be_a_topic(topic: str) -> None:
    """A noun phrase that begins like a question or an order, and is none, passes."""
    assert judge(topic) is None


@pytest.mark.parametrize("sign", ["،", ":", "|", "\n", ")", "—", "؟", "=", "\u200f"])
def test_no_sign_can_break_a_prompt(sign: str) -> None:
    """A topic with a sign or a line break is refused, wherever it stands."""
    assert judge(f"أثر اللزوجة{sign} في جريان السوائل") is not None


@pytest.mark.parametrize("subject", [*TASK.dimensions[0].weights, "astronomy"])
def test_the_mock_thinks_of_many_topics(subject: str) -> None:
    """For every subject, and for one that nobody knows, several hundred topics are sound and no near copies."""
    seen = NearDuplicates(TASK.sketch)
    admitted = 0
    for seed in range(600):
        reading = TASK.read(Item("topics", TASK.compose({"subject": subject}, Random(seed))))
        assert CHAIN.judge(reading).accepted, reading.text
        if seen.judge(reading, {}) is None:
            seen.admit(reading)
            admitted += 1
    assert admitted > 300


def test_the_prompt_of_an_unknown_subject_has_a_side() -> None:
    """A subject without units is asked for from a side that any subject has."""
    facet = TASK.facets["unit"]
    assert "القوانين والقواعد والمبادئ" in facet.list_phrases("astronomy")
    assert "القوانين والقواعد والمبادئ" not in facet.list_phrases("physics")
