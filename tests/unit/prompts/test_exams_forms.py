"""The exam questions of the mock model that ask about several facts, an order or a sum: their keys are true."""

import re
from random import Random
from typing import Any

import pytest

from prompts.bank import read_bank
from prompts.tasks.exams.content.compose import compose
from prompts.tasks.exams.content.facts import FOLDER, SUBJECTS, Fact, load_topics
from prompts.tasks.exams.content.ranks import load_rankings
from prompts.tasks.exams.content.sums import draw_sum, load_sums

Row = dict[str, Any]
LETTERS = "ABCD"


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Return 3,000 questions, subjects and letters in turn."""
    return [compose({"answer": LETTERS[i % 4], "subject": SUBJECTS[i // 4 % 13]}, Random(i)) for i in range(3000)]


@pytest.fixture(scope="module")
def owners() -> dict[str, Fact]:
    """Return every name and every description, as options show them, with its fact."""
    facts = [fact for subject in SUBJECTS for topic in load_topics(subject) for fact in topic]
    return {part: fact for fact in facts for part in (fact.name, fact.text)}


@pytest.fixture(scope="module")
def pairs(owners: dict[str, Fact]) -> set[str]:
    """Return every name with its own description, as options show them."""
    return {f"{fact.name}: {fact.text}" for fact in owners.values()}


def list_options(row: Row) -> list[str]:
    """Return the options without their letters."""
    return [option[3:] for option in row["options"]]


def right_option(row: Row) -> str:
    """Return the text of the keyed option."""
    return list_options(row)[LETTERS.index(row["answer"])]


def test_the_keyed_pair_is_the_odd_one(rows: list[Row], pairs: set[str]) -> None:
    """Where options join names with descriptions, the keyed one alone is right or alone is wrong."""
    mixed = [row for row in rows if any(option in pairs for option in list_options(row))]
    told = [[option in pairs for option in list_options(row)] for row in mixed]
    keyed = [[letter == row["answer"] for letter in LETTERS] for row in mixed]
    odd = [[each is (sum(own) == 1) for each in letters] for letters, own in zip(keyed, told, strict=True)]
    assert odd == told
    assert {1, 3} == {sum(own) for own in told}


def test_couples_name_both_descriptions_in_order(rows: list[Row], owners: dict[str, Fact]) -> None:
    """Where options join two names, the keyed one has the owners of both quoted descriptions, in their order."""
    couples = [row for row in rows if " ثم " in right_option(row) and right_option(row) not in owners]
    couples = [row for row in couples if ": " not in right_option(row)]
    quoted = [re.findall("«([^»]+)»", row["question"]) for row in couples]
    assert [right_option(row) for row in couples] == [" ثم ".join(owners[text].name for text in two) for two in quoted]


def test_ranked_options_key_an_end_of_the_order(rows: list[Row]) -> None:
    """Where a question asks for an order, its keyed option has the least or the largest number, as it is asked."""
    for subject, rankings in load_rankings().items():
        for ranking in rankings:
            numbers = dict(ranking.names)
            for row in rows:
                ends = [ask for ask in (ranking.least, ranking.most) if any(map(row["question"].endswith, ask))]
                if row["subject"] == subject and ends:
                    end = min if ends[0] is ranking.least else max
                    assert end(list_options(row), key=numbers.__getitem__) == right_option(row)


@pytest.mark.parametrize("subject", sorted(load_sums()))
def test_sums_work_out_to_other_numbers_than_zero(subject: str) -> None:
    """Every number of every sum is above zero, whatever is drawn, and its explanation says the result."""
    for each in load_sums()[subject]:
        assert "{r}" in each.explanation
        assert min(min(each.draw(Random(seed)).values()) for seed in range(60)) > 0


def test_a_sum_keys_its_result() -> None:
    """The first option of a sum is the number that its explanation ends with or names."""
    for seed in range(300):
        _, options, explanation = draw_sum("mathematics", 4, Random(seed))
        assert options[0] in re.findall(r"\d+", explanation)
        assert 4 == len(set(options))


def test_decoys_are_no_facts(owners: dict[str, Fact]) -> None:
    """No further name of a topic is a name of one of its facts, and every topic has some."""
    bank = read_bank(FOLDER / "decoys.txt")
    assert {fact.topic for fact in owners.values()} == set(bank)
    names = [(topic, name) for topic, lines in bank.items() for line in lines for name in line]
    assert not [name for topic, name in names if name in owners and owners[name].topic == topic]
    assert len(names) == len(set(names))
