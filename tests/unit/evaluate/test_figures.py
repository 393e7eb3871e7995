"""The figures of evaluation, each against a value that can be worked out by hand."""

import csv
import io
from random import Random

import pytest

from engine.evaluate.distance import measure_distance
from engine.evaluate.fidelity import measure_wasserstein
from engine.evaluate.flags import MOST, Flag, Flags, write_flags
from engine.evaluate.interval import measure_share
from engine.evaluate.quality import measure_arabic
from engine.evaluate.richness import SegmentRatio, measure_mtld
from engine.evaluate.sample import Reservoir


@pytest.mark.parametrize(
    ("some", "others", "distance"),
    [
        ({5: 3}, {5: 1}, 0.0),
        ({5: 1}, {8: 1}, 3.0),
        ({0: 1, 10: 1}, {5: 1}, 5.0),
        ({0: 1, 1: 1}, {0: 3, 1: 1}, 0.25),
        ({}, {3: 1}, 0.0),
    ],
)
def test_wasserstein_is_the_area_between_the_sums(
    some: dict[int, int], others: dict[int, int], distance: float
) -> None:
    """The distance is the mean way that words have to go from one distribution to the other."""
    assert distance == measure_wasserstein(some, others)


@pytest.mark.parametrize(
    ("count", "total", "interval"),
    [(95, 100, (0.8882, 0.9785)), (0, 10, (0.0, 0.2775)), (10, 10, (0.7225, 1.0)), (0, 0, (0.0, 1.0))],
)
def test_shares_have_wilson_intervals(count: int, total: int, interval: tuple[float, float]) -> None:
    """The interval is Wilson's, which stays inside 0 and 1."""
    assert interval == measure_share(count, total)


def test_mtld_of_one_repeated_word_is_low_and_of_different_words_their_number() -> None:
    """A word said over and over ends a factor every ten words; words that are all different end none."""
    assert (10.0, 300.0) == (measure_mtld(["كتاب"] * 300), measure_mtld([str(n) for n in range(300)]))


def test_the_segment_ratio_does_not_sink_as_a_corpus_grows() -> None:
    """A corpus said ten times over has the ratio of its first thousand words."""
    words = [str(n % 500) for n in range(1000)]
    ratio = SegmentRatio()
    for _ in range(10):
        ratio.add(words)
    assert 0.5 == ratio.measure()


def test_a_reservoir_is_a_function_of_its_seed_and_keeps_order() -> None:
    """The same seed draws the same elements, in the order of the stream, and another seed others."""
    drawn = []
    for seed in (1, 1, 2):
        reservoir = Reservoir[int](50, seed)
        for number in range(1000):
            reservoir.offer(number)
        drawn.append(reservoir.list())
    assert drawn[0] == drawn[1] == sorted(drawn[0])
    assert (50, True) == (len(set(drawn[0])), drawn[0] != drawn[2])


def test_a_reservoir_draws_late_elements_as_often_as_early_ones() -> None:
    """Over many seeds each tenth of a stream gives about a tenth of the sample."""
    counts = [0] * 10
    for seed in range(400):
        reservoir = Reservoir[int](10, seed)
        for number in range(100):
            reservoir.offer(number)
        for number in reservoir.list():
            counts[number // 10] += 1
    assert all(320 < count < 480 for count in counts)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\u200f=1"])
def test_flagged_texts_are_no_formulas(cell: str) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe, whatever stands before its sign."""
    rows = list(csv.reader(io.StringIO(write_flags([Flag("1", "x", cell)]).decode("utf-8-sig"), newline="")))
    assert [["id", "reason", "text"], ["1", "x", f"'{cell}"]] == rows


def test_flagged_texts_keep_line_breaks_and_quotes() -> None:
    """Arabic, quotation marks and line breaks come back as they were; what is no text does not stop it."""
    text = 'قال: "نعم"\nثم مضى'
    data = write_flags([Flag("1", "x", text), Flag("2", "y", "a\ud800\0b")])
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [text, "a\ufffd\ufffdb"] == [row[2] for row in rows[1:]]


def test_flags_are_bounded_and_say_so() -> None:
    """Of very many flagged rows all are counted and the first are kept, with the beginning of their text."""
    flags = Flags()
    for number in range(MOST):
        flags.add(str(number), "x", "نص " * 1000)
    assert (MOST, ()) == (len([*flags]), flags.warnings())
    flags.add("last", "x", "نص")
    assert (MOST + 1, MOST, 200) == (flags.count, len([*flags]), max(len(flag.text) for flag in flags))
    assert [f"{MOST + 1:,} rows are flagged, the first {MOST:,} are listed"] == [*flags.warnings()]


@pytest.mark.parametrize(("text", "ratio"), [("كتاب", 1.0), ("كتاب book", 0.5), ("12 + 3", 1.0), ("book", 0.0)])
def test_the_arabic_ratio_counts_letters(text: str, ratio: float) -> None:
    """Digits and signs are no letters; a text without letters is not foreign."""
    assert ratio == measure_arabic(text)


def test_two_halves_of_one_corpus_cannot_be_told_apart_and_two_corpora_can() -> None:
    """Both tests give a high p-value to halves of the same texts and their least one to different texts."""
    words = ["مدرسة", "كتاب", "قلم", "شجرة", "نهر", "بحر", "سماء", "ارض", "بيت", "باب"]
    rng = Random(1)
    texts = [" ".join(rng.choices(words, k=4)) for _ in range(200)]
    same = measure_distance(texts[::2], texts[1::2], 500, 1)
    other = measure_distance(texts[::2], ["سيارة طائرة قطار " + str(n) for n in range(100)], 500, 1)
    assert (True, 0.005, 0.005) == (same["mmd_p_value"] > 0.05, other["mmd_p_value"], other["neighbours_p_value"])
