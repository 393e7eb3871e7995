"""Writes one exam question for the mock model: a fact, three false options of its topic, and a sentence around them."""

from collections.abc import Mapping
from random import Random
from typing import Any

from prompts.tasks.exams.content.facts import SUBJECTS, draw_fact
from prompts.tasks.exams.content.scene import load_scene
from prompts.tasks.exams.content.stems import NAME_STEMS, TEXT_STEMS

_LETTERS = "ABCD"
_ASKS_FOR_TEXT = {"easy": 0.2, "medium": 0.3, "hard": 0.45}
"""Share of questions that name and ask for the description, which takes more reading, by difficulty."""


def compose(wanted: Mapping[str, str], rng: Random) -> dict[str, Any]:
    """Return one right question as a model would reply it; a function of `wanted` and the generator's state alone.

    `answer`, `subject` and `difficulty` are kept where they are wanted and drawn where they are not. A subject
    without a bank takes its fact from another bank; an answer that is no letter A to D is drawn.
    """
    subject = wanted.get("subject") or rng.choice(SUBJECTS)
    difficulty = wanted.get("difficulty") or rng.choice(tuple(_ASKS_FOR_TEXT))
    place = _LETTERS.find(wanted.get("answer") or "-")
    place = place if place >= 0 else rng.randrange(len(_LETTERS))
    fact = draw_fact(subject, rng)
    others = rng.sample(fact.others, len(_LETTERS) - 1)
    scene = load_scene()
    if rng.random() < _ASKS_FOR_TEXT.get(difficulty, 0.3):
        question = rng.choice(TEXT_STEMS)(fact, rng)
        options, reason = [text for _, text in others], rng.choice(scene.explain_text)
        options.insert(place, fact.text)
    else:
        question = rng.choice(NAME_STEMS)(fact, rng)
        options, reason = [name for name, _ in others], rng.choice(scene.explain_name)
        options.insert(place, fact.name)
    other, other_text = others[0]
    return {
        "question": question,
        "options": [f"{letter}. {option}" for letter, option in zip(_LETTERS, options, strict=True)],
        "answer": _LETTERS[place],
        "explanation": reason.format(
            name=fact.name, text=fact.text, other=other, other_text=other_text, topic=fact.topic
        ),
        "subject": subject,
        "difficulty": difficulty,
    }
