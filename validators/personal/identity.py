"""Finds national identity numbers in folded texts: those that prove themselves, and others after words that say so."""

import re
from collections.abc import Iterator
from datetime import date

from validators.personal.checksum import check_kuwait, check_luhn
from validators.personal.context import is_about_identity, is_about_phone, is_quantity

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9+])(?<!\d[.,/-])(?:784-\d{4}-\d{7}-\d|784 \d{4} \d{7} \d|\d{3}(?:-\d{3,4}){2}-\d\b|\d{8,18})"
    r"(?![A-Za-z0-9+]|[.,/-]\d)"
)
_LETTERED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2} ?\d{5,9}(?![A-Za-z0-9])")
_GOVERNORATES = frozenset(f"{code:02d}" for code in (*range(1, 5), *range(11, 20), *range(21, 30), *range(31, 36), 88))
_CENTURIES = {"2": 1900, "3": 2000}


def _has_birthday(digits: str) -> bool:
    """Return whether a number opens with a century digit and a date, as those of Egypt and Kuwait do."""
    century = _CENTURIES.get(digits[0])
    if century is None:
        return False
    try:
        date(century + int(digits[1:3]), int(digits[3:5]), int(digits[5:7]))
    except ValueError:
        return False
    return True


def is_national_id(digits: str) -> bool:
    """Return whether ten to fifteen digits prove to be an identity number by their form and check digit.

    Saudi Arabia: ten, citizen 1 or resident 2, Luhn. Kuwait: twelve, birthday, weighted sum. Egypt: fourteen,
    birthday and governorate. Emirates: fifteen, 784 and the year of birth; models invent the check digit.
    """
    match len(digits):
        case 10:
            return digits[0] in "12" and len(set(digits)) > 3 and check_luhn(digits)
        case 12:
            return _has_birthday(digits) and check_kuwait(digits)
        case 14:
            return _has_birthday(digits) and digits[7:9] in _GOVERNORATES
        case 15:
            return digits[:3] == "784" and "1920" <= digits[3:7] <= "2030"
        case _:
            return False


_LONGEST_PHONE = 11  # digits without a country code


def _is_other(text: str, start: int, end: int) -> bool:
    return is_quantity(text, start, end) or (end - start <= _LONGEST_PHONE and is_about_phone(text, start, end))


def find_ids(text: str) -> Iterator[tuple[int, int]]:
    """Yield identity numbers; any number of 8 to 18 digits, or letters and digits, after words that name it so."""
    for found in _NUMBER.finditer(text):
        digits = found[0].replace("-", "").replace(" ", "")
        named = is_about_identity(text, found.start()) or found[0][:4] in {"784-", "784 "}
        if named or (is_national_id(digits) and not _is_other(text, *found.span())):
            yield found.span()
    for found in _LETTERED.finditer(text):
        if is_about_identity(text, found.start()):
            yield found.span()
