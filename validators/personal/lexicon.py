"""The project's own list of Arabic personal names, and how a word of a text is looked up in it."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from validators.text import TASHKEEL

Part = Literal["male", "female", "family"]
PARTS: tuple[Part, ...] = ("male", "female", "family")

_DROPPED = re.compile(f"[{TASHKEEL}\u0640\u200c-\u200f]")
_LETTERS = str.maketrans("أإآٱىةکی", "اااايهكي")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a listed name tells: `sure` when it is no everyday word."""

    part: Part
    sure: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names and openers (titles and introductions) by their folded form, and the names to draw from, in list order."""

    entries: dict[str, Entry]
    families: dict[str, Entry]
    openers: frozenset[str]
    sure: dict[Part, tuple[str, ...]]

    def look_up(self, word: str) -> Entry | None:
        """Return what a folded word tells, as a given name or else as a family name."""
        return self.entries.get(word) or self.families.get(word)


def fold_name(word: str) -> str:
    """Return a word without vowel marks and with the letters alike that are often taken for each other."""
    return _DROPPED.sub("", word).translate(_LETTERS)


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon of `names.txt`; read on first use."""
    sections = _read_sections()
    entries: dict[str, Entry] = {}
    families: dict[str, Entry] = {}
    for sure in (True, False):
        for part in PARTS:
            known = families if part == "family" else entries
            for name in sections[part if sure else f"{part} common"]:
                known.setdefault(fold_name(name), Entry(part, sure))
    drawn = {part: tuple(dict.fromkeys(sections[part])) for part in PARTS}
    return Lexicon(entries, families, frozenset(map(fold_name, sections["opener"])), drawn)


def _read_sections() -> dict[str, list[str]]:
    """Return the words of `names.txt` by the heading above them."""
    sections: dict[str, list[str]] = {}
    words: list[str] = []
    for line in Path(__file__).with_name("names.txt").read_text("utf-8").split("\n"):
        if line.startswith("["):
            words = sections.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            words += line.split()
    return sections
