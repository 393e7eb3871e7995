"""Refuses replies in which the model speaks to the user instead of writing the item."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.chatter import BESIDE, CLOSING, DECLINES, HINTS, INTRODUCTION, OPENERS, OPENING, SELF, may_say
from validators.text import normalize

_BEFORE_COLON = 80
"""Characters within which what introduces a text comes to its colon."""


def is_model_refusal(text: str) -> bool:
    """Whether a whole reply, from its beginning, declines the task, or speaks of the model anywhere."""
    key = normalize(text)
    return _find((key,), key, DECLINES, SELF) is not None


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Refuses an item in which the model declines, speaks of itself, or chats around the text it was asked for.

    Declining and chatting are looked for at the beginning of each text, where models put them and people seldom do;
    phrases that only a model or its chat would say are looked for everywhere.
    """

    codes = ("model_refusal", "boilerplate")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the phrase, in the form in which it was compared."""
        whole = reading.key if may_say(HINTS, BESIDE, reading.hints, reading.key) else ""
        names = []
        if not OPENERS.isdisjoint(reading.hints):
            names = [name for name, words in reading.words.items() if words and words[0] in OPENERS]
        if not whole and not names:
            return Refusal("boilerplate", "```") if "`" in reading.signs and "```" in reading.text else None
        openings = [reading.keys[name] for name in names]
        if phrase := _find(openings, whole, DECLINES, SELF):
            return Refusal("model_refusal", phrase)
        if phrase := _find(openings, whole, OPENING, CLOSING):
            return Refusal("boilerplate", phrase)
        for name in names:
            before, colon, _ = reading.texts[name][:_BEFORE_COLON].partition(":")
            if colon and (found := INTRODUCTION.match(normalize(before))):
                return Refusal("boilerplate", found[0])
        return Refusal("boilerplate", "```") if "```" in reading.text else None


def _find(keys: Iterable[str], whole: str, opening: re.Pattern[str], phrases: re.Pattern[str]) -> str | None:
    """Return how one of the texts begins, or the phrase that stands in one of them."""
    for key in keys:
        if found := opening.match(key):
            return found[0]
    return found[0] if whole and (found := phrases.search(whole)) else None
