"""What the mock model does to its items and texts, fault by fault."""

import json
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from engine.providers.mock.damage import POOL, damage_item, damage_text, miscount
from engine.providers.mock.profile import MockProfile
from prompts.base import TaskSpec
from prompts.discover import discover_tasks, find_task

EXAMS, SENTIMENT = find_task("exams"), find_task("sentiment")
CLEAN = MockProfile()
TEXT = '{"text": "الخدمة ممتازة", "sentiment": "positive"}'


def make(spec: TaskSpec, profile: MockProfile, count: int = 60, **asked: str) -> list[dict[str, Any]]:
    """Return items for the same values, each of another seed."""
    return [damage_item(spec, asked, profile, Random(seed)) for seed in range(count)]


@pytest.mark.parametrize("name", sorted(discover_tasks()))
def test_nothing_happens_without_a_fault(name: str) -> None:
    """A profile of no fault gives items with every asked value."""
    spec = find_task(name)
    asked = {dimension.name: list(dimension.weights)[-1] for dimension in spec.dimensions}
    assert [{**item, **asked} for item in make(spec, CLEAN, 60, **asked)] == make(spec, CLEAN, 60, **asked)


def test_wrong_keys_name_wrong_options() -> None:
    """A question keeps its texts and has another answer."""
    sound, spoilt = make(EXAMS, CLEAN, answer="B"), make(EXAMS, MockProfile(wrong_keys=1), answer="B")
    assert [{**item, "answer": "?"} for item in sound] == [{**item, "answer": "?"} for item in spoilt]
    assert {"A", "C", "D"} == {item["answer"] for item in spoilt}


def test_items_without_a_key_have_no_wrong_one() -> None:
    """An opinion is what it was."""
    assert make(SENTIMENT, CLEAN) == make(SENTIMENT, MockProfile(wrong_keys=1))


def test_wrong_letters_follow_their_bias() -> None:
    """Every letter is drawn from the bias, whatever was asked."""
    profile = MockProfile(wrong_letter=1, letter_bias={"B": 1, "D": 1})
    assert {"B", "D"} == {item["answer"] for item in make(EXAMS, profile, answer="A")}


def test_letters_are_those_of_movable_fields() -> None:
    """Any field that its task can move counts, under whatever name, and no other."""
    profile = MockProfile(wrong_letter=1, letter_bias={"neutral": 1})
    (label, *others) = SENTIMENT.dimensions
    movable = replace(SENTIMENT, dimensions=(replace(label, movable=True), *others))
    drawn = [{item["sentiment"] for item in make(spec, profile, sentiment="positive")} for spec in (SENTIMENT, movable)]
    assert [{"positive"}, {"neutral"}] == drawn


def test_wrong_labels_are_other_planned_values() -> None:
    """Labels turn to any of their values; fields that are drawn and letters stay as asked."""
    profile = MockProfile(wrong_label=1)
    assert set(SENTIMENT.dimensions[0].weights) == {
        item["sentiment"] for item in make(SENTIMENT, profile, sentiment="positive")
    }
    assert {("A", "physics")} == {
        (item["answer"], item["subject"]) for item in make(EXAMS, profile, answer="A", subject="physics")
    }


def test_duplicates_come_from_a_small_pool() -> None:
    """The same few items come again and again, word for word."""
    assert POOL == len({item["text"] for item in make(SENTIMENT, MockProfile(duplicates=1), sentiment="neutral")})


def test_near_duplicates_have_one_word_more() -> None:
    """Each is an item of the pool with a word put in."""
    pool = {item["text"] for item in make(SENTIMENT, MockProfile(duplicates=1), sentiment="neutral")}
    near = make(SENTIMENT, MockProfile(near_duplicates=1), sentiment="neutral")
    for words in (item["text"].split(" ") for item in near):
        assert pool & {" ".join(words[:place] + words[place + 1 :]) for place in range(len(words))}


def test_copies_have_the_text_of_a_seed() -> None:
    """The main text is one of the copied ones; the other fields stay."""
    profile = MockProfile(seed_copies=1, copy_texts=("نص أول", "نص ثان"))
    assert {"نص أول", "نص ثان"} == {item["question"] for item in make(EXAMS, profile)}
    assert [item["options"] for item in make(EXAMS, CLEAN, 1)] == [item["options"] for item in make(EXAMS, profile, 1)]


def test_english_items_have_an_english_main_text() -> None:
    """No Arabic letter is left in it."""
    assert all(item["text"].isascii() for item in make(SENTIMENT, MockProfile(english=1)))


def test_a_truncated_text_is_a_beginning() -> None:
    """Something is there, something is missing, and the finish reason says so."""
    for seed in range(50):
        text, reason = damage_text(TEXT, MockProfile(truncated=1), Random(seed))
        assert (True, "length") == (TEXT.startswith(text) and 0 < len(text) < len(TEXT), reason)


def test_a_malformed_text_is_no_object() -> None:
    """No JSON reader finds an object in it as it stands."""
    for seed in range(50):
        text, reason = damage_text(TEXT, MockProfile(malformed=1), Random(seed))
        assert "stop" == reason
        assert not is_object(text)


def is_object(text: str) -> bool:
    """Return whether a text is a JSON object."""
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def test_fences_and_prose_leave_the_object_whole() -> None:
    """The object stands inside, fenced first and then with prose around it."""
    text, _ = damage_text(TEXT, MockProfile(fenced=1, prose_around=1), Random(1))
    assert f"```json\n{TEXT}\n```" in text
    assert text.startswith("```") is False


def test_a_reply_may_hold_one_item_too_few_or_too_many() -> None:
    """The last is left out, or written once more; without the fault there are as many as asked."""
    asked = [{"answer": letter} for letter in "ABC"]
    profiles = CLEAN, MockProfile(missing_items=1), MockProfile(surplus_items=1)
    assert [asked, asked[:2], [*asked, asked[2]]] == [miscount(asked, profile, Random(1)) for profile in profiles]
