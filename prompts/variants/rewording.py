"""Puts a connective or word in the place of one that means the same, outside quotations, by a bank of safe pairs."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from prompts.bank import read_bank
from prompts.variants.held import find_held, is_free

CONNECTIVES = (
    *("anywhere", "before a comma", "before a present verb", "before a clause", "before an article", "before digits"),
    "behind a comma, before a noun or pronoun",
)
"""Sections of the bank that are safe in a text of any kind."""

PRAISE = ("praise", "praise of a feminine")
"""Sections that are safe in opinions."""

_BANK = Path(__file__).parent / "pairs.txt"
_MARK = "\u064b-\u0652\u0670\u0640"
_BEFORE = rf"(?<![\w{_MARK}])"
_AFTER = rf"(?![\w{_MARK}])"
_PRONOUN = "(?:ه|ها|هم|هما|هن|ني|نا|ك|كم)"
_NOUN = "(?:ال[ء-ي]{2,}|(?:هذا|هذه|ذلك|تلك|بعض|معظم|جميع|كل|أغلب)(?!\\w))"
_PRAISED = "(?P<head>(?:ال)?(?:{}) )"
_MASCULINE = "فيلم كتاب عمل أداء مقال مطعم طعام حفل عرض برنامج تصميم مكان فندق تطبيق شيء كلام"
_FEMININE = "خدمة رواية قصة حلقة فكرة تجربة رحلة أغنية مباراة معاملة قناة"
_PLACES = {
    "before a comma": (_BEFORE, rf"{_AFTER}(?= ?[،,])"),
    "before a present verb": (_BEFORE, rf"{_AFTER}(?= [أنيت][ء-ي]{{2,}})"),
    "before a clause": (_BEFORE, rf"{_AFTER}(?= (?:ي[ء-ي]{{2,}}|فإن|فقد|لا|لم|لن|قد|كان|كانت|أصبح|أصبحت|تم){_AFTER})"),
    "before an article": (_BEFORE, rf"{_AFTER}(?=\s+ال[ء-ي]{{3}})"),
    "before digits": (_BEFORE, rf"{_AFTER}(?=\s+[0-9٠-٩])"),
    "behind a comma, before a noun or pronoun": (
        r"(?<=[،,] )",
        rf"(?P<tail>{_PRONOUN})?(?(tail){_AFTER}|{_AFTER}(?= {_NOUN}))",
    ),
    "praise": (_BEFORE + _PRAISED.format(_MASCULINE.replace(" ", "|")), _AFTER),
    "praise of a feminine": (_BEFORE + _PRAISED.format(_FEMININE.replace(" ", "|")), _AFTER),
}


class _Pair(NamedTuple):
    found: str
    pattern: re.Pattern[str]
    others: tuple[str, ...]


def reword(text: str, rng: Random, sections: Sequence[str] = CONNECTIVES) -> str | None:
    """Return the text with one or more words replaced, None where none can be."""
    hits = [
        (match, pair)
        for section in sections
        for pair in _list_pairs(section)
        if pair.found in text
        for match in pair.pattern.finditer(text)
    ]
    held = find_held(text) if hits else []
    hits = [hit for hit in hits if is_free(hit[0].span(), held)]
    hits.sort(key=lambda hit: hit[0].start())
    hits = [hit for place, hit in enumerate(hits) if not place or hits[place - 1][0].end() <= hit[0].start()]
    chosen = [hit for hit in hits if rng.random() < 0.75] or hits[:1]
    for match, pair in reversed(chosen):
        parts = match.groupdict()
        pieces = (parts.get("head"), parts.get("lead"), rng.choice(pair.others), parts.get("tail"))
        text = text[: match.start()] + "".join(filter(None, pieces)) + text[match.end() :]
    return text if chosen else None


@cache
def _list_pairs(section: str) -> tuple[_Pair, ...]:
    before, after = _PLACES.get(section, (_BEFORE, _AFTER))
    return tuple(
        _Pair(
            found,
            re.compile(rf"{before}(?P<lead>[وف]?){re.escape(found)}{after}"),
            tuple(part.strip() for part in others.split("/")),
        )
        for found, others in read_bank(_BANK)[section]
    )
