"""Writes one exam question for the mock model: a fact, three false options of its topic, and a sentence around them."""

from collections.abc import Mapping
from random import Random
from typing import Any

from prompts.tasks.exams.content.facts import SUBJECTS, Fact, draw_facts
from prompts.tasks.exams.content.phrases import load_phrases, write_phrase

_LETTERS = "ABCD"
_ASKS_FOR_TEXT = {"easy": 0.1, "medium": 0.2, "hard": 0.3}
"""Share of questions that name and ask for the description, which takes more reading, by difficulty."""
_DIFFICULTIES = tuple(_ASKS_FOR_TEXT)


def compose(wanted: Mapping[str, str], rng: Random) -> dict[str, Any]:
    """Return one right question as a model would reply it; a function of `wanted` and the generator's state alone.

    `answer`, `subject` and `difficulty` are kept where they are wanted and drawn where they are not. A subject
    without a bank takes its fact from another bank; an answer that is no letter A to D is drawn.
    """
    subject = wanted.get("subject") or rng.choice(SUBJECTS)
    difficulty = wanted.get("difficulty") or rng.choice(_DIFFICULTIES)
    letter = wanted.get("answer")
    place = _LETTERS.index(letter) if letter in set(_LETTERS) else rng.randrange(len(_LETTERS))
    fact, *others = draw_facts(subject, len(_LETTERS), rng)
    asked = "text" if rng.random() < _ASKS_FOR_TEXT.get(difficulty, 0.2) else "name"
    phrases, given = load_phrases(fact.kind, rng.random() < 0.5), _give_parts(fact, others[0])
    return {
        "question": write_phrase(asked, phrases, given, rng),
        "options": _place_options(fact, others, place, asked),
        "answer": _LETTERS[place],
        "explanation": write_phrase(f"explain_{asked}", phrases, given, rng),
        "subject": subject,
        "difficulty": difficulty,
    }


def _give_parts(fact: Fact, other: Fact) -> dict[str, str]:
    """Return what the slots of a phrase may take from the right fact and from a false one."""
    return {
        "topic": fact.topic,
        "name": fact.quoted,
        "text": f"«{fact.text}»",
        "definition": fact.text,
        "other": other.quoted,
        "other_text": f"«{other.text}»",
        "other_definition": other.text,
    }


def _place_options(fact: Fact, others: list[Fact], place: int, asked: str) -> list[str]:
    """Return the options with their letters, the right one at its place."""
    facts = [*others[:place], fact, *others[place:]]
    options = [each.text if asked == "text" else each.name for each in facts]
    return [f"{letter}. {option}" for letter, option in zip(_LETTERS, options, strict=True)]
