"""Finds the protected item that shares most with a row's texts."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from operator import attrgetter, itemgetter
from typing import NamedTuple

from validators.leak.arrays import IndexArrays, view_floats, view_numbers
from validators.leak.companions import Companions, Folded, KnownCompanions
from validators.leak.rough import RoughChoice
from validators.leak.vocabulary import Ranks, Word

_UNLIKE = 0.2  # similarity up to which companions are not looked at
_SAME_SET = 8  # items with the very same companions that are compared
_AGREEING = 0.75  # share of companions from which they speak for a copy
_BONUS = 0.15
_MEMO = 1 << 14  # texts whose words are at hand
_WEIGHT = attrgetter("weight")
_WEIGHED = itemgetter(0, 1)
_Found = tuple[float, float, int, float]
"""Evidence, similarity, text, and share of the companions that agree."""


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
        return _sum_up(self.similarity, self.agreeing)


def _sum_up(similarity: float, agreeing: float) -> float:
    return min(similarity + _BONUS * (agreeing >= _AGREEING), 1.0)


class ClosestTexts:
    """The protected texts, found by the words that they share with a text of a row.

    Args:
        arrays: The index that holds them.
        ranks: What it knows of each word.
    """

    def __init__(self, arrays: IndexArrays, ranks: Ranks) -> None:
        self._ranks = ranks
        self._tokens, self._starts = view_numbers(arrays.tokens), view_numbers(arrays.starts)
        self._sizes, self._owners = view_floats(arrays.sizes), view_numbers(arrays.owners)
        self._rough = RoughChoice(arrays)
        self._held: dict[int, set[int]] = {}
        self._known = KnownCompanions(arrays.companions)
        self._set_keys, self._set_items = view_numbers(arrays.set_keys), view_numbers(arrays.set_items)
        self._marks, self._mark_starts = view_numbers(arrays.companions), view_numbers(arrays.companion_starts)

    def find(self, texts: Sequence[Folded]) -> Match | None:
        """Return the match with most evidence of a row's texts, None if no protected one shares a rare word with them.

        Where a text has only words that thousands of protected texts hold, not all of those are compared.
        """
        found: list[_Found] = []
        before: list[AbstractSet[str]] = []
        for text in texts:
            words = dict.fromkeys(text.words).keys()
            if not before or not any(self._are_alike(words, other) for other in before):
                before.append(words)
                found += self._list_matches(_Words(self._ranks, words), text.companions)
        if not found:
            return None
        _, similarity, number, agreeing = max(found, key=_WEIGHED)
        length = self._starts[number + 1] - self._starts[number]
        return Match(self._owners[number], similarity, length, agreeing)

    def _are_alike(self, some: AbstractSet[str], others: AbstractSet[str]) -> bool:
        """Tell whether some words are as similar to every protected text as others: a wrong text and its correction."""
        return self._weigh(some - others) == self._weigh(others - some)

    def _weigh(self, words: AbstractSet[str]) -> dict[int, float]:
        """Return the weight of words by rank; that of unknown ones together."""
        weights: dict[int, float] = {}
        for word in words:
            found = self._ranks[word]
            weights[found.rank] = found.weight + (weights.get(-1, 0.0) if found.rank < 0 else 0.0)
        return weights

    def _list_matches(self, words: "_Words", companions: Companions) -> list[_Found]:
        chosen = self._rough.choose(words.rarest_first, words.weight)
        if companions.keys and self._known.may_hold(companions):
            chosen = [*dict.fromkeys(chosen + self._list_same_set(companions.mark))]
        return [self._compare(text, words, companions) for text in chosen]

    def _liken(self, text: int, words: "_Words") -> float:
        """Return the similarity of a protected text and a row's."""
        held = self._held.get(text)
        if held is None:
            if len(self._held) >= _MEMO:
                self._held.clear()
            held = self._held[text] = set(self._tokens[self._starts[text] : self._starts[text + 1]].tolist())
        weights = words.weights
        shared = sum([weights[rank] for rank in held if rank in weights])
        total = words.weight + self._sizes[text]
        return min(2 * shared / total, 1.0) if total else 0.0

    def _list_same_set(self, mark: int) -> list[int]:
        """Return the first text of each item with the same companions."""
        keys, found = self._set_keys, list[int]()
        at = bisect_left(keys, mark)
        while at < len(keys) and keys[at] == mark and len(found) < _SAME_SET:
            found.append(bisect_left(self._owners, self._set_items[at]))
            at += 1
        return found

    def _compare(self, text: int, words: "_Words", companions: Companions) -> _Found:
        similarity = self._liken(text, words)
        if similarity <= _UNLIKE:
            return similarity, similarity, text, 0.0
        agreeing = self._agree(self._owners[text], companions.marks)
        return _sum_up(similarity, agreeing), similarity, text, agreeing

    def _agree(self, number: int, marks: frozenset[int]) -> float:
        theirs = self._marks[self._mark_starts[number] : self._mark_starts[number + 1]].tolist()
        return len(marks.intersection(theirs)) / max(len(marks), len(theirs)) if marks else 0.0


class _Words:
    """The distinct words of a row's text.

    Attributes:
        rarest_first: What is known of those that some protected text holds, each rank once.
        weights: Weight of each rank.
        weight: That of all words, the unknown ones too.
    """

    __slots__ = ("rarest_first", "weight", "weights")

    def __init__(self, ranks: Ranks, words: Iterable[str]) -> None:
        self.rarest_first: list[Word] = []
        self.weights: dict[int, float] = {}
        known, weight = self.weights, 0.0
        for word in map(ranks.__getitem__, words):
            rank = word.rank
            if rank not in known:
                weight += word.weight
                if rank >= 0:
                    known[rank] = word.weight
                    self.rarest_first.append(word)
        self.weight = weight
        self.rarest_first.sort(key=_WEIGHT, reverse=True)
