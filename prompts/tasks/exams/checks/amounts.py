"""What an option of few words amounts to: a number in digits or words, its share or unit reckoned in."""

import re
from fractions import Fraction

from validators.hints import watch
from validators.text import normalize

Amount = tuple[Fraction, str]
"""A number and what it counts: a base unit, or the words that follow the number."""

_ONES = [
    normalize(forms).split()
    for forms in (
        *("صفر", "واحد واحدة", "اثنان اثنين اثنتان اثنتين", "ثلاثة ثلاث", "أربعة أربع", "خمسة", "ستة ست"),
        *("سبعة سبع", "ثمانية ثماني ثمان", "تسعة تسع", "عشرة"),
    )
]
_STEMS = ("ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_TENS = {form: 10 * number for number, stem in enumerate(("عشر", *_STEMS), 2) for form in (stem + "ون", stem + "ين")}
_HUNDREDS = {stem + form: 100 * number for number, stem in enumerate(_STEMS, 3) for form in ("مئه", "مائه")}
_SCALES = {
    **dict.fromkeys(("مئه", "مائه"), 100),
    **dict.fromkeys(("الف", "الاف", "الفا"), 1000),
    **dict.fromkeys(("مليون", "ملايين", "مليونا"), 10**6),
}
_UNDER_TEN = {form: number for number, forms in enumerate(_ONES[:10]) for form in forms}
_WORDS = {
    **_UNDER_TEN,
    **dict.fromkeys(_ONES[10], 10),
    **_TENS,
    **_HUNDREDS,
    **_SCALES,
    **dict.fromkeys(("مئتان", "مئتين", "مائتان", "مائتين"), 200),
    **dict.fromkeys(("الفان", "الفين"), 2000),
}
_TEEN = frozenset({"عشر", "عشره"})
_BEFORE_TEEN = {**_UNDER_TEN, "احد": 1, "احدي": 1, "اثنا": 2, "اثني": 2, "اثنتا": 2, "اثنتي": 2, "خمس": 5}
_SHARES = {
    "نصف": Fraction(1, 2),
    "ثلث": Fraction(1, 3),
    "ربع": Fraction(1, 4),
    **dict.fromkeys(("ثلثان", "ثلثين"), Fraction(2, 3)),
}
_METRE, _GRAM, _SECOND, _LITRE = "متر", "غرام", "ثانيه", "لتر"
_UNITS = {
    name: (Fraction(factor), base)
    for names, factor, base in (
        ("كم كيلومتر كيلومترات كيلومترا", "1000", _METRE),
        ("م متر امتار مترا", "1", _METRE),
        ("سم سنتيمتر سنتيمترات سنتيمترا", "1/100", _METRE),
        ("مم مليمتر مليمترات مليمترا ملليمتر", "1/1000", _METRE),
        ("طن اطنان طنا", "1000000", _GRAM),
        ("كغ كغم كجم كيلوغرام كيلوغرامات كيلوغراما كيلوجرام", "1000", _GRAM),
        ("غ غم جم غرام غرامات جرام جرامات", "1", _GRAM),
        ("ملغ ملغم مجم مليغرام", "1/1000", _GRAM),
        ("ساعه ساعات", "3600", _SECOND),
        ("دقيقه دقائق", "60", _SECOND),
        ("ثانيه ثوان ثواني", "1", _SECOND),
        ("لتر لترات لترا", "1", _LITRE),
        ("مل ملليلتر مليلتر مليلترات", "1/1000", _LITRE),
    )
    for name in names.split()
}
_PERCENT = frozenset({"%", "بالمئه", "بالمائه", "في المئه", "في المائه"})
_DIGITS = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,9})?(?:/[0-9]{1,9})?)(%?)")
_THOUSANDS = re.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_PLAIN = re.compile("[ء-ي ]*|%")

STARTS = watch(frozenset(_WORDS).union(_SHARES, _BEFORE_TEEN))
"""Words with which a number in words begins."""


def read_amount(key: str) -> Amount | None:
    """Return what a matching key amounts to; None where it is anything but a number with at most two words behind it.

    Units of length, mass, time and volume are reckoned in their base unit, percentages and words for shares as shares.
    """
    words = _THOUSANDS.sub("", key).split()
    number, rest = _read_digits(words) if words and words[0][0].isdigit() else _read_words(words)
    unit = " ".join(rest)
    if number is None or len(rest) > 2 or not _PLAIN.fullmatch(unit):
        return None
    if unit in _PERCENT:
        return number / 100, ""
    factor, base = _UNITS.get(unit, (Fraction(1), unit))
    return number * factor, base


def _read_digits(words: list[str]) -> tuple[Fraction | None, list[str]]:
    match = _DIGITS.fullmatch(words[0])
    if match is None or not int(match[1].partition("/")[2] or 1):
        return None, words
    return Fraction(match[1]), [*match[2], *words[1:]]


def _read_words(words: list[str]) -> tuple[Fraction | None, list[str]]:
    """Return the number that words begin with (`three and twenty`, `fifteen`, `half`), and the words behind it."""
    first, second = [*words, "", ""][:2]
    if second in _TEEN and first in _BEFORE_TEEN:
        return Fraction(10 + _BEFORE_TEEN[first]), words[2:]
    if first in _UNDER_TEN and second[:1] == "و" and second[1:] in _TENS:
        return Fraction(_UNDER_TEN[first] + _TENS[second[1:]]), words[2:]
    if first in _WORDS and first not in _SCALES and second in _SCALES:
        return Fraction(_WORDS[first] * _SCALES[second]), words[2:]
    number = _SHARES.get(first) or _WORDS.get(first)
    return (None, words) if number is None else (Fraction(number), words[1:])
