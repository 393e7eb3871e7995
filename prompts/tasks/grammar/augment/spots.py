"""Places of a sentence where a mistake can be planted, and words of banks as such places."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from prompts.bank import read_bank

FOLDER = Path(__file__).parent
BEFORE, AFTER = r"(?<![\w\u064b-\u0652])", r"(?![\w\u064b-\u0652])"
NOUN = "(?:[وف]?(?:[بك]?ال|لل|[بلك])?)"


class Spot(NamedTuple):
    """A place of a sentence: where what is right begins, that, what a mistake makes of it, and why it is one."""

    start: int
    right: str
    wrong: str
    reason: str


def find_listed(name: str, sentence: str) -> Iterator[Spot]:
    """Yield the places of words that the bank of a type lists."""
    for pattern, table in _read_words(name):
        for match in pattern.finditer(sentence):
            wrong, reason = table[match["word"]]
            yield Spot(match.start(), match[0], match["lead"] + wrong, reason)


def join_words(*lines: str) -> str:
    """Return a group that matches one of the words of some lines, which are parted by blanks."""
    return f"(?:{'|'.join(sorted(' '.join(lines).split(), key=len, reverse=True))})"


@cache
def _read_words(name: str) -> tuple[tuple[re.Pattern[str], Mapping[str, tuple[str, str]]], ...]:
    """Return a pattern and what it finds, for words that may carry a noun's prefixes and for those that may not."""
    tables: tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]] = ({}, {})
    for reason, entries in read_bank(FOLDER / f"{name}.txt").items():
        for right, wrong, *noun in entries:
            tables[bool(noun)][right] = wrong, reason
    return tuple(
        (re.compile(f"{BEFORE}(?P<lead>{lead})(?P<word>{'|'.join(map(re.escape, table))}){AFTER}"), table)
        for table, lead in zip(tables, ("[وف]?", NOUN), strict=True)
        if table
    )


PEOPLE = join_words(
    "مسلم معلم مدرس موظف مواطن مسافر لاعب باحث مهندس مستخدم مسؤول مؤرخ مشارك عامل مقاتل مراهق فنان مؤلف",
    "منتج ممثل مصري سوري عراقي لبناني فلسطيني سعودي مغربي تونسي جزائري فرنسي أمريكي بريطاني إيطالي ألماني",
    "روسي صيني ياباني مسيحي سياسي صحفي متظاهر مشجع مزارع متطوع متخصص مستثمر مستهلك مشاهد مستمع متابع محلل",
    "مراقب مستشرق مفكر مثقف مهاجر مستوطن مؤمن مقيم زائر ناخب متعلم مختص عثماني روماني أوروبي رياضي محارب",
    "مدني منافس مرشح",
)
"""Words for people, without article, whose plural is a sound one; none of them has a dual that is seen more often."""
