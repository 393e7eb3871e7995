"""Style guidance from seed rows: only figures leave a seed (lengths, form, vowel marks), never one of its words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prompts.base import TaskSpec
from validators.text import TASHKEEL, words

MOST_SEEDS = 10
"""Seeds that one guide may stand on; they are style, and more of them would be a training set."""

_MARK = re.compile(f"[{TASHKEEL}]")
_LETTER = re.compile("[ء-غف-ي]")


@dataclass(frozen=True, slots=True)
class StyleGuide:
    """The guidance of at most ten seeds; a brief names one by its number, from 0."""

    guidance: tuple[str, ...]

    @classmethod
    def of(cls, task: TaskSpec, rows: Sequence[Mapping[str, Any]]) -> "StyleGuide":
        """Return the guide of some rows' fields; raises ValueError for more than ten rows."""
        if len(rows) > MOST_SEEDS:
            raise ValueError(f"a style guide stands on at most {MOST_SEEDS} seeds, not {len(rows)}")
        return cls(tuple("\n".join(f"- {line}" for line in _guide(task, row)) for row in rows))

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


def say_vowels(text: str) -> str:
    """Return a wish for as many vowel marks as `text` has for each letter: about 0.9 where it is fully vowelled."""
    letters = len(_LETTER.findall(text))
    density = len(_MARK.findall(text)) / letters if letters else 0.0
    if density >= 0.4:
        return "اضبط النص بالشكل ضبطًا تامًا."
    if density >= 0.08:
        return "اضبط بالشكل ما قد يلتبس من الكلمات، واترك ما سواه."
    return "اكتب دون تشكيل إلا ما لا بد منه."


def _guide(task: TaskSpec, fields: Mapping[str, Any]) -> tuple[str, ...]:
    if task.guide is not None:
        return task.guide(fields)
    text = task.protected(fields)[0]
    return say_length("النص", len(words(text)), least=3), say_vowels(text)


def _count_words(count: int) -> str:
    """Return a number of words with its noun in the right form."""
    if count <= 2:
        return ("كلمة واحدة", "كلمتين")[count - 1]
    return f"{count} {'كلمات' if 3 <= count % 100 <= 10 else 'كلمة'}"
