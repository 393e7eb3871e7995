"""Spellings that readers meet and standard orthography does not ask for: for robustness sets, marked as such."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random

from prompts.bank import read_bank
from prompts.variants.base import Fields, VariantRule
from validators.text import TASHKEEL

_MARKS = re.compile(f"[{TASHKEEL}]")
_WORD = re.compile(rf"[\u0621-\u064a{TASHKEEL}]+")
_END = r"(?![\u0621-\u064a])"
_TA = re.compile(f"ة{_END}")
_MAQSURA = re.compile(f"ى{_END}")
_SEATS = str.maketrans("أإآ", "ااا")
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PIECE = re.compile(r"[^\s()\[\]{}«»\"“”؛،؟!]*\d[^\s()\[\]{}«»\"“”؛،؟!]*")
_END_SIGNS = ".,:"
_NUMERIC = r"[0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_EXPRESSION = re.compile(rf"[\u0621-\u064a]*[-–−+±=<>]?(?:{_NUMERIC})(?:[-–−+*×÷/:=<>^]+(?:{_NUMERIC}))*%?")
_SIGNS = str.maketrans(".,%", "٫٬٪")
_KEPT = re.compile(r"[#@]\S+|https?://\S+")


def drop_marks(text: str) -> str:
    """Return the text without vowel marks."""
    return _MARKS.sub("", text)


def add_marks(text: str) -> str:
    """Return the text with the marks of careful print on words that can be read in one way only."""
    table = _read_marks()
    return _WORD.sub(lambda match: table.get(match[0], match[0]), text)


def loosen_letters(text: str) -> str:
    """Return the text as many type it: no hamza on an alif, ه for ة and ي for ى at the end of a word."""
    return _MAQSURA.sub("ي", _TA.sub("ه", text)).translate(_SEATS)


def turn_digits(text: str) -> str:
    """Return the text with Arabic-Indic digits and their signs, in number expressions that can be turned as a whole.

    One that holds a Latin letter, a list of numbers without blanks or any other sign stays as it is.
    """
    return _PIECE.sub(_turn, text)


def _turn(match: re.Match[str]) -> str:
    piece = match[0].rstrip(_END_SIGNS)
    if _EXPRESSION.fullmatch(piece) is None:
        return match[0]
    return piece.translate(_SIGNS).translate(_EASTERN) + match[0][len(piece) :]


def make_rules(apply: Callable[[Fields, Callable[[str], str]], Fields | None]) -> tuple[VariantRule, ...]:
    """Return the rules of these spellings for a task.

    Args:
        apply: Respells the texts of a row of the task; None where spelling is what the row is about.
    """

    def make(name: str, respell: Callable[[str], str]) -> VariantRule:
        def change(fields: Fields, wanted: str, rng: Random) -> Fields | None:  # noqa: ARG001
            changed = apply(fields, lambda text: _respell(text, respell))
            return None if changed is None or changed == fields else changed

        return VariantRule(name, change, robustness=True, as_written=True)

    spellings = {
        "no_marks": drop_marks,
        "light_marks": add_marks,
        "loose_letters": loosen_letters,
        "eastern_digits": turn_digits,
    }
    return tuple(make(name, respell) for name, respell in spellings.items())


def _respell(text: str, respell: Callable[[str], str]) -> str:
    """Respell what lies outside of mentions, hashtags and links."""
    pieces: list[str] = []
    place = 0
    for match in _KEPT.finditer(text):
        pieces += (respell(text[place : match.start()]), match[0])
        place = match.end()
    return "".join((*pieces, respell(text[place:])))


@cache
def _read_marks() -> Mapping[str, str]:
    return {entry[0]: entry[1] for entry in read_bank(Path(__file__).parent / "vowels.txt")["light"]}
