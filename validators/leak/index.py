"""Finds the protected item that a row is most like, among thousands or millions."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from validators.leak.arrays import IndexArrays, view_numbers
from validators.leak.chains import ChainFilter
from validators.leak.closest import ClosestTexts, Match
from validators.leak.companions import Folded, join_marks
from validators.leak.spans import SPAN, SpanTable
from validators.leak.vocabulary import Ranks
from validators.text import fingerprint

SURE_RUN = 8
"""Words that follow each other in a protected text from which on a row that holds them is refused."""

TELLING = 5
"""Words of a run of six that are no stock words, from which on it is refused as well."""


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
        self._ranks = Ranks(arrays.vocabulary, arrays.weights, arrays.post_starts, len(arrays.sizes), arrays.tokens)
        self._spans = SpanTable(arrays.tokens, arrays.span_keys, arrays.span_places)
        self._chains = ChainFilter(arrays.tokens)
        self._closest = ClosestTexts(arrays, self._ranks)
        self._exact_keys = view_numbers(arrays.exact_keys)

    def __len__(self) -> int:
        return len(self.arrays.lines)

    def describe(self, number: int) -> str:
        """Return file and line of an item."""
        source, _ = self.sources[bisect_right(self._firsts, number) - 1]
        return f"{source}:{self.arrays.lines[number]}"

    def find_run(self, words: Sequence[str]) -> Run | None:
        """Return the first run of protected words, among words of matching keys, that is long enough to be a leak."""
        if not self._chains.may_hold_run(words, self._ranks):
            return None
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
        for word in text.words:
            if self._ranks[word].rank < 0:
                return None
        mark, beside = fingerprint(text.key), text.companions.mark
        number = self._look_up(mark)
        return self._look_up(join_marks(mark, beside)) if number is None and beside else number

    def find_closest(self, texts: Sequence[Folded]) -> Match | None:
        """Return the item with most evidence for one of a row's texts, None if none shares a rare word with them."""
        return self._closest.find(texts)

    def _look_up(self, mark: int) -> int | None:
        at = bisect_left(self._exact_keys, mark)
        if at == len(self._exact_keys) or self._exact_keys[at] != mark:
            return None
        return int(self.arrays.owners[self.arrays.exact_texts[at]])
