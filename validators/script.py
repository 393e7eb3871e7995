"""Refuses items that are not written in Arabic."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.late import compile_late

_ELSE = compile_late("[^ \u0621-\u063a\u0641-\u064a]+")
_OF_NEIGHBOURS = "پچژگٹڈڑںہۀےۓەێۆڕڵۇټډړښږځڅڼېۍګ"  # Persian, Urdu, Kurdish, Uyghur, Pashto
_NEIGHBOURS = frozenset(_OF_NEIGHBOURS)
_AND_LOOKALIKES = _NEIGHBOURS | frozenset("کیھ")
_FEW = 2
"""Letters of neighbours that always pass."""
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]")
_ADDRESS = compile_late(r"(?:https?://|www\.|@)\S+|[\w.+-]{1,64}@\S+|#[A-Za-z]\w*")
_LETTER = r"[^\W\d_\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"
_FOREIGN = compile_late(rf"{_LETTER}+(?:[ '’.,-]{{1,2}}{_LETTER}+)*")
_LATIN_WORD = compile_late(rf"{_LETTER}{{3}}")
_ENOUGH = 15
"""Foreign letters of a text from which it is looked at alone."""
_SIGN = compile_late(r"[A-Za-z]{1,3}|(?:[A-Z][a-z]?)+|[\u0370-\u03ff]{1,2}")


@dataclass(frozen=True, slots=True)
class Script:
    """Refuses an item whose letters, over all its texts or in its main one, are too seldom Arabic.

    Measures `arabic_ratio`, over all texts. The main text, the first, and other whole texts are looked at alone as
    well, so that Arabic options cover neither an English question nor an explanation in French.

    Digits, units, formulas (kg, DNA, NaCl, sin x), addresses, mentions and Latin hashtags are no letters here; words
    of another script are, and so is every run of three of them or more.

    Attributes:
        minimum: Least share of Arabic among the letters, 0 to 1.
        most_neighbours: Largest share, among Arabic letters, of letters that only Persian, Urdu, Kurdish and Pashto
            use; two always pass, as dialects write names with them.
        foreign: True for data that people wrote elsewhere: ی ک ھ, which text out of a PDF holds for ي ك ه, pass.
        whole: Names of the texts each of which is looked at alone, where it holds 15 foreign letters or more. Options
            can be terms.
        minimum_whole: Least share of Arabic in such a text, 0 to 1; a name in Latin letters may fill half of it.
    """

    minimum: float = 0.6
    most_neighbours: float = 0.03
    foreign: bool = False
    whole: Collection[str] = ("question", "explanation", "text", "input", "correction")
    minimum_whole: float = 0.35
    codes = ("not_arabic",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal with the share that was found."""
        strange = any(map(str.isalpha, reading.signs))
        may_hold_foreign = strange and any(map(_FOREIGN.match, reading.signs))  # and not only letters of neighbours
        if not may_hold_foreign and _ARABIC.search(reading.key):
            measures["arabic_ratio"] = 1.0
            return self._find_neighbours(reading) if strange else None
        texts = tuple(reading.texts.values())
        arabic, foreign = _count(reading.key, texts if may_hold_foreign else ())
        ratio = arabic / (arabic + foreign) if arabic else 0.0
        measures["arabic_ratio"] = round(ratio, 3)
        if foreign:
            of_main = _count(next(iter(reading.keys.values())), texts[:1])
            ratio = min(ratio, of_main[0] / (sum(of_main) or 1))
            if ratio >= self.minimum and (least := self._find_least(reading)) < self.minimum_whole:
                ratio = least
        if ratio < self.minimum:
            return Refusal("not_arabic", f"{ratio:.2f} of the letters are Arabic")
        return self._find_neighbours(reading)

    def _find_neighbours(self, reading: Reading) -> Refusal | None:
        """Return a refusal where letters that only neighbours use are too many."""
        held = reading.signs & (_NEIGHBOURS if self.foreign else _AND_LOOKALIKES)
        neighbours = sum(map(reading.text.count, held))
        if neighbours > _FEW and neighbours > self.most_neighbours * _count(reading.key, ())[0]:
            return Refusal("not_arabic", f"{neighbours} letters of Persian, Urdu, Kurdish or Pashto")
        return None

    def _find_least(self, reading: Reading) -> float:
        """Return the least share of Arabic in a whole text with enough foreign letters."""
        least = 1.0
        for name, text in reading.texts.items():
            if name in self.whole and _LATIN_WORD.search(text):
                arabic, foreign = _count(reading.keys[name], (text,))
                if foreign >= _ENOUGH:
                    least = min(least, arabic / (arabic + foreign))
        return least


def _count(key: str, texts: tuple[str, ...]) -> tuple[int, int]:
    """Return how many letters of some texts, with this key, are Arabic, and how many are another script's."""
    others = "".join(_ELSE.findall(key))
    arabic = len(key) - key.count(" ") - len(others)
    return arabic, 0 if not others or others.isdigit() else sum(map(_count_foreign, texts))


def _count_foreign(text: str) -> int:
    return sum(map(_weigh, _FOREIGN.findall(_ADDRESS.sub("", text))))


def _weigh(run: str) -> int:
    """Return how many letters of a run of foreign words count: none of single signs, all of whole phrases."""
    parts = [part for part in re.split(r"[ '’.,-]+", run) if part]
    if len(parts) >= 3:
        return sum(map(len, parts))
    return sum(len(part) for part in parts if not _SIGN.fullmatch(part))
