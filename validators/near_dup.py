"""Refuses rows that are nearly the same as an accepted row."""

from array import array
from collections.abc import Callable, Iterable
from copy import copy
from operator import add
from typing import NamedTuple, Self
from zlib import crc32

from validators.base import Measures, Reading, Refusal
from validators.likeness import END, FIRST_SIGN, compare_parts, list_words, read_parts, write_signs
from validators.minhash import ALGORITHM, BandTable, Signature, sign_words

NEAR_DUP_VERSION = f"words+pairs-2/{ALGORITHM}"
"""Names what decides which rows are near duplicates at a threshold; belongs into a run's manifest."""

LEAST_SHARE = 0.3
"""Share of agreeing hashes from which two rows are compared word by word."""

MOST_COMPARED = 8
"""Rows that one row is compared with word by word: those with the most hashes in common."""

ANY_LIKENESS = 2.0
"""Similarity that no two rows reach."""

_SIGNS = 0xD800 - FIRST_SIGN  # below the surrogates, so that each takes two bytes in UTF-16
_MOST_AT_HAND = 1 << 16


class SharedSigns(dict[str, str]):
    """Word to one of 55,295 signs, ever the same; that a few of a vocabulary share one is nothing between two rows."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_AT_HAND:
            self.clear()
        code = FIRST_SIGN + crc32(word.encode("utf-8", "surrogatepass")) % _SIGNS
        sign = self[word] = word if word == END else chr(code)
        return sign


class _Sketched(NamedTuple):
    """A row as it is compared and kept, by the signs of its words, and as it is looked up."""

    reading: Reading
    signs: str
    signature: Signature | None


class NearDuplicates:
    """Refuses a row that is nearly an admitted one, by the `similarity` of their sketches.

    Rows are looked up by MinHash and then compared word by word: what is refused is as similar as it is said to be,
    and the more similar a row is, the less likely it is overlooked. Measures `nearest`, the similarity of the nearest
    admitted row that was found, 0 to 1.

    Args:
        sketch: The folded parts of a row that are compared: the main one first, the others in any order.
        threshold: Similarity from which a row is refused, 0 to 1; lower is stricter.
        relatives: The same between rewrites of one parent.
    """

    codes = ("near_duplicate",)

    def __init__(
        self, sketch: Callable[[Reading], tuple[str, ...]], threshold: float = 0.7, relatives: float = 0.85
    ) -> None:
        self._sketch, self._threshold, self._relatives = sketch, threshold, relatives
        self._signs = SharedSigns()
        self._table = BandTable()
        self._words, self._ends = bytearray(), array("Q", [0])
        self._families = array("I")
        self._known: dict[int, _Sketched] = {}  # by the reading's identity, which the row keeps alive

    def __len__(self) -> int:
        return len(self._table)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal that says how similar which admitted row is, by its number in order of admission."""
        family = _name_family(reading)
        nearest, refused, culprit = 0.0, 0.0, 0
        for row, similar in self._compare(self._read(reading)):
            nearest = max(nearest, similar)
            is_relative = family and family == self._families[row]
            if similar > refused and similar >= (self._relatives if is_relative else self._threshold):
                refused, culprit = similar, row + 1
        measures["nearest"] = round(nearest, 3)
        return Refusal("near_duplicate", f"{refused:.2f} like accepted row {culprit}", culprit) if culprit else None

    def admit(self, reading: Reading) -> None:
        """Remember a row."""
        sketched = self._read(reading)
        self._table.add(sketched.signature)
        self._words += sketched.signs.encode("utf-16-le")
        self._ends.append(len(self._words))
        self._families.append(_name_family(reading))

    def read_ahead(self, readings: Iterable[Reading]) -> None:
        """Read rows that are to be judged next, and forget those read before: together they cost less."""
        self._known = {id(reading): self._sketch_row(reading) for reading in readings}

    def overlook_relatives(self) -> Self:
        """Return a check that knows the same rows, those to come too, and refuses none for a relative of its own."""
        found = copy(self)
        found._relatives = ANY_LIKENESS  # noqa: SLF001 - one of its own
        return found

    def _compare(self, sketched: _Sketched) -> list[tuple[int, float]]:
        """Return the rows that may be near, and how similar they are."""
        found = [] if sketched.signature is None else self._table.find(sketched.signature, LEAST_SHARE)
        if not found:
            return []
        parts = read_parts(sketched.signs)
        return [(row, compare_parts(parts, read_parts(self._recall(row)))) for _, row in found[:MOST_COMPARED]]

    def _read(self, reading: Reading) -> _Sketched:
        # A row is judged and then admitted: it is read once.
        known = self._known.get(id(reading))
        if known is None:
            self.read_ahead([reading])
            known = self._known[id(reading)]
        return known

    def _sketch_row(self, reading: Reading) -> _Sketched:
        signs = write_signs(list_words([reading.split(key) for key in self._sketch(reading)]), self._signs)
        return _Sketched(reading, signs, sign_words(list_traits(signs)) if signs.strip(END) else None)

    def _recall(self, row: int) -> str:
        return self._words[self._ends[row] : self._ends[row + 1]].decode("utf-16-le")


def list_traits(signs: str) -> list[str]:
    """Return what a row is looked up by: its words, and pairs of neighbours, ends of parts included.

    Words alone would meet too many rows where frames are shared, pairs alone too few where texts are short.
    """
    words = [*signs]
    return [*words, *map(add, words, words[1:])]


def _name_family(reading: Reading) -> int:
    """Return a number that relatives share: an item and its rewrites; 0 for a row without any."""
    return crc32(reading.family.encode("utf-8", "surrogatepass")) or 1 if reading.family else 0
