"""Numeric options that are one number written twice, or ranges of which two hold the answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from prompts.tasks.exams.checks.amounts import STARTS, Amount, read_amount
from prompts.tasks.exams.checks.shape import find_right_key, list_option_keys
from validators.base import Measures, Reading, Refusal

Span = tuple[float | Fraction, float | Fraction]
"""The numbers that an option stands for, both ends in it."""

_NUMBER = r"-?[0-9]{1,12}(?:\.[0-9]{1,9})?(?:/[0-9]{1,9})?"
_DIGIT = re.compile("[0-9]")
_THOUSANDS = re.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_EXACT = re.compile(rf"({_NUMBER})( ?[^0-9/.,:*+=^×÷²³-]*)")
_BELOW = re.compile(rf"(?:اقل|اصغر|ادني) من ({_NUMBER})( ?[^0-9]*)")
_ABOVE = re.compile(rf"(?:اكثر|اكبر|اعلي|ازيد) من ({_NUMBER})( ?[^0-9]*)")
_BETWEEN = re.compile(rf"(?:من|بين) ({_NUMBER}) (?:الي|حتي|و) ?({_NUMBER})( ?[^0-9]*)")
_FORMS = ("كسر", "عشري", "صوره", "صيغه", "ابسط", "مئوي", "تقريب", "منزل", "رقم معنوي", "ارقام معنويه", "مستوي", "طابق")
_WRITTEN = frozenset(
    {"لفظا", "بالحروف", "بالارقام", "بالكلمات", "كتابه", "قراءه", "يكتب", "تكتب", "نكتب", "نقرا", "يقرا"}
)
_EQUAL = frozenset({"يساوي", "تساوي", "يعادل", "تعادل", "يكافئ", "تكافئ", "مساويا", "مساويه", "مكافئا", "مكافئه"})
_NOT = frozenset({"لا", "ليس", "ليست", "غير", "عدا", "ماعدا", "الا", "باستثناء"})
_UNLIKE = frozenset({"يختلف", "تختلف", "مختلف", "المختلف", "مختلفه", "المختلفه", "متساويه", "متساويان", "متكافئه"})
"""Words of a stem that asks for the one option which is unlike the others, as does a denied `equals`."""
_AFTER_DIGITS = ":"
_TINY = Fraction(1, 10**9)


def read_number(key: str) -> Fraction | None:
    """Return the number that a matching key consists of, with an optional fraction bar; None where it is no number."""
    match = _EXACT.fullmatch(_THOUSANDS.sub("", key))
    return None if match is None or match[2].strip() else _to_fraction(match[1])


def _to_fraction(text: str) -> Fraction | None:
    whole, _, part = text.partition("/")
    number = Fraction(whole) if "." in whole else Fraction(int(whole))  # which reads three times as fast
    if not part:
        return number
    return number / int(part) if int(part) else None


def _read_span(key: str) -> tuple[Span, str] | None:
    """Return the numbers that an option stands for, and what stands behind them (the unit)."""
    key = _THOUSANDS.sub("", key)
    if (match := _EXACT.fullmatch(key)) and (number := _to_fraction(match[1])) is not None:
        return (number, number), match[2].strip()
    if (match := _BELOW.fullmatch(key)) and (number := _to_fraction(match[1])) is not None:
        return (-inf, number - _TINY), match[2].strip()
    if (match := _ABOVE.fullmatch(key)) and (number := _to_fraction(match[1])) is not None:
        return (number + _TINY, inf), match[2].strip()
    match = _BETWEEN.fullmatch(key)
    ends = (_to_fraction(match[1]), _to_fraction(match[2])) if match else (None, None)
    if match is None or ends[0] is None or ends[1] is None:
        return None
    return (min(ends[0], ends[1]), max(ends[0], ends[1])), match[3].strip()


@dataclass(frozen=True, slots=True)
class DistinctValues:
    """Refuses numeric options of which another one is as right as the keyed one: equal to it, or overlapping it.

    Wrong ones that are equal are refused where they are written in two ways (3 and three, 1 km and 1000 m).
    """

    codes = ("equal_options", "overlapping_options")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with both options; not where the stem asks for the form of a number."""
        worded = not STARTS.isdisjoint(reading.hints)
        if not (worded or reading.numbered) or _are_whole(list_option_keys(reading)):
            return None
        if equal := _find_equal(reading, worded=worded):
            return Refusal("equal_options", equal[:200])
        return _find_rival(reading) if reading.numbered else None


def _find_rival(reading: Reading) -> Refusal | None:
    """Return a refusal with the right option and one that holds a number of it, written alike."""
    right = find_right_key(reading)
    if _DIGIT.search(right) is None or (answer := _read_span(right)) is None:
        return None
    for key in list_option_keys(reading):
        other = _read_span(key) if key != right and _DIGIT.search(key) else None
        if other is None or other[1] != answer[1]:
            continue
        if any(map(reading.keys["question"].__contains__, _FORMS)):
            return None
        if other[0] == answer[0]:
            return Refusal("equal_options", f"{right} | {key}"[:200])
        if _overlap(answer[0], other[0]):
            return Refusal("overlapping_options", f"{right} | {key}"[:200])
    return None


def _are_whole(keys: Sequence[str]) -> bool:
    """Return whether options are nothing but whole numbers, all of them different: most options with numbers are."""
    return "".join(keys).isdecimal() and len({key.lstrip("0") for key in keys}) == len(keys)


def _find_equal(reading: Reading, *, worded: bool) -> str | None:
    """Return two options that are one amount in two ways of writing; None where the way is what is asked.

    Args:
        reading: The question.
        worded: Whether any of its words can begin a number in words.
    """
    options = list_option_keys(reading)
    if not worded and min(options) >= _AFTER_DIGITS:
        return None
    keys = [key for key in options if key < _AFTER_DIGITS or (worded and key.partition(" ")[0] in STARTS)]
    if not worded and len({key.partition(" ")[2] for key in keys}) < 2 and not any("%" in key for key in keys):
        return None  # plain numbers of one unit
    if len(keys) < 2 or reading.fields.get("subject") == "arabic_language":
        return None
    right, seen = find_right_key(reading), dict[Amount, str]()
    for key in keys:
        amount = read_amount(key)
        first = key if amount is None else seen.setdefault(amount, key)
        if first == key or not (
            right in {first, key} or _is_plain(first) != _is_plain(key) or _unit(first) != _unit(key)
        ):
            continue
        return None if _asks_for_form(reading) else f"{first} | {key}"
    return None


def _asks_for_form(reading: Reading) -> bool:
    """Return whether a stem asks how an amount is written, or which of some is not equal to the others."""
    words = set(reading.words["question"])
    unlike = words & _UNLIKE or (words & _EQUAL and words & _NOT)
    return bool(unlike or words & _WRITTEN) or any(map(reading.keys["question"].__contains__, _FORMS))


def _is_plain(key: str) -> bool:
    return key[:1].isdigit() and "%" not in key


def _unit(key: str) -> str:
    return key.partition(" ")[2]


def _overlap(one: Span, other: Span) -> bool:
    """Return whether two spans share more than an end."""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    inside = low == high and (one[0] < low < one[1] or other[0] < low < other[1])
    return low < high or inside
