"""Refuses copies, near copies and long spans of protected benchmark items."""

from collections.abc import Mapping
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.leak.closest import Match
from validators.leak.companions import Companions, Folded
from validators.leak.index import SURE_RUN, ProtectedIndex
from validators.leak.item import Pick, pick_nothing
from validators.text import normalize

SIMILARITY = 0.6
"""Default evidence from which a text like a protected one of eight words and more is a near copy."""

SHORT_SIMILARITY = 0.85
"""The same for protected texts of fewer words, which share their few words with many sound ones."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one row has of a protected item.

    Attributes:
        number: Number of the item that is most like it.
        similarity: How much, 0 to 1; 1 for a copy of a text or of a long run of its words.
        refusal: Kind of leak, and a short description, where it is one.
    """

    number: int
    similarity: float
    refusal: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds in a row what it has of protected items.

    Attributes:
        index: The items.
        texts: Texts of a row that may not be like a protected one.
        companions: Texts of a row that stand beside them.
        similarity: Evidence from which a text is a near copy of one of eight words and more, 0 to 1; lower is stricter.
        short_similarity: The same for protected texts of fewer words.
    """

    index: ProtectedIndex
    texts: Pick
    companions: Pick = pick_nothing
    similarity: float = SIMILARITY
    short_similarity: float = SHORT_SIMILARITY

    def find(self, reading: Reading) -> Finding | None:
        """Return what is most like a row, None where nothing has a word in common with it."""
        names = dict(zip(reading.texts.values(), reading.texts, strict=True))
        beside = Companions(_pick(self.companions, reading, names))
        texts = [Folded(key, reading.split(key), beside) for key in _pick(self.texts, reading, names)]
        for text in texts:
            number = self.index.find_same(text)
            if number is not None:
                return Finding(number, 1.0, ("copy", f"equals {self.index.describe(number)}"))
        run = self.index.find_run(reading.tokens)
        if run is not None:
            detail = f"{run.length} words of {self.index.describe(run.number)}: {run.text}"[:200]
            return Finding(run.number, 1.0, ("span", detail))
        match = self.index.find_closest(texts)
        return self._judge(match) if match else None

    def _judge(self, match: Match) -> Finding:
        least = self.short_similarity if match.words < SURE_RUN else self.similarity
        if match.evidence < least:
            return Finding(match.number, match.similarity)
        beside = ", with the same options" if match.evidence > match.similarity else ""
        detail = f"{match.similarity:.2f} like {self.index.describe(match.number)}{beside}"
        return Finding(match.number, match.similarity, ("near", detail))


def _pick(pick: Pick, reading: Reading, names: Mapping[str, str]) -> list[str]:
    """Return the matching keys of what a task picks: it does so among its free texts, which are folded already."""
    return [reading.keys[names[text]] if text in names else normalize(text) for text in pick(reading.fields)]


@dataclass(frozen=True, slots=True)
class LeakGuard:
    """Refuses copies of protected items; measures `protected_similarity` (0 to 1) and `closest_protected`, its number.

    `leak_protected` is a copy of a text, or one so like it that it was made of it. `leak_span` holds eight of its
    words that follow each other, or six of which five are no stock words, anywhere in the row. Spelling, vowel marks,
    punctuation and the order of options and of words hide nothing.
    """

    finder: Finder
    codes = ("leak_protected", "leak_span")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal that names file and line of the protected item."""
        found = self.finder.find(reading)
        if found is None:
            return None
        measures["protected_similarity"] = round(found.similarity, 3)
        measures["closest_protected"] = float(found.number)
        if found.refusal is None:
            return None
        kind, detail = found.refusal
        return Refusal("leak_span" if kind == "span" else "leak_protected", detail)
