"""Mistakes of spelling: ta marbuta, tanwin and blanks."""

import re
from collections.abc import Iterator

from prompts.tasks.grammar.augment.spots import AFTER, BEFORE, Spot, find_listed
from prompts.tasks.grammar.rules.ta_marbuta import is_wrong

_TA = re.compile(rf"{BEFORE}(?:[وف]?[بك]?ال|[وف]?لل)[ء-ي]{{3,}}ة{AFTER}")
_TA_REASON = "لأن آخر الكلمة تاء مربوطة تنطق تاءً عند الوصل وهاءً عند الوقف، فتكتب بنقطتين"


def find_ta_marbuta(sentence: str) -> Iterator[Spot]:
    """Yield words with the article that end in ta marbuta, which no pronoun can, and listed ones."""
    for match in _TA.finditer(sentence):
        wrong = match[0][:-1] + "ه"
        if is_wrong(wrong):
            yield Spot(match.start(), match[0], wrong, _TA_REASON)
    yield from find_listed("ta_marbuta", sentence)


_TANWIN = re.compile(
    rf"{BEFORE}(?:(?![وف]?(?:ضعف|علم|شعر|خبر|زعم|سفر|وزر|أمر|فقر|زمل|عمل|خلف|رؤس|شرك|شهد)اءً)[ء-ي]{{2,}}اءً|(?![وف]?فتاةً)[ء-ي]{{3,}}ةً){AFTER}"
)
"""Plurals such as ضعفاء take no tanwin; behind fewer letters, or فتا, the wrong form may be a word: قوتًا, فتاتًا."""


def find_tanwin(sentence: str) -> Iterator[Spot]:
    """Yield accusatives in اءً and ةً, which carry no alif, and listed adverbs."""
    for match in _TANWIN.finditer(sentence):
        if match[0].endswith("ءً"):
            wrong = match[0][:-1] + "ًا"
            yield Spot(match.start(), match[0], wrong, "لأن الهمزة المسبوقة بألف يوضع عليها تنوين النصب دون ألف بعدها")
        else:
            wrong = match[0][:-2] + "تًا"
            reason = "لأن تنوين النصب يوضع على التاء المربوطة نفسها، فلا تكتب تاءً مفتوحة بعدها ألف"
            yield Spot(match.start(), match[0], wrong, reason)
    yield from find_listed("tanwin", sentence)


_JOINED = re.compile(rf"{BEFORE}وال(?![ديه]|تون{AFTER}|اس{AFTER}|ونيا{AFTER})[ء-ي]{{3,}}{AFTER}")


def find_blanks(sentence: str) -> Iterator[Spot]:
    """Yield a waw before an article, which a blank must not part from it, and listed words."""
    for match in _JOINED.finditer(sentence):
        reason = "لأن واو العطف حرف واحد يكتب متصلًا بالكلمة التي بعده دون فراغ"
        yield Spot(match.start(), match[0], f"و {match[0][1:]}", reason)
    yield from find_listed("spelling_split_merge", sentence)
