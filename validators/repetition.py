"""Refuses texts that got stuck: a letter, a word, a phrase or a sentence over and over."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from validators.base import Measures, Reading, Refusal

_SENTENCE_END = re.compile(r"[.!؟?؛\n]+")
_MARKS = re.compile("[\u0640\u064b-\u0652]+")
_SPAN = 8
_LONG = 12
_MOST = 1000
"""Words of a text that are looked at; so many take some milliseconds at worst."""
_SHORT = 16
"""Characters of a key below which nothing can repeat often enough."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """Refuses an item with a text that repeats letters or marks, words, phrases, or whole sentences.

    Each text is looked at alone: options may say the same words, and a correction says those of its sentence.
    Numbers, single letters and the dots and lines of a gap may repeat.

    Attributes:
        most_letters: Largest number of the same letter, `!` or question mark in a row.
        most_words: Largest number of the same word in a row.
        most_phrases: Largest number of copies in a row of a phrase of two to eleven words; of longer ones it is one.
        most_spans: Largest number of times that the same eight words may stand in a text, wherever they stand.
    """

    most_letters: int = 3
    most_words: int = 3
    most_phrases: int = 2
    most_spans: int = 2
    codes = ("repetition",)
    _run: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pattern = rf"([\u0621-\u063a\u0641-\u064a!؟?])\1{{{self.most_letters}}}"
        object.__setattr__(self, "_run", re.compile(pattern))

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes what is repeated."""
        if found := self._run.search(reading.text):
            return Refusal("repetition", found[0][:20])
        for name, key in reading.keys.items():
            if len(key) < _SHORT:
                continue
            tokens = key.split(" ", _MOST)[:_MOST]
            if len(tokens) - len(set(tokens)) < self.most_words or not _repeats_pairs(tokens):
                continue
            if phrase := self._find_loop(tokens) or _find_twin(reading.texts[name]):
                return Refusal("repetition", phrase[:100])
        return None

    def _find_loop(self, tokens: list[str]) -> str | None:
        for period in _find_periods(tokens):
            least = self._least(period)
            length = 0
            for place in range(period, len(tokens)):
                length = length + 1 if tokens[place] == tokens[place - period] else 0
                if length >= least and _is_phrase(phrase := tokens[place - period + 1 : place + 1]):
                    return " ".join(phrase)
        spans = Counter(zip(*(tokens[shift:] for shift in range(_SPAN)), strict=False))
        span, count = spans.most_common(1)[0] if spans else ((), 0)
        return " ".join(span) if count > self.most_spans else None

    def _least(self, period: int) -> int:
        """Return how many words in a row, each the same as `period` words before, are too many."""
        if period == 1:
            return self.most_words
        return period * self.most_phrases if period < _LONG else period


def _repeats_pairs(tokens: list[str]) -> bool:
    """Return whether two pairs of neighbouring words stand again: so it is in every loop, and seldom elsewhere."""
    return len(set(pairwise(tokens))) < len(tokens) - 2


def _find_periods(tokens: list[str]) -> list[int]:
    """Return how far apart pairs of words stand again."""
    last: dict[tuple[str, str], int] = {}
    periods: set[int] = set()
    for place, pair in enumerate(pairwise(tokens)):
        if pair in last:
            periods.add(place - last[pair])
        last[pair] = place
    return sorted(periods)


def _is_phrase(words: list[str]) -> bool:
    """Return whether some words say something: figures and single letters may stand in rows."""
    return any(len(word) > 1 and not word.isdigit() for word in words)


def _find_twin(text: str) -> str | None:
    """Return a sentence of four words or more that stands twice in a text."""
    sentences = Counter(" ".join(part.split()) for part in _SENTENCE_END.split(_MARKS.sub("", text)))
    return next((part for part, count in sentences.items() if count > 1 and part.count(" ") >= 3), None)
