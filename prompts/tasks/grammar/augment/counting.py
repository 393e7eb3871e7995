"""Mistakes with numbers: a number of the wrong gender, a counted noun of the wrong number."""

import re
from collections.abc import Iterator

from prompts.bank import read_bank
from prompts.tasks.grammar.augment.spots import AFTER, BEFORE, FOLDER, Spot

TENS = (
    r"(?<![\w\u064b-\u0652])(?:[وفبكل]?(?:عشر|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)(?:ون|ين)|"
    r"(?<!عام )(?<!سنة )(?<!رقم )(?<!الساعة )(?<!الدقيقة )(?<!المادة )(?<!الصفحة )(?<![\d.,٫٬/:-])(?:1[1-9]|[2-9]\d))"
)
"""Numbers whose counted noun is an accusative singular, as they begin a word."""

_UNITS = {"ثلاث": "ثلاثة", "أربع": "أربعة", "خمس": "خمسة", "ست": "ستة", "سبع": "سبعة", "ثماني": "ثمانية", "تسع": "تسعة"}
FEW = {**_UNITS, "عشر": "عشرة"}
MANY = {masculine: feminine for feminine, masculine in FEW.items()}
_ORDINALS = frozenset({"الح", "الث", "الر", "الخ", "الس", "الت"})
"""How the words begin behind which عشر is a part of an ordinal."""

_NUMBER = rf"(?P<lead>[وفبل]?)(?P<number>{'|'.join([*MANY, *FEW])})"


def find_number_noun(sentence: str) -> Iterator[Spot]:
    """Yield numbers from three to ten before a listed plural, and listed singulars behind tens."""
    bank = read_bank(FOLDER / "counted.txt")
    for table, gender, kind in ((FEW, "مؤنث", "feminine"), (MANY, "مذكر", "masculine")):
        for singular, plural in bank[kind]:
            yield from _find_units(sentence, table, (singular, plural), gender)
            yield from _find_tens(sentence, singular, plural)


def _find_units(sentence: str, table: dict[str, str], noun: tuple[str, str], gender: str) -> Iterator[Spot]:
    singular, plural = noun
    if plural not in sentence:
        return
    for match in re.finditer(rf"{BEFORE}{_NUMBER}(?= {plural}{AFTER})", sentence):
        before = sentence[: match.start()].split()[-1:]
        if match["number"] in table and not (match["number"] in "عشرة" and before and before[0][:3] in _ORDINALS):
            rule = "لأن العدد من ثلاثة إلى عشرة يخالف معدوده في التذكير والتأنيث"
            reason = f"{rule}، و«{plural}» مفردها «{singular}» وهو {gender}"
            yield Spot(match.start(), match[0], match["lead"] + table[match["number"]], reason)


def _find_tens(sentence: str, singular: str, plural: str) -> Iterator[Spot]:
    if singular not in sentence:
        return
    ending = "" if singular.endswith("ة") else "(?:ًا|اً|ا)"
    for match in re.finditer(rf"(?P<number>{TENS}) (?P<noun>{singular}{ending}){AFTER}", sentence):
        reason = f"لأن المعدود بعد «{match['number']}» مفرد منصوب على التمييز، وليس جمعًا"
        yield Spot(match.start("noun"), match["noun"], plural, reason)
