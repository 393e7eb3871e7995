"""The exam questions that the mock model writes: true to what is wanted, varied, and from clean banks."""

from collections import Counter
from random import Random
from typing import Any

import pytest

from prompts.bank import read_bank
from prompts.tasks.exams.content.compose import compose
from prompts.tasks.exams.content.facts import FOLDER, SUBJECTS, Fact, load_facts
from validators.text import normalize

LETTERS = "ABCD"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    """Return 3,000 questions, subjects and letters in turn."""
    return [
        compose({"answer": LETTERS[i % 4], "subject": SUBJECTS[i // 4 % 13], "difficulty": "medium"}, Random(i))
        for i in range(3000)
    ]


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    """Return the facts of every bank."""
    return [fact for subject in SUBJECTS for fact in load_facts(subject)]


def right_option(row: dict[str, Any]) -> str:
    """Return the text of the keyed option."""
    return str(row["options"][LETTERS.index(row["answer"])][3:])


def is_said_in(part: str, text: str) -> bool:
    """Return whether whole words stand in a text, after Arabic normalising."""
    return f" {normalize(part)} " in f" {normalize(text)} "


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("letter", LETTERS)
def test_wanted_values_are_kept(subject: str, letter: str) -> None:
    """A question has the subject, the letter and the difficulty that were wanted."""
    row = compose({"answer": letter, "subject": subject, "difficulty": "hard"}, Random(1))
    assert (letter, subject, "hard") == (row["answer"], row["subject"], row["difficulty"])


def test_the_key_is_true_and_the_rest_is_false(rows: list[dict[str, Any]], facts: list[Fact]) -> None:
    """The keyed option belongs to the fact that the stem quotes, and no other option does."""
    partner = {fact.name: fact.text for fact in facts} | {fact.text: fact.name for fact in facts}
    told = [[f"«{partner[option[3:]]}»" in row["question"] for option in row["options"]] for row in rows]
    assert [[letter == row["answer"] for letter in LETTERS] for row in rows] == told


def test_options_are_distinct(rows: list[dict[str, Any]]) -> None:
    """The four options of a question differ after Arabic normalising."""
    assert {4} == {len({normalize(option[3:]) for option in row["options"]}) for row in rows}


def test_options_carry_their_letters(rows: list[dict[str, Any]]) -> None:
    """Options stand in order behind `A. ` to `D. `."""
    assert {("A. ", "B. ", "C. ", "D. ")} == {tuple(option[:3] for option in row["options"]) for row in rows}


def test_stems_do_not_tell_the_answer(rows: list[dict[str, Any]]) -> None:
    """No stem says its right option."""
    assert not [row["question"] for row in rows if is_said_in(right_option(row), row["question"])]


def test_stems_have_a_readable_length(rows: list[dict[str, Any]]) -> None:
    """Stems have 10 to 45 words."""
    counts = [len(row["question"].split()) for row in rows]
    assert 10 <= min(counts) <= max(counts) <= 45


def test_the_right_option_is_not_the_longest(rows: list[dict[str, Any]]) -> None:
    """The right option is the longest about as often as chance would have it."""
    longest = sum(right_option(row) == max((text[3:] for text in row["options"]), key=len) for row in rows)
    assert longest / len(rows) == pytest.approx(0.25, abs=0.04)


def test_stems_are_not_repeated(rows: list[dict[str, Any]]) -> None:
    """Three thousand questions have as many different stems after Arabic normalising."""
    assert len(rows) == len({normalize(row["question"]) for row in rows})


def test_openings_are_varied(rows: list[dict[str, Any]]) -> None:
    """No word opens a tenth of the stems, and no pair of words a twentieth."""
    openings = [normalize(row["question"]).split()[:2] for row in rows]
    words, pairs = Counter(first for first, _ in openings), Counter(map(tuple, openings))
    assert max(words.values()) < 300 > 2 * max(pairs.values())


def test_an_unknown_subject_is_kept() -> None:
    """A subject without a bank gets a whole question and is returned as it was asked."""
    subject = "علم الفلك"
    row = compose({"subject": subject}, Random(3))
    assert (subject, len(LETTERS)) == (row["subject"], len(row["options"]))


def test_an_unknown_letter_is_drawn() -> None:
    """A wanted answer that is no letter A to D gives a question with one of the four."""
    assert set(LETTERS) == {compose({"answer": "BC"}, Random(i))["answer"] for i in range(60)}


def test_missing_values_are_drawn() -> None:
    """Without wanted values every subject, letter and difficulty comes up."""
    drawn = [compose({}, Random(i)) for i in range(400)]
    assert (set(SUBJECTS), set(LETTERS), {"easy", "medium", "hard"}) == (
        {row["subject"] for row in drawn},
        {row["answer"] for row in drawn},
        {row["difficulty"] for row in drawn},
    )


def test_only_known_fields_come_back() -> None:
    """Other wanted keys are no field of the question."""
    fields = ["question", "options", "answer", "explanation", "subject", "difficulty"]
    assert fields == list(compose({"style": "قصصي", "persona": "معلم"}, Random(0)))


def test_questions_are_a_function_of_their_arguments() -> None:
    """The same wanted values and seed give the same question again."""
    wanted = {"answer": "C", "subject": "history"}
    assert compose(wanted, Random(77)) == compose(wanted, Random(77))


def test_topics_have_enough_members(facts: list[Fact]) -> None:
    """Every topic has eight facts or more."""
    assert not [fact.topic for fact in facts if len(fact.others) < 7]


def test_subjects_have_enough_facts() -> None:
    """Every subject has forty facts or more."""
    assert not [subject for subject in SUBJECTS if len(load_facts(subject)) < 40]


def test_banks_repeat_nothing(facts: list[Fact]) -> None:
    """No name and no description stands twice in all the banks, after Arabic normalising."""
    keys = Counter(normalize(part) for fact in facts for part in (fact.name, fact.text))
    assert not [key for key, count in keys.items() if count > 1]


def test_scene_parts_repeat_nothing() -> None:
    """No entry stands twice in one section of the scene bank."""
    sections = read_bank(FOLDER / "scene.txt").items()
    assert not [name for name, entries in sections if len(set(entries)) < len(entries)]


def test_descriptions_name_nobody_of_their_topic(facts: list[Fact]) -> None:
    """No description says its own name or another name of its topic."""
    told = [(name, fact.text) for fact in facts for name, _ in ((fact.name, ""), *fact.others)]
    assert not [pair for pair in told if is_said_in(*pair)]


def test_scenes_name_no_fact(facts: list[Fact]) -> None:
    """No part of a scene says the name of a fact."""
    parts = " | ".join(" ".join(entry) for entries in read_bank(FOLDER / "scene.txt").values() for entry in entries)
    spoken = normalize(parts)
    assert not [fact.name for fact in facts if f" {normalize(fact.name)} " in spoken]
