"""Finds phone numbers in folded texts: international, as they are dialled within an Arab country, or digit by digit."""

import re
from collections.abc import Iterator

from validators.late import compile_late
from validators.personal.checksum import check_pair
from validators.personal.context import is_about_phone, is_quantity
from validators.personal.numbering import (
    is_given,
    is_home_line,
    is_line,
    is_line_anywhere,
    is_mobile,
    is_mobile_anywhere,
    is_world_number,
    split_code,
)

_RUN = re.compile(r"(?<![A-Za-z0-9_])(?<!\d[.,:])[+(]{0,2}\d+(?:[ ./()_\u200e-]{1,4}\+?\d+)*+\)?(?:\+(?! ?\d))?")
_TIED = re.compile(r"[A-Za-z0-9_]|[,:]\d")
_GROUP = re.compile(r"\+?\d+")
_GAP = re.compile(r"[\u200e]*(?:[ ./_-]|[ -]?\( ?|\) ?-? ?| ?- ?)[\u200e]*|\u200e+")
_DATES = re.compile(
    r"\d{1,2}\D{1,3}\d{1,2}\D{1,3}[12]\d{3}|[12]\d{3}\D{1,3}\d{1,2}\D{1,3}\d{1,2}|(?:1\d"
    r"|20)\d\d(?:\D{1,4}(?:1\d|20)\d\d)+"
)
_SPACED = compile_late(r"(?<![\d.,+=×*/])(?<![\d.,+=×*/] )0(?: \d){8,10}(?! ?[\d+=×*/])")
_NAMES = r"(?:صفر|واحد|واحدة|اثن[اي]ن|[اأ]ثنان|ثلاثة?|[أا]ربعة?|خمسة?|ستة?|سبعة?|ثماني?ة?|تسعة?)"
SPELLED_NUMBER = compile_late(rf"(?<!\w)صفر(?:(?: |، ?|-){_NAMES}){{7,12}}(?!\w)")
_LEAST_NAMES = 4  # different digits of a number that is spelled: of a binary one two are
_UNGIVEN = range(9, 12)  # digits of a number with its trunk zero that is called a phone, whatever its range
_MOST = 17  # digits: 00, a country code, a trunk zero and twelve
_COUNTING = "012345678901"

Group = tuple[int, int]


def find_phones(text: str) -> Iterator[Group]:
    """Yield phone numbers in digits, longest first where these could be grouped in several ways."""
    for run in _RUN.finditer(text):
        groups = [found.span() for found in _GROUP.finditer(text, *run.span())]
        if _TIED.match(text, run.end()):
            groups.pop()
        if sum(end - start for start, end in groups) >= 7:
            yield from _split(text, groups, trailing=run[0].endswith("+"))
    for found in _SPACED.finditer(text):
        if is_about_phone(text, *found.span()):
            yield found.span()


def find_spelled_phones(text: str) -> Iterator[Group]:
    """Yield phone numbers in words, digit by digit."""
    if "صفر" in text:
        for found in SPELLED_NUMBER.finditer(text):
            if len(set(re.findall(r"\w+", found[0]))) >= _LEAST_NAMES:
                yield found.span()


def _split(text: str, groups: list[Group], *, trailing: bool) -> Iterator[Group]:
    """Yield the phone numbers in a run of digit groups, left to right."""
    first = 0
    while first < len(groups):
        last = _match(text, groups, first, trailing=trailing) if _may_part(text, groups, first) else None
        if last is None:
            first += 1
            continue
        start, end = groups[first][0], groups[last][1]
        if text[start - 1 : start] == "(" and ")" in text[start:end]:
            start -= 1
        if trailing and last == len(groups) - 1:
            end += text[end : end + 2].find("+") + 1
        yield start, end
        first = last + 1


def _may_part(text: str, groups: list[Group], place: int) -> bool:
    """Return whether a number can begin at group `place`: what is tied to the group before belongs to it."""
    if place in {0, len(groups)} or text[groups[place][0]] == "+":
        return True
    start, end = groups[place - 1]
    if text[start] == "+" and end - start < 5:  # a country code belongs to what follows
        return False
    return not {" ", "/"}.isdisjoint(text[end : groups[place][0]])


def _match(text: str, groups: list[Group], first: int, *, trailing: bool) -> int | None:
    """Return the last group of the longest number that begins with group `first`."""
    ends: list[int] = []
    digits = singles = 0
    for last in range(first, len(groups)):
        start, end = groups[last]
        if last > first and (text[start] == "+" or not _GAP.fullmatch(text, groups[last - 1][1], start)):
            break
        digits += end - start
        singles += end - start == 1
        if digits > _MOST or singles > 2:
            break
        if digits >= 7 and _may_part(text, groups, last + 1):
            ends.append(last)
    for last in reversed(ends):
        if _is_phone(text, groups[first : last + 1], plus=trailing and last == len(groups) - 1):
            return last
    return None


def _is_phone(text: str, groups: list[Group], *, plus: bool) -> bool:
    start, end = groups[0][0], groups[-1][1]
    digits = "".join(text[a:b] for a, b in groups)
    if digits[0] == "+" or plus:
        return _is_international(digits.lstrip("+"), text[:start])
    singles = sum(b - a == 1 for a, b in groups)
    if singles > 1 or (groups[0][1] - start == 1 and text[start + 1 : start + 2] == "."):
        return False
    if len(set(digits)) < 3 or digits in _COUNTING or _DATES.fullmatch(text, start, end):
        return False
    about = is_about_phone(text, start, end)
    return (about or not is_quantity(text, start, end)) and _is_dialled(digits, about=about)


def _is_international(digits: str, before: str) -> bool:
    if before[-1:].isalnum() and before[-1:].isascii():
        return False
    code, rest = split_code(digits)
    return is_line(code, rest) if code else is_world_number(digits)


def _is_dialled(digits: str, *, about: bool) -> bool:
    """Return whether digits without a plus sign are a phone; `about` says that a word beside them names one.

    What the plans of the countries need not tell comes first: to load them takes long.
    """
    if digits.startswith("00"):
        code, rest = split_code(digits[2:])
        if code:
            return is_line(code, rest) if about else is_given(code, rest)
        return about and is_world_number(digits[2:])
    if digits[0] == "0":
        return _is_of_home(digits, about=about)
    code, rest = split_code(digits)
    if code and len(digits) > 10 and (is_mobile(code, rest) or (about and is_line(code, rest))):
        return True
    return about and (len(digits) == 7 or is_line_anywhere(digits))


def _is_of_home(digits: str, *, about: bool) -> bool:
    """Return the same for digits with a trunk zero."""
    if check_pair(digits) and not is_mobile_anywhere(digits[1:]):  # a pseudonym
        return False
    if about and len(digits) in _UNGIVEN:
        return True
    return (about or len(digits) > 8) and is_home_line(digits[1:])
