"""The figures of evaluation, each against a value that can be worked out by hand."""

import csv
import io

import pytest
from scipy.stats import binomtest  # type: ignore[import-untyped]

from engine.evaluate.flags import MOST, Flag, Flags, write_flags
from engine.evaluate.interval import bound_share, measure_share
from engine.evaluate.quality import measure_arabic
from engine.evaluate.richness import SegmentRatio, measure_mtld
from engine.evaluate.sample import Reservoir


@pytest.mark.parametrize(
    ("count", "total", "interval"),
    [(95, 100, (0.8882, 0.9785)), (0, 10, (0.0, 0.2775)), (10, 10, (0.7225, 1.0)), (0, 0, (0.0, 1.0))],
)
def test_shares_have_wilson_intervals(count: int, total: int, interval: tuple[float, float]) -> None:
    """The interval is Wilson's, which stays inside 0 and 1."""
    assert interval == measure_share(count, total)


@pytest.mark.parametrize(("count", "total"), [(0, 10), (148, 150), (950, 1000), (7, 7)])
def test_what_is_proven_of_a_share_is_one_sided(count: int, total: int) -> None:
    """Each bound is that of a library's one-sided interval, and lies inside the two-sided one."""
    low = binomtest(count, total, alternative="greater").proportion_ci(0.95, "wilson").low
    high = binomtest(count, total, alternative="less").proportion_ci(0.95, "wilson").high
    assert [count / total, low, high] == pytest.approx([*bound_share(count, total)])
    assert measure_share(count, total)[0] <= round(low, 4)


@pytest.mark.parametrize(
    ("words", "mtld"),
    [
        # Forwards the first six have four different ones; backwards the first five have three: a factor each, and a
        # rest of words that are all different.
        (["of", "the", "people", "by", "the", "people", "for", "the", "people"], 9.0),
        # The second word of each pair ends a factor.
        (["كتاب"] * 300, 2.0),
        # No factor ends.
        ([str(n) for n in range(300)], 300.0),
        # 18 different ones of 25 are 0.72, which ends a factor: 30 words. Backwards 23 of 30 are 0.83 of one: 36 words.
        ([*(str(n % 18) for n in range(25)), *"abcde"], 33.0),
        # One of four is said again at the end: 0.25 of 0.28 of a factor in either direction.
        (["قال", "ثم", "مضى", "قال"], round(4 / (0.25 / 0.28), 1)),
        ([], 0.0),
    ],
)
def test_mtld_is_the_mean_length_of_factors(words: list[str], mtld: float) -> None:
    """A factor ends where the ratio of different words reaches 0.72, as soon as it does; a rest counts in part."""
    assert mtld == measure_mtld(words)


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


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-س", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\u200f=1"])
def test_flagged_texts_are_no_formulas(cell: str) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe, whatever stands before its sign."""
    rows = list(csv.reader(io.StringIO(write_flags([Flag("1", "x", cell)]).decode("utf-8-sig"), newline="")))
    assert [["id", "reason", "text"], ["1", "x", f"'{cell}"]] == rows


def test_flagged_numbers_stay_numbers() -> None:
    """A number with a sign calls nothing, and is written as it is."""
    rows = list(csv.reader(io.StringIO(write_flags([Flag("1", "x", "-5")]).decode("utf-8-sig"), newline="")))
    assert ["1", "x", "-5"] == rows[1]


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
