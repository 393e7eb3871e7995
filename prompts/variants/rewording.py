"""Puts a connective or word in the place of one that means the same, outside quotations, by a bank of safe pairs."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from prompts.bank import read_bank
from prompts.variants.held import find_held, is_free

CONNECTIVES = ("anywhere", "before no article", "before an article", "before digits", "behind a comma")
"""Sections of the bank that are safe in a text of any kind."""

_BANK = Path(__file__).parent / "pairs.txt"
_MARK = "\u064b-\u0652\u0670\u0640"
_BEFORE = rf"(?<![\w{_MARK}])"
_AFTER = rf"(?![\w{_MARK}])"
_PRONOUN = "(?P<tail>(?:ه|ها|هم|هما|هن|ني|نا|ك|كم)?)"
_PLACES = {
    "before no article": (_BEFORE, rf"{_AFTER}(?=\s+(?!ال|لل)[ء-ي])"),
    "before an article": (_BEFORE, rf"{_AFTER}(?=\s+ال[ء-ي]{{3}})"),
    "before digits": (_BEFORE, rf"{_AFTER}(?=\s+[0-9٠-٩])"),
    "praise": (rf"{_BEFORE}(?<!تقدير )(?<!بتقدير )(?<!درجة )(?<!يا )", _AFTER),
    "behind a comma": (r"(?<=[،,] )", _PRONOUN + _AFTER),
}


class _Pair(NamedTuple):
    pattern: re.Pattern[str]
    others: tuple[str, ...]


def reword(text: str, rng: Random, sections: Sequence[str] = CONNECTIVES) -> str | None:
    """Return the text with one or more words replaced, None where none can be."""
    held = find_held(text)
    hits = [
        (match, pair)
        for section in sections
        for pair in _list_pairs(section)
        for match in pair.pattern.finditer(text)
        if is_free(match.span(), held)
    ]
    hits.sort(key=lambda hit: hit[0].start())
    hits = [hit for place, hit in enumerate(hits) if not place or hits[place - 1][0].end() <= hit[0].start()]
    chosen = [hit for hit in hits if rng.random() < 0.75] or hits[:1]
    for match, pair in reversed(chosen):
        parts = match.groupdict()
        stand_in = (parts.get("lead") or "") + rng.choice(pair.others) + (parts.get("tail") or "")
        text = text[: match.start()] + stand_in + text[match.end() :]
    return text if chosen else None


@cache
def _list_pairs(section: str) -> tuple[_Pair, ...]:
    before, after = _PLACES.get(section, (_BEFORE, _AFTER))
    return tuple(
        _Pair(
            re.compile(rf"{before}(?P<lead>[وف]?){re.escape(found)}{after}"),
            tuple(part.strip() for part in others.split("/")),
        )
        for found, others in read_bank(_BANK)[section]
    )
