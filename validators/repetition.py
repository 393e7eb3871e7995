"""Refuses texts that got stuck: a letter, a word, a phrase or a sentence over and over."""

import math
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from operator import eq

from validators.base import Measures, Reading, Refusal

_ENDS = ".!؟?؛\n"
_SENTENCE_END = re.compile(rf"[{_ENDS}]+")
_MARKS = re.compile("[\u0640\u064b-\u0652]+")
_RUN = re.compile(r"(.)\1\1\1+")
_WONDER = re.compile("[!؟?](?: ?[!؟?]){4,}")
_GAP = "._…-–—*"
_THRICE = bytes(6)
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
        most_letters: Largest number of the same letter in a row, as in laughter.
        most_drawn: Largest number of the same letter in a row beside other letters of a word, if that is less.
        most_words: Largest number of the same word in a row.
        most_phrases: Largest number of copies in a row of a phrase of two to eleven words; of longer ones it is one.
        most_spans: Largest number of times that the same eight words may stand in a text, wherever they stand.
        most_signs: Largest number of exclamation and question marks, mixed or not, in a row; of commas four more.
        most_tatweels: Largest number of tatweels in a row within a word.
        most_others: Largest number of any other sign in a row; blanks and, in a stem, what marks a gap may go on.
        stems: Names of the texts that have gaps.
    """

    most_letters: int = 3
    most_words: int = 3
    most_phrases: int = 2
    most_spans: int = 2
    most_drawn: int = 11
    most_signs: int = 3
    most_tatweels: int = 7
    most_others: int = 15
    stems: Collection[str] = ("question",)
    codes = ("repetition",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes what is repeated."""
        if found := self._find_run(reading):
            return Refusal("repetition", found[:20])
        most = self.most_words
        if len(reading.tokens) - reading.distinct < most:
            return None
        for name, words in reading.words.items():
            if len(words) > most and len(words) - len(set(words)) >= most and len(reading.keys[name]) >= _SHORT:
                tokens = words[:_MOST]
                again = _count_pairs(tokens) if len(tokens) - len(set(tokens)) >= most else 0
                if again > 1 and (phrase := self._find_loop(tokens, again) or _find_twin(reading.texts[name])):
                    return Refusal("repetition", phrase[:100])
        return None

    def _find_run(self, reading: Reading) -> str | None:
        """Return a character that goes on, or marks of wonder that take turns."""
        text = reading.text
        if _may_run(text):
            for run in _RUN.finditer(text):
                if len(run[0]) > self._find_most(reading, run):
                    return run[0]
        if ("!" in text or "؟ ؟ ؟" in text) and (found := _WONDER.search(text)) and len(found[0]) > 2 * self.most_signs:
            return found[0]
        return None

    def _find_most(self, reading: Reading, run: re.Match[str]) -> float:
        """Return how long a run of this character may be where it stands."""
        sign, most = run[1], float(self.most_others)
        if sign in _GAP:
            most = math.inf if any(run[0] in reading.texts.get(name, "") for name in self.stems) else most
        elif sign == "\u0640":
            most = self.most_tatweels if all(map(_is_arabic, _look_around(run))) else math.inf
        elif "\u0621" <= sign <= "\u064a":
            in_word = sign not in "هخ" and any(map(_is_arabic, _look_around(run)))  # laughter is often glued
            most = min(self.most_letters, self.most_drawn) if in_word else self.most_letters
        elif sign in "!؟?":
            most = self.most_signs
        elif sign in "،,؛":
            most = self.most_signs + 4
        elif sign.isspace():
            most = math.inf
        elif sign > "\u2100":  # emojis are signs of feeling as laughter is
            most = max(self.most_others, self.most_letters)
        return most

    def _find_loop(self, tokens: list[str], again: int) -> str | None:
        """Return what stands too often in some words, of which so many pairs have stood before."""
        for period in _find_periods(tokens):
            least = self._least(period)
            if sum(map(eq, tokens, tokens[period:])) < least:
                continue
            length = 0
            for place in range(period, len(tokens)):
                length = length + 1 if tokens[place] == tokens[place - period] else 0
                if length >= least and _is_phrase(phrase := tokens[place - period + 1 : place + 1]):
                    return " ".join(phrase)
        if again < _SPAN - 1:  # a span that stands again brings all its pairs
            return None
        spans = Counter(zip(*(tokens[shift:] for shift in range(_SPAN)), strict=False))
        span, count = spans.most_common(1)[0] if spans else ((), 0)
        return " ".join(span) if count > self.most_spans else None

    def _least(self, period: int) -> int:
        """Return how many words in a row, each the same as `period` words before, are too many."""
        if period == 1:
            return self.most_words
        return period * self.most_phrases if period < _LONG else period


def _may_run(text: str) -> bool:
    """Return whether a character may stand four times in a row.

    What is below U+10000 is compared all at once, each unit of 16 bits with the next: three times the same leaves six
    bytes of nothing.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    number = int.from_bytes(units, "little")
    return len(units) != 2 * len(text) or _THRICE in (number ^ number >> 16).to_bytes(len(units), "little")


def _look_around(run: re.Match[str]) -> tuple[str, str]:
    return run.string[max(0, run.start() - 1) : run.start()], run.string[run.end() : run.end() + 1]


def _is_arabic(sign: str) -> bool:
    return "\u0621" <= sign <= "\u0652"


def _count_pairs(tokens: list[str]) -> int:
    """Return how many pairs of neighbouring words have stood before: two or more in every loop, few elsewhere."""
    return len(tokens) - 1 - len(set(pairwise(tokens)))


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
    if not any(map(text.rstrip(_ENDS).__contains__, _ENDS)):  # one sentence
        return None
    sentences = Counter(" ".join(part.split()) for part in _SENTENCE_END.split(_MARKS.sub("", text)))
    return next((part for part, count in sentences.items() if count > 1 and part.count(" ") >= 3), None)
