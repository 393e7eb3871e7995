"""Style guidance from seed rows: only figures leave a seed (lengths, form, vowel marks), never one of its words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prompts.base import TaskSpec
from prompts.figures import Figure, StyleForm
from validators.text import TASHKEEL, words

MOST_SEEDS = 10
"""Seeds that one guide may stand on; they are style, and more of them would be a training set."""

VOWELS = Figure("vowel_marks", 0, 2)
"""How far texts carry vowel marks: 0 hardly, 1 where a word could be misread, 2 throughout."""

_MARK = re.compile(f"[{TASHKEEL}]")
_LETTER = re.compile("[ء-غف-ي]")
_VOWEL_WISHES = (
    "اكتب دون تشكيل إلا ما لا بد منه.",
    "اضبط بالشكل ما قد يلتبس من الكلمات، واترك ما سواه.",
    "اضبط النص بالشكل ضبطًا تامًا.",
)


@dataclass(frozen=True, slots=True)
class StyleGuide:
    """The guidance of at most ten seeds; a brief names one by its number, from 0."""

    guidance: tuple[str, ...]

    @classmethod
    def of(cls, task: TaskSpec, rows: Sequence[Mapping[str, Any]]) -> "StyleGuide":
        """Return the guide of some rows' fields; raises ValueError for more than ten rows."""
        if len(rows) > MOST_SEEDS:
            raise ValueError(f"a style guide stands on at most {MOST_SEEDS} seeds, not {len(rows)}")
        form = find_form(task)
        return cls(tuple(word_guidance(form, form.measure(row)) for row in rows))

    def __len__(self) -> int:
        return len(self.guidance)

    def describe(self, index: int) -> str:
        """Return the guidance of one seed, as lines of Arabic; the index counts from 0."""
        return self.guidance[index]


def say_length(what: str, count: int, least: int) -> str:
    """Return a wish for a length around `count` words, as a range, so that no seed's exact length is asked for."""
    spread = max(2, count // 5)
    low = max(least, count - spread)
    return f"اجعل {what} بين {_count_words(low)} و{_count_words(max(low, count) + spread)}."


def rank_vowels(text: str) -> int:
    """Return how far `text` carries vowel marks, as `VOWELS` counts: fully vowelled text has about 0.9 a letter."""
    letters = len(_LETTER.findall(text))
    density = len(_MARK.findall(text)) / letters if letters else 0.0
    return (density >= 0.08) + (density >= 0.4)


def say_vowels(rank: int) -> str:
    """Return a wish for vowel marks, by a rank that `rank_vowels` gives."""
    return _VOWEL_WISHES[rank]


def find_form(task: TaskSpec) -> StyleForm:
    """Return what is measured of a task's seeds; by default length and vowel marks of the first protected text."""
    if task.guide is not None:
        return task.guide

    def measure(fields: Mapping[str, Any]) -> tuple[int, ...]:
        text = task.protected(fields)[0]
        return len(words(text)), rank_vowels(text)

    return StyleForm((Figure("words", 3, 80), VOWELS), measure, _word_text)


def word_guidance(form: StyleForm, figures: Sequence[int]) -> str:
    """Return the guidance that some figures come to, as lines of Arabic."""
    return "\n".join(f"- {line}" for line in form.word(figures))


def _word_text(figures: Sequence[int]) -> tuple[str, ...]:
    length, vowels = figures
    return say_length("النص", length, least=3), say_vowels(vowels)


def _count_words(count: int) -> str:
    """Return a number of words with its noun in the right form."""
    if count <= 2:
        return ("كلمة واحدة", "كلمتين")[count - 1]
    return f"{count} {'كلمات' if 3 <= count % 100 <= 10 else 'كلمة'}"
