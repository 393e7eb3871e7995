"""Makes a leak index of protected items, read one at a time."""

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from validators.leak.arrays import IndexArrays
from validators.leak.companions import join_marks, list_marks, mark_set
from validators.leak.index import ProtectedIndex
from validators.leak.item import ProtectedItem
from validators.leak.rough import MOST_TEXTS
from validators.leak.spans import MOST_SPANS, collect_spans
from validators.leak.vocabulary import STOCK, stem, weigh
from validators.text import fingerprint, normalize_all

_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_Longs = NDArray[np.uint64]
_Words = NDArray[np.uint32]


def build_index(items: Iterable[ProtectedItem], most_spans: int = MOST_SPANS) -> ProtectedIndex:
    """Return the index of some items: about 2 s of CPU for 100,000 of 15 words and four options.

    Texts of one word are left out where they have no companions: they are too common to be copied. Texts that say
    little by themselves ("which of the following is right") count together with their companions only.

    Args:
        items: What must not leak, in the order of their files.
        most_spans: Runs of words from which on they are winnowed.
    """
    builder = _Builder()
    for item in items:
        builder.add(item)
    return builder.finish(most_spans)


class _Builder:
    def __init__(self) -> None:
        self._sources: list[tuple[str, int]] = []
        self._lines, self._owners = array("I"), array("I")
        self._words: dict[str, int] = {}  # as they stand in keys
        self._stems: dict[str, int] = {}
        self._tokens, self._starts = array("I"), array("I", [0])
        self._common = array("B")
        self._exact, self._exact_texts = array("Q"), array("I")
        self._sets, self._set_items = array("Q"), array("I")
        self._marks, self._mark_starts = array("I"), array("I", [0])

    def add(self, item: ProtectedItem) -> None:
        number = len(self._lines)
        if not self._sources or self._sources[-1][0] != item.source:
            self._sources.append((item.source, number))
        self._lines.append(min(item.line, 0xFFFFFFFF))
        keys = normalize_all((*item.texts, *item.companions))
        companions = keys[len(item.texts) :]
        set_mark = mark_set(companions)
        for key in dict.fromkeys(keys[: len(item.texts)]):
            self._add_text(number, key, set_mark)
        marks = list_marks(companions)
        if marks:
            self._sets.append(set_mark)
            self._set_items.append(number)
        self._marks.extend(marks)
        self._mark_starts.append(len(self._marks))

    def _add_text(self, number: int, key: str, set_mark: int) -> None:
        words = key.split()
        if not words or (len(words) == 1 and not set_mark):
            return
        common = sum([stem(word) not in STOCK for word in words]) < 2
        mark = fingerprint(key)
        self._exact.append(join_marks(mark, set_mark) if common and set_mark else mark)
        self._exact_texts.append(len(self._owners))
        self._owners.append(number)
        self._common.append(common)
        self._tokens.extend(map(self._rank, words))
        self._starts.append(len(self._tokens))

    def _rank(self, word: str) -> int:
        rank = self._words.get(word)
        if rank is None:
            rank = self._words[word] = self._stems.setdefault(stem(word), len(self._stems))
        return rank

    def finish(self, most_spans: int) -> ProtectedIndex:
        self._words.clear()
        vocabulary, ranks, stock = _order(self._stems)
        tokens, starts = ranks[_view(self._tokens)], _view(self._starts)
        texts = len(starts) - 1
        pairs = _list_pairs(tokens, starts)
        counts = np.bincount((pairs >> _HALF).astype(np.int64), minlength=len(vocabulary))
        weights = weigh(counts, stock, texts)
        texts_of = (pairs & _LOW).astype(np.int64)
        sizes = np.bincount(texts_of, weights[(pairs >> _HALF).astype(np.int64)], minlength=texts)
        postings, post_starts = _list_postings(pairs, counts, np.frombuffer(self._common, np.uint8).astype(bool))
        del pairs, texts_of
        span_keys, span_places = collect_spans(tokens, starts, most_spans)
        exact_keys, exact_texts = _sort(self._exact, self._exact_texts)
        set_keys, set_items = _sort(self._sets, self._set_items)
        arrays = IndexArrays(
            vocabulary=vocabulary,
            weights=weights,
            tokens=tokens,
            starts=starts,
            sizes=sizes.astype(np.float32),
            owners=_view(self._owners),
            postings=postings,
            post_starts=post_starts,
            span_keys=span_keys,
            span_places=span_places,
            exact_keys=exact_keys,
            exact_texts=exact_texts,
            set_keys=set_keys,
            set_items=set_items,
            companions=_view(self._marks),
            companion_starts=_view(self._mark_starts),
            lines=_view(self._lines),
        )
        return ProtectedIndex(self._sources, arrays)


def _view(numbers: "array[int]") -> _Words:
    return np.array(numbers, np.uint32)


def _order(stems: dict[str, int]) -> tuple[_Longs, _Words, NDArray[np.bool_]]:
    """Return the hashes of stems in order, the rank of each stem by its number, and which ranks are stock words."""
    hashes = np.fromiter(map(fingerprint, stems), np.uint64, len(stems))
    stock = np.fromiter((each in STOCK for each in stems), bool, len(stems))
    order = np.argsort(hashes, kind="stable")
    ranks = np.empty(len(stems), np.uint32)
    ranks[order] = np.arange(len(stems), dtype=np.uint32)
    return hashes[order], ranks, stock[order]


def _list_pairs(tokens: _Words, starts: _Words) -> _Longs:
    """Return each word with each text that holds it, as one number, ascending."""
    texts = np.repeat(np.arange(len(starts) - 1, dtype=np.uint64), np.diff(starts))
    pairs = (tokens.astype(np.uint64) << _HALF) | texts
    pairs.sort()
    keep = np.ones(len(pairs), bool)
    keep[1:] = pairs[1:] != pairs[:-1]
    return pairs[keep]


def _list_postings(pairs: _Longs, counts: NDArray[np.int64], common: NDArray[np.bool_]) -> tuple[_Words, _Words]:
    """Return the texts of each word; of words of very many texts none, and no text that says little."""
    words, texts = (pairs >> _HALF).astype(np.int64), pairs.astype(np.uint32)
    keep = (counts[words] <= MOST_TEXTS) & ~common[texts]
    ends = np.cumsum(np.bincount(words[keep], minlength=len(counts)))
    return texts[keep], np.concatenate([[0], ends]).astype(np.uint32)


def _sort(keys: "array[int]", values: "array[int]") -> tuple[_Longs, _Words]:
    """Return keys in order and their values; of equal keys the first comes first."""
    unsorted = np.array(keys, np.uint64)
    order = np.argsort(unsorted, kind="stable")
    return unsorted[order], _view(values)[order]
