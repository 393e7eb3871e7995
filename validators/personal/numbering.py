"""The numbering plans of Arab countries, from the metadata of phonenumbers, each read when a number asks for it."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from validators.personal.checksum import check_pair

_REGIONS = {
    "966": "SA", "20": "EG", "962": "JO", "971": "AE", "965": "KW", "974": "QA", "973": "BH", "968": "OM", "967": "YE",
    "964": "IQ", "963": "SY", "961": "LB", "970": "PS", "212": "MA", "213": "DZ", "216": "TN", "218": "LY", "249": "SD",
    "222": "MR", "252": "SO", "253": "DJ", "269": "KM",
}  # fmt: skip
"""Region by country code."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a country's numbers without their code look like.

    Attributes:
        line: Mobile and fixed lines.
        mobile: Mobile lines.
        sizes: Digits that a line can have, whether or not its range was given out.
        trunk: Whether a 0 is dialled before a line at home.
    """

    line: re.Pattern[str]
    mobile: re.Pattern[str]
    sizes: frozenset[int]
    trunk: bool


def _join(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def _load_plan(code: str) -> _Plan:
    """Return the plan of a country; the first one takes 30 ms, which most data sets never need."""
    import phonenumbers  # noqa: PLC0415  # as said

    plan: Any = phonenumbers.PhoneMetadata.metadata_for_region(_REGIONS[code])  # never None: it knows every country
    mobile, fixed = str(plan.mobile.national_number_pattern), str(plan.fixed_line.national_number_pattern)
    sizes = frozenset(plan.mobile.possible_length + plan.fixed_line.possible_length)
    return _Plan(_join([mobile, fixed]), _join([mobile]), sizes, trunk=plan.national_prefix == "0")


@cache
def _load_mobiles() -> re.Pattern[str]:
    """Return the mobile lines of all the countries."""
    return _join([_load_plan(code).mobile.pattern for code in _REGIONS])


def split_code(digits: str) -> tuple[str, str]:
    """Return an Arab country's code and the rest without its trunk zero; no code where it is another country's."""
    for size in (3, 2):
        if digits[:size] in _REGIONS:
            rest = digits[size:]
            return digits[:size], rest.removeprefix("0")
    return "", digits


def is_given(code: str, rest: str) -> bool:
    """Return whether a number is a line of a country."""
    return _load_plan(code).line.fullmatch(rest) is not None


def is_line(code: str, rest: str) -> bool:
    """Return whether a number is a line of a country, or could be one: models invent ranges that nobody gave out.

    A number out of such a range whose last two digits check it (ISO/IEC 7064) is a pseudonym, and nobody's.
    """
    return is_given(code, rest) or (len(rest) in _load_plan(code).sizes and not check_pair(rest))


def is_mobile(code: str, rest: str) -> bool:
    """Return whether a number is a mobile line of a country."""
    return _load_plan(code).mobile.fullmatch(rest) is not None


def is_mobile_anywhere(number: str) -> bool:
    """Return whether a number without country code and trunk zero is a mobile line of an Arab country."""
    return _load_mobiles().fullmatch(number) is not None


def is_line_anywhere(number: str) -> bool:
    """Return whether such a number is a line of an Arab country."""
    return any(is_given(code, number) for code in _REGIONS)


def is_home_line(number: str) -> bool:
    """Return whether such a number is a line of an Arab country in which a 0 is dialled before it."""
    return any(_load_plan(code).trunk and is_given(code, number) for code in _REGIONS)


def is_world_number(digits: str) -> bool:
    """Return whether digits after a plus sign are a valid number of any country."""
    import phonenumbers  # noqa: PLC0415  # as above

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False


def find_codes(number: str) -> tuple[str, ...]:
    """Return the Arab countries in which a number without country code and trunk zero is a mobile, or else any line."""
    mobiles = tuple(code for code in _REGIONS if is_mobile(code, number))
    return mobiles or tuple(code for code in _REGIONS if is_given(code, number))


def is_free(number: str, codes: tuple[str, ...]) -> bool:
    """Return whether a number is a line in none of these countries, and a mobile in no Arab country."""
    return not is_mobile_anywhere(number) and not any(is_given(code, number) for code in codes)


@lru_cache(maxsize=256)
def find_free_prefixes(first: str, size: int, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first four digits that numbers of `size` digits can have and be free, with this first digit if any."""
    rests = [(digit * size)[: size - 4] for digit in "0259"]
    for heads in (first, "123456789"):
        prefixes = (f"{head}{number:03d}" for head in heads for number in range(1000))
        free = tuple(prefix for prefix in prefixes if all(is_free(prefix + rest, codes) for rest in rests))
        if free:
            break
    return free or ("0000",)
