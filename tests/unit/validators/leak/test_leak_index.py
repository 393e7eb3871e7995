"""The index of protected items: what it keeps, what it finds among many."""

from collections.abc import Iterator
from itertools import product
from random import Random

import numpy as np
import pytest

from validators.leak.arrays import IndexArrays
from validators.leak.builder import build_index
from validators.leak.chains import ChainFilter
from validators.leak.companions import fold_texts
from validators.leak.index import ProtectedIndex
from validators.leak.item import ProtectedItem
from validators.leak.spans import SPAN, SpanTable, collect_spans
from validators.leak.vocabulary import Ranks
from validators.text import normalize

SYLLABLES = ("با", "تو", "جي", "دا", "را", "زو", "سي", "شا", "طو", "عي", "فا", "قو", "كا", "لو", "مي", "نا")
WORDS = ["".join(parts) for parts in product(SYLLABLES, repeat=3)]


def make_items(count: int, words: int = 15) -> Iterator[ProtectedItem]:
    """Yield items of made-up words, few of them frequent."""
    rng = Random(1)
    for line in range(count):
        text = " ".join(WORDS[int(len(WORDS) * rng.random() ** 3)] for _ in range(words))
        yield ProtectedItem("many.jsonl", line, (text,), tuple(rng.sample(WORDS, 4)))


MANY = list(make_items(3000))
INDEX = build_index(MANY)


def find(index: ProtectedIndex, text: str) -> int | None:
    """Return the item that holds a text."""
    return index.find_same(fold_texts([normalize(text)], ())[0])


def test_every_item_is_found_by_its_text() -> None:
    """Of thousands of items each is found again, by text and by one run of its words."""
    assert list(range(len(MANY))) == [find(INDEX, item.texts[0]) for item in MANY]
    runs = [INDEX.find_run(normalize(item.texts[0]).split()[3:11]) for item in MANY]
    assert list(range(len(MANY))) == [run and run.number for run in runs]


@pytest.mark.parametrize("index", [INDEX, build_index(MANY[:1000])], ids=["many", "few"])
def test_three_changed_words_hide_little(index: ProtectedIndex) -> None:
    """Of copies with three other words of fifteen all but a few are nearest to their own item."""
    rng, near = Random(2), 0
    for number, item in enumerate(MANY[:300]):
        words = normalize(item.texts[0]).split()
        for place in rng.sample(range(len(words)), 3):
            words[place] = rng.choice(WORDS)
        match = index.find_closest(fold_texts([" ".join(words)], ()))
        near += match is not None and match.number == number
    assert near >= 290


def test_an_item_costs_less_than_three_hundred_bytes() -> None:
    """Items of fifteen words and four options stay below 300 bytes each."""
    assert INDEX.arrays.size / len(MANY) < 300


def test_items_are_described_by_file_and_line() -> None:
    """Each item is named by the file that it came from, whatever files stand beside it."""
    places = [("a", 7), ("a", 9), ("b", 1), ("c", 4)]
    index = build_index(ProtectedItem(source, line, (f"نص رقم {line} من {source}",)) for source, line in places)
    assert ["a:7", "a:9", "b:1", "c:4"] == list(map(index.describe, range(len(index))))


def test_the_first_of_equal_items_is_named() -> None:
    """Where two items share a text, the one that was read first is named."""
    index = build_index([ProtectedItem("a", 1, ("نهر النيل",)), ProtectedItem("b", 1, ("نَهر النيل",))])
    assert 0 == find(index, "نهر النيل")


def test_an_index_may_be_empty() -> None:
    """Nothing is found where nothing is protected."""
    index = build_index([])
    assert (0, None, None) == (len(index), find(index, "نهر النيل"), index.find_run(["نهر"] * 9))
    assert index.find_closest(fold_texts(["نهر النيل"], ())) is None


def test_no_run_is_passed_over() -> None:
    """Six protected words are noticed wherever they stand in a row, and rows of protected words in disorder seldom."""
    arrays, rng = INDEX.arrays, Random(4)
    ranks = Ranks(arrays.vocabulary, arrays.weights, arrays.post_starts, len(arrays.sizes), arrays.tokens)
    chains = ChainFilter(arrays.tokens)
    texts = [normalize(item.texts[0]).split() for item in MANY[:300]]
    runs = [
        ["قبل"] * rng.randrange(9) + text[at : at + SPAN] + ["بعد"] * rng.randrange(9)
        for text in texts
        for at in (0, 9)
    ]
    assert all(chains.may_hold_run(run, ranks) for run in runs)
    assert sum(chains.may_hold_run(rng.sample(text, len(text)), ranks) for text in texts) < 10


def test_of_two_texts_the_more_similar_counts() -> None:
    """A row's closest item is the same in whatever order its texts stand, one of them a copy with another word."""
    text = normalize(MANY[7].texts[0])
    texts = fold_texts([f"{text} قبل", f"{text} بعد", text], ())
    matches = [INDEX.find_closest(order) for order in (texts, texts[::-1], texts[:1])]
    assert [(7, True), (7, True), (7, False)] == [
        (match and match.number, match and match.similarity > 0.999) for match in matches
    ]


def test_winnowing_keeps_a_run_of_every_nine_words() -> None:
    """Of nine copied words some run is known, with fewer than two thirds of the runs."""
    tokens = np.array(Random(3).choices(range(10_000), k=4000), np.uint32)
    starts = np.arange(0, 4001, 20, dtype=np.uint32)
    whole, winnowed = collect_spans(tokens, starts), collect_spans(tokens, starts, most=10)
    table = SpanTable(tokens, *winnowed)
    assert all(
        table.find(tokens[at : at + 9].tolist()) for first in starts[:-1].tolist() for at in range(first, first + 12)
    )
    assert len(winnowed[0]) < len(whole[0]) * 2 / 3


def test_runs_do_not_cross_texts() -> None:
    """The end of one text and the beginning of the next are no run."""
    tokens = np.arange(20, dtype=np.uint32)
    table = SpanTable(tokens, *collect_spans(tokens, np.array([0, 10, 20], np.uint32)))
    assert ([], 1) == (table.find(list(range(7, 7 + SPAN))), len(table.find(list(range(4, 4 + SPAN)))))


def test_a_winnowed_index_still_refuses_copied_parts() -> None:
    """Eleven copied words are a run in an index that could not keep every run."""
    index = build_index(MANY[:200], most_spans=10)
    runs = [index.find_run(["قبل", *normalize(item.texts[0]).split()[2:13], "بعد"]) for item in MANY[:200]]
    assert [11] * 200 == [run and run.length for run in runs]


@pytest.mark.parametrize("name", ["tokens", "starts", "owners", "span_places", "exact_texts", "lines", "weights"])
def test_arrays_that_do_not_fit_are_refused(name: str) -> None:
    """An array that points outside another, or is too short, is told at once."""
    arrays = INDEX.arrays.list()
    largest = np.full_like(arrays[name], 2**31)
    broken = arrays[name][:-1] if name in {"lines", "weights"} else largest
    with pytest.raises(ValueError, match="do not fit"):
        IndexArrays.of({**arrays, name: broken})


def test_arrays_of_another_kind_are_refused() -> None:
    """A missing array and one of another type are no index."""
    arrays = INDEX.arrays.list()
    for wrong in ({}, {**arrays, "tokens": arrays["tokens"].astype(np.int64)}):
        with pytest.raises(ValueError, match="arrays"):
            IndexArrays.of(wrong)
