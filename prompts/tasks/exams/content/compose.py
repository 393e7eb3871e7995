"""Writes one exam question for the mock model: of facts and their false neighbours, of an order, or of numbers."""

from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

from prompts.tasks.exams.content.facts import SUBJECTS
from prompts.tasks.exams.content.matching import DRAWERS, Draft, draw_one
from prompts.tasks.exams.content.phrases import load_phrases, write_phrase
from prompts.tasks.exams.content.ranks import draw_ranking, load_rankings
from prompts.tasks.exams.content.sums import draw_sum, load_sums
from prompts.tasks.exams.content.topical import pick_favourite, write_topical

_LETTERS = "ABCD"
_PLACES: Mapping[str | None, int] = {letter: place for place, letter in enumerate(_LETTERS)}
_ASKS_FOR_TEXT = {"easy": 0.1, "medium": 0.2, "hard": 0.3}
"""Share of questions of one fact that name and ask for the description, which takes more reading, by difficulty."""
_STEADY_FAVOURITE, _STEADY_TOPIC = 0.0, 0.8
"""Shares of questions with the wrong options that come first to mind: of GPT-4o's favourites hardly one in 240 pairs
about the same topic is alike in its options; of a topic that is asked for again and again most are."""
_DIFFICULTIES = tuple(_ASKS_FOR_TEXT)
_FORMS = ("one",) * 6 + ("true_pair",) * 3 + ("false_pair",) * 3 + ("couple",) * 2
"""Forms of questions about facts, each as often as it stands here."""


def compose(wanted: Mapping[str, str], rng: Random) -> dict[str, Any]:
    """Return one right question as a model would reply it; a function of `wanted` and the generator's state alone.

    `answer`, `subject` and `difficulty` are kept where they are wanted and drawn where they are not. A subject
    without a bank takes its fact from another bank; an answer that is no letter A to D is drawn. Where an `angle` is
    wanted, its rank, the question is about the `topic` or the rank of a `favourite` one, and begins with the `opening`.
    """
    topic, subject = "", wanted.get("subject", "")
    if "angle" in wanted:
        topic, own = _find_topic(wanted)
        subject = subject or own
    subject = subject or rng.choice(SUBJECTS)
    difficulty = wanted.get("difficulty") or rng.choice(_DIFFICULTIES)
    letter = wanted.get("answer")
    place = _PLACES[letter] if letter in _PLACES else int(rng.random() * len(_LETTERS))
    stem, options, explanation = _write_about(topic, subject, wanted, rng) if topic else _draw(subject, difficulty, rng)
    right, *others = options
    placed = [*others[:place], right, *others[place:]]
    return {
        "question": stem,
        "options": [f"{letter}. {option}" for letter, option in zip(_LETTERS, placed, strict=True)],
        "answer": _LETTERS[place],
        "explanation": explanation,
        "subject": subject,
        "difficulty": difficulty,
    }


def _find_topic(wanted: Mapping[str, str]) -> tuple[str, str]:
    """Return the topic, and its subject where it is a favourite one."""
    if "favourite" in wanted:
        return pick_favourite(wanted.get("subject", ""), int(wanted["favourite"]))
    return wanted["topic"], ""


def _write_about(topic: str, subject: str, wanted: Mapping[str, str], rng: Random) -> Draft:
    steady = _STEADY_FAVOURITE if "favourite" in wanted else _STEADY_TOPIC
    return write_topical(topic, subject, int(wanted["angle"]), wanted.get("opening", ""), steady, rng)


@cache
def list_forms(subject: str) -> tuple[str, ...]:
    """Return the forms in which a subject is asked, each as often as it stands there."""
    ranked, summed = subject in load_rankings(), subject in load_sums()
    return _FORMS + ("rank",) * 2 * ranked + ("sum",) * 3 * summed


def _draw(subject: str, difficulty: str, rng: Random) -> Draft:
    forms = list_forms(subject)
    form = forms[int(rng.random() * len(forms))]
    if form == "one":
        asked = "text" if rng.random() < _ASKS_FOR_TEXT.get(difficulty, 0.2) else "name"
        return draw_one(subject, asked, rng)
    if form in DRAWERS:
        return DRAWERS[form](subject, rng)
    ask, options, explanation = (draw_ranking if form == "rank" else draw_sum)(subject, len(_LETTERS), rng)
    phrases = load_phrases("what", rng.random() < 0.5)
    return write_phrase("given", phrases, {"ask": ask}, rng), options, explanation
