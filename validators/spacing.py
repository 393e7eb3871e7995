"""Refuses Arabic whose blanks are lost or stand where none belong: glued words, and words in single letters."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.text import TASHKEEL, normalize

_LONGEST = 21
"""Letters of the longest word: a science term with article and conjunction."""
_RUN = re.compile(rf"(?<![#@\w])[ء-ي{TASHKEEL}\u0640]{{{_LONGEST},}}")
_MARKS = re.compile(f" ?[{TASHKEEL}\u0640]+")
_AGAIN = re.compile(r"(.)\1+")
_LONG = 15
"""Letters of a word from which it is looked at more closely whether blanks are lost."""
_GLUED = 30
"""Arabic letters from which a text without any blank is no word."""
_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a]")
_PARTED = re.compile(r"(?<!\S)[«(]?(?:[ء-ي] ){3,}[ء-ي](?!\w)")
_SINGLE = watch("ابتثجحخدذرزسشصضطظعغفقكلمنهيئءؤ")
_ABOUT = frozenset(
    normalize(
        "حرف الحرف حروف الحروف وحروف أحرف الأحرف الجذر جذر جذرها جذره رمز الرمز رموز الرموز أبجد أبجدية الأبجدية"
        " مخارج مخرج مثلث المثلث مربع المربع الشكل شكل مستطيل المستطيل نقط النقط النقاط نقطة مستقيم زاوية الزاوية معين"
        " متوازي رباعي قوس تفعيلة وزن"
    ).split()
)
"""Words of a text that may name letters one by one."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Refuses an item with words run together, or with a word of four letters or more in single letters.

    Letters that a question names one by one, of a root or a figure, pass, and so do hashtags and laughter.

    Attributes:
        foreign: True for data that people wrote elsewhere: both are common in text out of a PDF and pass.
    """

    foreign: bool = False
    codes = ("broken_letters",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the place."""
        words = reading.tokens
        if self.foreign or not words:
            return None
        if max(map(len, words)) > _LONG and (found := _find_glued(reading)):
            return Refusal("broken_letters", found[:60])
        if _SINGLE.isdisjoint(reading.hints) or sum(map(_SINGLE.__contains__, words)) < 3:
            return None
        if not _ABOUT.isdisjoint(words):
            return None
        found = _find_parted(reading)
        return Refusal("broken_letters", found[:60]) if found else None


def _find_glued(reading: Reading) -> str | None:
    """Return a word that is longer than any, or a long text without a blank."""
    for name, key in reading.keys.items():
        if len(key) < _LONGEST:
            continue
        text = reading.texts[name]
        if max(map(len, key.split())) > _LONGEST:
            for run in _RUN.findall(text):
                if len(_AGAIN.sub(r"\1", normalize(run))) > _LONGEST:
                    return str(run)
        if len(text.split()) == 1 and text[0] != "#" and len(_LETTER.findall(_AGAIN.sub(r"\1", text))) >= _GLUED:
            return text
    return None


def _find_parted(reading: Reading) -> str | None:
    """Return a word of four letters or more, three of them different, with a blank after each."""
    named = [name for name, key in reading.keys.items() if max(map(len, key.split()), default=0) == 1]
    for name, text in reading.texts.items():
        if name in named and len(named) > 1:  # options that are points of a figure
            continue
        for found in _PARTED.findall(" ".join(_MARKS.sub("", text).split())):
            letters = found.strip("«(").split()
            if len(set(letters)) > 2 and letters[1::2].count("و") < len(letters) // 2:
                return str(found)
    return None
