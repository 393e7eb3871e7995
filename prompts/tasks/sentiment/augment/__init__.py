"""Rules that vary an opinion without touching what it thinks."""

from random import Random

from prompts.variants.base import Fields, VariantRule
from prompts.variants.rewording import CONNECTIVES, PRAISE, reword
from prompts.variants.spelling import make_rules


def reword_opinion(fields: Fields, wanted: str, rng: Random) -> Fields | None:  # noqa: ARG001
    """Return the opinion with other connectives or words of praise, or None."""
    text = reword(fields["text"], rng, (*CONNECTIVES, *PRAISE))
    return None if text is None else {**fields, "text": text}


def list_rules() -> tuple[VariantRule, ...]:
    """Return the rules for opinions; a label has no rule that changes it."""
    spelling = make_rules(lambda fields, respell: {**fields, "text": respell(fields["text"])})
    return (VariantRule("synonyms", reword_opinion), *spelling)
