"""The numbering plans of Arab countries, compiled once from the metadata of phonenumbers."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from validators.personal.checksum import check_pair

_REGIONS = "SA EG JO AE KW QA BH OM YE IQ SY LB PS MA DZ TN LY SD MR SO DJ KM"


@dataclass(frozen=True, slots=True)
class Plan:
    """What numbers without their country code look like.

    Attributes:
        lines: Mobile and fixed lines by country code.
        mobiles: Mobile lines by country code.
        trunk: Lines of the countries in which a 0 is dialled before them at home.
        bare: Lines of any of the countries.
        mobile: Mobile lines of any of the countries.
        sizes: Digits that a line can have, by country code, whether or not its range was given out.
    """

    lines: dict[str, re.Pattern[str]]
    mobiles: dict[str, re.Pattern[str]]
    trunk: re.Pattern[str]
    bare: re.Pattern[str]
    mobile: re.Pattern[str]
    sizes: dict[str, frozenset[int]]


def _join(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def load_plan() -> Plan:
    """Return the plans of all the regions; read from the package's metadata on first use, some 50 ms."""
    import phonenumbers  # noqa: PLC0415  # 30 ms that most data sets never need

    lines: dict[str, re.Pattern[str]] = {}
    mobiles: dict[str, re.Pattern[str]] = {}
    trunk: list[str] = []
    bare: list[str] = []
    sizes: dict[str, frozenset[int]] = {}
    for region in _REGIONS.split():
        plan = phonenumbers.PhoneMetadata.metadata_for_region(region)
        if plan is None or plan.mobile is None or plan.fixed_line is None:
            continue
        both = [str(kind.national_number_pattern) for kind in (plan.mobile, plan.fixed_line)]
        lines[str(plan.country_code)] = _join(both)
        mobiles[str(plan.country_code)] = _join(both[:1])
        sizes[str(plan.country_code)] = frozenset(plan.mobile.possible_length + plan.fixed_line.possible_length)
        bare += both
        if plan.national_prefix == "0":
            trunk += both
    mobile = _join([pattern.pattern for pattern in mobiles.values()])
    return Plan(lines, mobiles, _join(trunk), _join(bare), mobile, sizes)


def split_code(digits: str) -> tuple[str, str]:
    """Return an Arab country's code and the rest without its trunk zero; no code where it is another country's."""
    for size in (3, 2):
        if digits[:size] in load_plan().lines:
            rest = digits[size:]
            return digits[:size], rest.removeprefix("0")
    return "", digits


def is_line(code: str, rest: str) -> bool:
    """Return whether a number is a line of a country, or could be one: models invent ranges that nobody gave out.

    A number out of such a range whose last two digits check it (ISO/IEC 7064) is a pseudonym, and nobody's.
    """
    plan = load_plan()
    if plan.lines[code].fullmatch(rest) is not None:
        return True
    return len(rest) in plan.sizes[code] and not check_pair(rest)


def is_world_number(digits: str) -> bool:
    """Return whether digits after a plus sign are a valid number of any country."""
    import phonenumbers  # noqa: PLC0415  # as above

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False


def find_codes(number: str) -> tuple[str, ...]:
    """Return the Arab countries in which a number without country code and trunk zero is a mobile, or else any line."""
    plan = load_plan()
    mobiles = tuple(code for code, mobile in plan.mobiles.items() if mobile.fullmatch(number))
    return mobiles or tuple(code for code, lines in plan.lines.items() if lines.fullmatch(number))


def is_free(number: str, codes: tuple[str, ...]) -> bool:
    """Return whether a number is a line in none of these countries, and a mobile in no Arab country."""
    plan = load_plan()
    return plan.mobile.fullmatch(number) is None and not any(plan.lines[code].fullmatch(number) for code in codes)


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
