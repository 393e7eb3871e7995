"""Rules that vary a question so that its key stays right."""

from collections.abc import Callable
from random import Random

from prompts.tasks.exams.augment.names import swap_names
from prompts.tasks.exams.augment.numbers import swap_numbers
from prompts.tasks.exams.augment.shuffle import shuffle_options
from prompts.tasks.exams.options import bare_texts, write_options
from prompts.variants.base import Fields, VariantRule
from prompts.variants.rewording import reword
from prompts.variants.spelling import make_rules

WORDING_TAUGHT = frozenset({"arabic_language", "islamic_studies"})
"""Subjects whose questions quote texts and ask about words, so that no word or letter of them may change."""


def reword_question(fields: Fields, wanted: str, rng: Random) -> Fields | None:  # noqa: ARG001
    """Return the question with other connectives in stem and explanation, or None; options stay."""
    if fields.get("subject") in WORDING_TAUGHT:
        return None
    texts = {name: reword(fields.get(name) or "", rng) for name in ("question", "explanation")}
    changed = {name: text for name, text in texts.items() if text is not None}
    return {**fields, **changed} if changed else None


def respell_question(fields: Fields, respell: Callable[[str], str]) -> Fields | None:
    """Return the question with all its texts spelt otherwise, None where it may be about spelling."""
    if fields.get("subject") in WORDING_TAUGHT:
        return None
    options = write_options([respell(text) for text in bare_texts(fields["options"])])
    named = {name: respell(fields[name]) for name in ("question", "explanation") if fields.get(name)}
    return {**fields, **named, "options": options}


def list_rules() -> tuple[VariantRule, ...]:
    """Return the rules for questions."""
    return (
        VariantRule("option_order", shuffle_options, as_written=True),
        VariantRule("numbers", swap_numbers, as_written=True),
        VariantRule("names", swap_names, as_written=True),
        VariantRule("synonyms", reword_question),
        *make_rules(respell_question),
    )
