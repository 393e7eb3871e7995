"""Finds the protected item that a row is most like, among thousands or millions."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from validators.leak.arrays import IndexArrays
from validators.leak.companions import Folded, join_marks
from validators.leak.spans import SPAN, SpanTable
from validators.leak.vocabulary import Ranks, Word

MOST_TEXTS = 512
"""Texts that are weighed for one text of a row, those that share its rarest words first; common words lead to none."""

_CLOSEST = 3  # how many of them are then compared word by word
_UNLIKE = 0.2  # similarity up to which companions are not looked at
_SAME_SET = 8  # items with the very same companions that are compared
_SCALE = 64.0  # weights are summed as whole numbers: at most 25 a word, and 1,000 words in 20 bits
_BITS = 20
_LOW = (1 << _BITS) - 1


SURE_RUN = 8
"""Words that follow each other in a protected text from which on a row that holds them is refused."""

TELLING = 5
"""Words of a run of six that are no stock words, from which on it is refused as well."""

_AGREEING = 0.75  # share of companions from which they speak for a copy
_BONUS = 0.15


class Match(NamedTuple):
    """The protected item that is most like a text.

    Attributes:
        number: Number of the item.
        similarity: Weight of the words that both texts hold: twice the common over the sum of both, 0 to 1.
        words: Length of the protected text.
        agreeing: Share of the companions that both have, 0 to 1; bare figures do not count.
    """

    number: int
    similarity: float
    words: int
    agreeing: float = 0.0

    @property
    def evidence(self) -> float:
        """How much speaks for a copy: the similarity, and 0.15 more where three of four companions are the same."""
        return min(self.similarity + _BONUS * (self.agreeing >= _AGREEING), 1.0)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other in a row and in a protected item: the words, how many, and the item's number."""

    text: str
    length: int
    number: int


