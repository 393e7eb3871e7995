"""Questions about several facts of one topic: which name goes with which description."""

from collections.abc import Callable
from random import Random

from prompts.tasks.exams.content.facts import Fact, draw_facts, draw_names
from prompts.tasks.exams.content.phrases import load_phrases, write_phrase

Draft = tuple[str, list[str], str]
"""A question, its options, the right one first, and its explanation."""

_SWAPPED = 0.2
"""Share of couples that may stand there the other way round; then the right option is never the longest."""


def give_parts(fact: Fact, other: Fact) -> dict[str, str]:
    """Return what the slots of a phrase may take from the right fact and from another one."""
    return {
        "topic": fact.topic,
        "name": fact.quoted,
        "text": f"«{fact.text}»",
        "definition": fact.text,
        "other": other.quoted,
        "other_text": f"«{other.text}»",
        "other_definition": other.text,
    }


def draw_one(subject: str, asked: str, rng: Random) -> Draft:
    """Return a question that gives a description and asks for its name, or the other way round (`name`, `text`)."""
    facts = draw_facts(subject, 4, rng)
    right, other = facts[:2]
    if asked == "text":
        return _write(asked, right, other, [fact.text for fact in facts], rng)
    names = [right.name, other.name]
    spare = draw_names(right.topic, names, 3, rng)
    spare.remove(max(spare, key=len))  # where options are of one length none is the longest: this makes up for it
    return _write(asked, right, other, names + spare, rng)


def draw_true_pair(subject: str, rng: Random) -> Draft:
    """Return a question that asks which option joins a name with its own description."""
    facts = draw_facts(subject, 5, rng)
    right, *others = facts
    mixed = [_pair(name, text) for name, text in zip(others, [*others[1:], right], strict=True)]
    return _write("true_pair", right, others[1], [_pair(right, right), *mixed[:3]], rng)


def draw_false_pair(subject: str, rng: Random) -> Draft:
    """Return a question that asks which option joins a name with the description of another one."""
    false, owner, *others = draw_facts(subject, 5, rng)
    return _write("false_pair", false, owner, [_pair(false, owner), *[_pair(fact, fact) for fact in others]], rng)


def draw_couple(subject: str, rng: Random) -> Draft:
    """Return a question that gives two descriptions and asks for both names in their order."""
    right, other = draw_facts(subject, 2, rng)
    first, second = right.name, other.name
    third, fourth, fifth = draw_names(right.topic, (first, second), 3, rng)
    wrong = [(first, third), (third, second), (fourth, second), (first, fifth), (fifth, third)]
    if rng.random() < _SWAPPED:
        wrong.append((second, first))
    couples = [(first, second), *rng.sample(wrong, 3)]
    return _write("couple", right, other, [f"{one} ثم {two}" for one, two in couples], rng)


def _pair(name: Fact, text: Fact) -> str:
    return f"{name.name}: {text.text}"


def _write(form: str, fact: Fact, other: Fact, options: list[str], rng: Random) -> Draft:
    phrases, given = load_phrases(fact.kind, rng.random() < 0.5), give_parts(fact, other)
    stem, explanation = write_phrase(form, phrases, given, rng), write_phrase(f"explain_{form}", phrases, given, rng)
    return stem, options, explanation


DRAWERS: dict[str, Callable[[str, Random], Draft]] = {
    "true_pair": draw_true_pair,
    "false_pair": draw_false_pair,
    "couple": draw_couple,
}
"""Forms that ask about several facts."""
