"""Writes one exam question for the mock model: a fact, three false options of its topic, and a sentence around them."""

from collections.abc import Mapping
from random import Random
from typing import Any

from prompts.tasks.exams.content.facts import SUBJECTS, Fact, draw_fact
from prompts.tasks.exams.content.scene import load_scene
from prompts.tasks.exams.content.stems import NAME_STEMS, TEXT_STEMS

_LETTERS = "ABCD"
_ASKS_FOR_TEXT = {"easy": 0.2, "medium": 0.3, "hard": 0.45}
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
    fact = draw_fact(subject, rng)
    others = rng.sample(fact.others, len(_LETTERS) - 1)
    asks_for_text = rng.random() < _ASKS_FOR_TEXT.get(difficulty, 0.3)
    return {
        "question": rng.choice(TEXT_STEMS if asks_for_text else NAME_STEMS)(fact, rng),
        "options": _place_options(fact, others, place, asks_for_text),
        "answer": _LETTERS[place],
        "explanation": _explain(fact, others[0], rng, asks_for_text),
        "subject": subject,
        "difficulty": difficulty,
    }


def _place_options(fact: Fact, others: list[tuple[str, str]], place: int, asks_for_text: bool) -> list[str]:
    """Return the options with their letters, the right one at its place."""
    options = [other[asks_for_text] for other in others]
    options.insert(place, fact.text if asks_for_text else fact.name)
    return [f"{letter}. {option}" for letter, option in zip(_LETTERS, options, strict=True)]


def _explain(fact: Fact, other: tuple[str, str], rng: Random, asks_for_text: bool) -> str:
    """Return why the right option is right and one other is not, without naming letters."""
    scene = load_scene()
    sentence = rng.choice(scene.explain_text if asks_for_text else scene.explain_name)
    return sentence.format(name=fact.name, text=fact.text, other=other[0], other_text=other[1], topic=fact.topic)