class ProtectedIndex:
    """Protected items by their words; 220 to 300 bytes for each item of 15 words and four options.

    Args:
        sources: Names of files, each with the number of its first item, ascending.
        arrays: What was made of the items.
    """

    def __init__(self, sources: Sequence[tuple[str, int]], arrays: IndexArrays) -> None:
        self.sources, self.arrays = tuple(sources), arrays
        self._firsts = [first for _, first in sources]
        self._ranks = Ranks(arrays.vocabulary, arrays.weights, arrays.post_starts, len(arrays.sizes))
        self._spans = SpanTable(arrays.tokens, arrays.span_keys, arrays.span_places)

    def __len__(self) -> int:
        return len(self.arrays.lines)

    def describe(self, number: int) -> str:
        """Return file and line of an item."""
        source, _ = self.sources[bisect_right(self._firsts, number) - 1]
        return f"{source}:{self.arrays.lines[number]}"

    def find_run(self, words: Sequence[str]) -> Run | None:
        """Return the first run of protected words, among words of matching keys, that is long enough to be a leak."""
        entries = [self._ranks[word] for word in words]
        ranks = [word.rank for word in entries]
        begin, last = 0, -2
        for start, place in self._spans.find(ranks):
            begin, last = (begin if start == last + 1 else start), start
            telling = sum([word.telling for word in entries[start : start + SPAN]])
            text = int(np.searchsorted(self.arrays.starts, place, "right")) - 1
            # Runs of several texts may follow each other, and of winnowed runs not every one is known.
            length = max(start + SPAN - begin, self._extend(ranks, start, place, text))
            if length >= SURE_RUN or telling >= TELLING:
                return Run(" ".join(words[begin : begin + length]), length, int(self.arrays.owners[text]))
        return None

    def _extend(self, ranks: Sequence[int], start: int, place: int, text: int) -> int:
        """Return how many words around a run stand both in the row and in the text."""
        tokens = self.arrays.tokens[int(self.arrays.starts[text]) : int(self.arrays.starts[text + 1])].tolist()
        at = place - int(self.arrays.starts[text])
        before = after = 0
        for mine, theirs in zip(reversed(ranks[:start]), reversed(tokens[:at]), strict=False):
            if mine != theirs:
                break
            before += 1
        for mine, theirs in zip(ranks[start + SPAN :], tokens[at + SPAN :], strict=False):
            if mine != theirs:
                break
            after += 1
        return before + SPAN + after

    def find_same(self, text: Folded) -> int | None:
        """Return the item that holds this very text, or this text with these companions."""
        number = self._look_up(text.mark)
        if number is None and text.set_mark:
            number = self._look_up(join_marks(text.mark, text.set_mark))
        return number

    def find_closest(self, text: Folded) -> Match | None:
        """Return the item that shares most with a text by its words, None if none shares a rare one.

        Where a text has only words that thousands of protected texts hold, not all of those are compared.
        """
        known, own = self._weigh(text.words)
        texts = self._choose(known, own)
        if text.marks:
            texts += self._list_same_set(text.set_mark)
        matches = [self._compare(each, known, own, text.marks) for each in dict.fromkeys(texts)]
        return max(matches, key=_weigh_evidence, default=None)

    def _look_up(self, mark: int) -> int | None:
        keys = self.arrays.exact_keys
        at = int(keys.searchsorted(np.uint64(mark)))
        if at == len(keys) or int(keys[at]) != mark:
            return None
        return int(self.arrays.owners[self.arrays.exact_texts[at]])

    def _weigh(self, words: Sequence[str]) -> tuple[dict[int, Word], float]:
        """Return the distinct known words by rank, and the weight of all distinct words together."""
        entries = [self._ranks[word] for word in set(words)]
        known = {word.rank: word for word in entries}
        unknown = sum([word.weight for word in entries if word.rank < 0])
        known.pop(-1, None)
        return known, sum([word.weight for word in known.values()]) + unknown

    def _choose(self, known: dict[int, Word], own: float) -> list[int]:
        """Return the texts that share most of the weight with a row's text, rarest words first."""
        postings = self.arrays.postings
        parts: list[NDArray[np.uint32]] = []
        weights, sizes = [], []
        left = MOST_TEXTS
        for word in sorted(known.values(), key=_weigh_word):
            size = word.high - word.low
            if size > left:
                break
            if size:
                left -= size
                parts.append(postings[word.low : word.high])
                weights.append(int(word.weight * _SCALE))
                sizes.append(size)
        if not parts:
            return []
        hits = (np.concatenate(parts).astype(np.int64) << _BITS) + np.repeat(weights, sizes)
        hits.sort()
        texts = hits >> _BITS
        fresh = np.empty(len(texts), bool)
        fresh[0] = True
        np.not_equal(texts[1:], texts[:-1], out=fresh[1:])
        first = fresh.nonzero()[0]
        texts = texts[first]
        score = np.add.reduceat(hits & _LOW, first) / (self.arrays.sizes[texts] + own)
        if len(texts) > _CLOSEST:
            texts = texts[score.argpartition(-_CLOSEST)[-_CLOSEST:]]
        chosen: list[int] = texts.tolist()
        return chosen

    def _list_same_set(self, mark: int) -> list[int]:
        """Return the first text of each item with the same companions."""
        arrays = self.arrays
        at = int(arrays.set_keys.searchsorted(np.uint64(mark)))
        found: list[int] = []
        while at < len(arrays.set_keys) and int(arrays.set_keys[at]) == mark and len(found) < _SAME_SET:
            found.append(int(arrays.owners.searchsorted(arrays.set_items[at])))
            at += 1
        return found

    def _compare(self, text: int, known: dict[int, Word], own: float, marks: frozenset[int]) -> Match:
        arrays = self.arrays
        low, high = arrays.starts[text : text + 2].tolist()
        shared = sum([known[rank].weight for rank in known.keys() & set(arrays.tokens[low:high].tolist())])
        total = own + float(arrays.sizes[text])
        similarity = min(2 * shared / total, 1.0) if total else 0.0
        number = int(arrays.owners[text])
        agreeing = self._agree(number, marks) if marks and similarity > _UNLIKE else 0.0
        return Match(number, similarity, high - low, agreeing)

    def _agree(self, number: int, marks: frozenset[int]) -> float:
        first, last = self.arrays.companion_starts[number : number + 2].tolist()
        theirs = self.arrays.companions[first:last].tolist()
        return len(marks.intersection(theirs)) / max(len(marks), len(theirs))


def _weigh_evidence(match: Match) -> float:
    return match.evidence


def _weigh_word(word: Word) -> float:
    return -word.weight
