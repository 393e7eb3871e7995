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
class Style:
    """The figures of one seed.

    Attributes:
        words: Words of its main text (the stem of a question).
        option_words: Mean number of words of its options, rounded up; 0 where it has none.
        asks: Whether its main text ends with a question mark.
        subject: Its subject, where that is one of the task's own values; else empty.
        vowelled: Vowel marks for each Arabic letter of the main text; about 0.9 in fully vowelled text.
    """

    words: int
    option_words: int
    asks: bool
    subject: str
    vowelled: float


@dataclass(frozen=True, slots=True)
class StyleGuide:
    """The figures of at most ten seeds, and the guidance made of them."""

    styles: tuple[Style, ...]

    @classmethod
    def of(cls, task: TaskSpec, rows: Sequence[Mapping[str, Any]]) -> "StyleGuide":
        """Return the guide of some rows' fields; raises ValueError for more than ten rows."""
        if len(rows) > MOST_SEEDS:
            raise ValueError(f"a style guide stands on at most {MOST_SEEDS} seeds, not {len(rows)}")
        return cls(tuple(_measure(task, row) for row in rows))

    def __len__(self) -> int:
        return len(self.styles)

    def describe(self, index: int) -> str:
        """Return the guidance of one seed, as lines of Arabic; the index counts from 0."""
        style = self.styles[index]
        lines = [_say_length("نص السؤال" if style.option_words else "النص", style.words, least=3)]
        if style.option_words:
            lines.append(_say_length("كل بديل", style.option_words, least=1))
            lines.append(_ASKS if style.asks else _COMPLETES)
        lines.append(_say_vowels(style.vowelled))
        return "\n".join(f"- {line}" for line in lines)


_ASKS = "صُغ نص السؤال بصيغة استفهام تنتهي بعلامة استفهام."
_COMPLETES = "صُغ نص السؤال طلبًا أو عبارة تكملها البدائل، دون علامة استفهام."


def _measure(task: TaskSpec, fields: Mapping[str, Any]) -> Style:
    text = task.protected(fields)[0]
    options = [words(option.partition(". ")[2] or option) for option in fields.get("options") or ()]
    known = {value for dimension in task.dimensions if dimension.name == "subject" for value in dimension.weights}
    letters = len(_LETTER.findall(text))
    return Style(
        words=len(words(text)),
        option_words=-(-sum(map(len, options)) // len(options)) if options else 0,
        asks=text.rstrip(" .\"'»”").endswith(("؟", "?")),
        subject=subject if (subject := str(fields.get("subject", ""))) in known else "",
        vowelled=len(_MARK.findall(text)) / letters if letters else 0.0,
    )


def _say_length(what: str, count: int, least: int) -> str:
    """Return a wish for a length around `count` words, as a range, so that no seed's exact length is asked for."""
    spread = max(2, count // 5)
    low = max(least, count - spread)
    return f"اجعل {what} بين {_count_words(low)} و{_count_words(max(low, count) + spread)}."


def _count_words(count: int) -> str:
    """Return a number of words with its noun in the right form."""
    if count <= 2:
        return ("كلمة واحدة", "كلمتين")[count - 1]
    return f"{count} {'كلمات' if 3 <= count % 100 <= 10 else 'كلمة'}"


def _say_vowels(density: float) -> str:
    if density >= 0.4:
        return "اضبط النص بالشكل ضبطًا تامًا."
    if density >= 0.08:
        return "اضبط بالشكل ما قد يلتبس من الكلمات، واترك ما سواه."
    return "اكتب دون تشكيل إلا ما لا بد منه."
