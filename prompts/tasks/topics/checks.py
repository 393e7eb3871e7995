"""Whether a topic is one: a noun phrase in Arabic that names something to be taught, not a title and no question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prompts.base import Strictness
from prompts.tasks.topics.units import list_titles
from validators.base import Check, Measures, Reading, Refusal
from validators.length import Length
from validators.text import TASHKEEL, normalize

WORDS = (2, 9)
"""Least and largest number of words of a topic."""

_STRANGE = re.compile(rf"[^\u0621-\u063a\u0641-\u064a{TASHKEEL}A-Za-z0-9 ]")
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]")
_ASKS = re.compile(
    "(?:هل|لماذا|ماذا|متي|اين|كيف|اي) (?!الاستفهام)|ما (?:ال|هو |هي |هما |هم )|(?:اشرح|اذكر|قارن|وضح|ناقش|اكتب|استنتج) "
)
"""What a question or an order begins with, in matching form."""

_TITLE = re.compile("(?:مقدمه|نبذه|لمحه|مراجعه|معلومات|موضوعات|موضوع|درس|ملخص)(?: |$)")
"""What a title begins with that says nothing of its own, in matching form."""


def select_texts(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the free text of a row."""
    return {"topic": fields["topic"]}


@dataclass(frozen=True, slots=True)
class TopicShape:
    """Refuses a row whose topic or subject is missing, empty or not Arabic; stands first."""

    codes = ("wrong_shape", "empty", "not_arabic")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return the first fault of shape, with the field's name."""
        for name in ("topic", "subject"):
            text = reading.fields.get(name)
            if not isinstance(text, str):
                return Refusal("wrong_shape", f"{name} must be a text")
            if not any(map(str.isalpha, text)):
                return Refusal("empty", name)
        topic = reading.fields["topic"]
        words = topic.split()
        arabic = sum(bool(_ARABIC.search(word)) for word in words)
        return None if 2 * arabic > len(words) else Refusal("not_arabic", topic[:80])


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Refuses a topic with signs in it, one that asks or orders, and a title that could stand over anything."""

    codes = ("punctuation", "question", "too_general")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return the first fault, with what was seen."""
        topic, key = reading.fields["topic"], reading.keys["topic"]
        strange = _STRANGE.search(topic)
        if _ASKS.match(key) or "؟" in topic:
            return Refusal("question", topic[:80])
        if strange:
            return Refusal("punctuation", strange.group())
        if _TITLE.match(key) or key in list_titles() or key == normalize(reading.fields["subject"]):
            return Refusal("too_general", topic[:80])
        return None


def make_checks(strictness: Strictness) -> tuple[Check, ...]:
    """Return the checks of a topic; limits of words that are told stand in place of its own."""
    return TopicShape(), NounPhrase(), Length({"topic": WORDS, **strictness.words})
