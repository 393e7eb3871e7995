"""All accepted rows together: figures, warnings in words, and refusals where a limit says so."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.base import Item, Reading
from validators.corpus.figures import Figures
from validators.corpus.limits import CorpusLimits
from validators.corpus.statistics import CorpusStatistics
from validators.corpus.traits import Traits

OPTIONS = ("A", "B", "C", "D")
COLLAPSED = "ما سبب الثورة الصناعية؟"


def read(text: str, options: Sequence[str] = (), right: str = "", label: str = "") -> Reading:
    """Return a row with a text and, where it has some, options and a label as checks get it."""
    fields = {"text": text, **dict(zip(OPTIONS, options, strict=False))}
    item = Item("any", {**fields, "right": right, "label": label})
    return Reading(item, lambda _: fields)


def profile(reading: Reading) -> Traits:
    """Return the parts of such a row."""
    right = reading.fields["right"]
    return Traits("text", OPTIONS if right else (), right, reading.fields["label"], "questions")


def vary(number: int) -> Reading:
    """Return a question that is like no other."""
    options = [f"قول{number}{letter}" for letter in OPTIONS]
    return read(f"كلمة{number} باب{number} دار{number}؟", options, OPTIONS[number % 4])


def watch(rows: Sequence[Reading], limits: CorpusLimits | None = None) -> CorpusStatistics:
    """Return the statistics of rows that were all admitted."""
    statistics = CorpusStatistics(profile, limits)
    for row in rows:
        statistics.admit(row)
    return statistics


LABELLED = st.builds(
    read,
    st.sampled_from(["ما سبب ثورة بعيدة", "ما أثر ثورة بعيدة", "متى قامت دولة قديمة", "أين نهر طويل", ""]),
    st.just(["مصر", "ليبيا", "مصر", "كندا كلها"]),
    st.sampled_from(["", "A", "D"]),
    st.sampled_from(["", "مدح", "ذم"]),
)


@given(st.lists(st.tuples(LABELLED, st.booleans()), max_size=20))
def test_asking_changes_nothing(rows: list[tuple[Reading, bool]]) -> None:
    """Figures are the same whether or not they were asked for between the rows."""
    asked = CorpusStatistics(profile)
    for row, asks in rows:
        asked.admit(row)
        if asks:
            asked.figures()
    assert watch([row for row, _ in rows]).figures() == asked.figures()


def test_figures_of_questions() -> None:
    """Shares of openings, topics, options, places and lengths are those of the rows, with texts as people write."""
    rows = [
        read("أيّ دولة قامت فيها الثورة الصناعية؟", ["مصر", "بريطانيا", "ليبيا", "كندا"], "B"),
        read("أي أثر كان للثورة الصناعية؟", ["النمو", "الفقر", "مصر", "الحرب"], "A"),
        read("متى بدأت الثورة الصناعية؟", ["مصر", "أمس", "غدا", "قبل قرون"], "D"),
        read("كم عدد الكواكب؟", ["ثمانية", "سبعة", "ستة", "مصر"], "D"),
    ]
    expected: Figures = {
        "rows": 4,
        "top_opening": "أي",
        "top_opening_share": 0.5,
        "top_opening_bigram": "أيّ دولة",
        "top_opening_bigram_share": 0.25,
        "top_topic": "الثورة الصناعية",
        "top_topic_share": 0.75,
        "distinct_1": round(14 / 18, 4),
        "distinct_2": round(13 / 14, 4),
        "share_error": 0.0,
        "top_right_option": "بريطانيا",
        "top_right_option_share": 0.25,
        "top_option": "مصر",
        "top_option_share": 1.0,
        "right_longest_share": 0.5,
        "answer_shares": {"A": 0.25, "B": 0.25, "C": 0.0, "D": 0.5},
        "answer_l1": 0.5,
    }
    assert expected == watch(rows).figures()


def test_an_empty_run_has_figures() -> None:
    """Before the first row there are figures and no warnings."""
    statistics = watch([])
    assert (0, "", 0.0, ()) == (
        statistics.figures()["rows"],
        statistics.figures()["top_opening"],
        statistics.figures()["top_opening_share"],
        statistics.warnings(),
    )


@pytest.mark.parametrize(("options", "longest"), [(["ب", "ج", "د", "طويل"], 1.0), (["ب", "ج", "دائم", "طويل"], 0.0)])
def test_longest_is_strictly_longest(options: list[str], longest: float) -> None:
    """A right option as long as another one is not the longest."""
    assert longest == watch([read("سؤال", options, "D")]).figures()["right_longest_share"]


def test_a_longer_topic_that_is_as_common_is_named() -> None:
    """Where a phrase of three words is about as common as one within it, the longer one is the topic."""
    rows = [read(f"كلمة{number} في القرن التاسع عشر") for number in range(10)]
    assert "القرن التاسع عشر" == watch(rows).figures()["top_topic"]


def test_labels_are_looked_at_by_themselves() -> None:
    """An opening that fills one label is found although few of all rows have it; labels of few rows are left alone."""
    rows = [read(f"رائع جدًّا {n}", label="positive") for n in range(120)]
    rows += [read(f"كلمة{n} قول", label="negative") for n in range(480)]
    rows += [read(f"عادي {n}", label="neutral") for n in range(99)]
    warnings = watch(rows, CorpusLimits(opening_bigram=None, topic=None, distinct_2=None)).warnings()
    assert ('100% of the questions labelled positive begin with "رائع" (at most 25% is usual)',) == warnings


def test_varied_rows_give_no_warnings() -> None:
    """Rows that have nothing in common pass without a word."""
    assert () == watch([vary(number) for number in range(400)]).warnings()


def test_few_rows_give_no_warnings() -> None:
    """Below the least number of rows nothing is said."""
    assert () == watch([read(COLLAPSED, "ابجد", "A")] * 99).warnings()


def test_collapse_is_said_in_words() -> None:
    """A run that says one thing again and again is told so, with figures, one sentence for each."""
    rows = [read(COLLAPSED, ["اختراع الآلة البخارية", "البرد", "البحر", "الحرب"], "A")] * 90
    assert (
        '81.8% of the questions begin with "ما" (at most 25% is usual)',
        '81.8% of the questions begin with "ما سبب" (at most 15% is usual)',
        '81.8% of the questions are about "الثورة الصناعية" (at most 6% is usual)',
        'in 81.8% of the questions "اختراع الآلة البخارية" is right (at most 3% is usual)',
        'in 81.8% of the questions "اختراع الآلة البخارية" is an option (at most 6% is usual)',
        "the right option is the longest one in 81.8% of the questions (chance is 25% or less, at most 35% is usual)",
        "the right options do not stand evenly: A 86.4%, B 4.5%, C 4.5%, D 4.5% of the questions (25% each is even)",
    ) == watch([vary(number) for number in range(20)] + rows).warnings()


def test_few_different_word_pairs_are_said() -> None:
    """Where the same words stand over and over, the share of different pairs is named."""
    quiet = CorpusLimits(opening=None, opening_bigram=None, topic=None)
    expected = ("only 1% of the word pairs are different ones (at least 10% is usual)",)
    assert expected == watch([read("باب دار نهر")] * 100, quiet).warnings()


def test_chance_in_places_is_no_bias() -> None:
    """A hundred right options spread as chance does give no warning."""
    places = "A" * 31 + "B" * 20 + "C" * 22 + "D" * 27
    rows = [read(f"كلمة{n}", [f"{n}{letter}" for letter in OPTIONS], place) for n, place in enumerate(places)]
    assert () == watch(rows).warnings()


def test_nothing_is_refused_by_default() -> None:
    """Limits to refuse are off until they are set."""
    assert watch([read(COLLAPSED)] * 300).judge(read(COLLAPSED), {}) is None


@pytest.mark.parametrize(
    ("limits", "code", "row"),
    [
        (CorpusLimits(refuse_opening=0.25), "opening_overused", read("ما اسمك")),
        (CorpusLimits(refuse_topic=0.1), "topic_overused", read("كيف انتشرت الثورة الصناعية")),
        (CorpusLimits(refuse_option=0.1), "option_overused", read("كلمة", ["باب", "دار", "نعم", "لا"], "A")),
        (CorpusLimits(refuse_longest=0.4), "longest_option_right", read("كلمة", ["باب قديم", "نهر", "ن", "لا"], "A")),
    ],
)
def test_more_of_what_is_overused_is_refused(limits: CorpusLimits, code: str, row: Reading) -> None:
    """Above its limit, a row that adds to the share is refused with its code; any other row is not."""
    statistics = watch([read(COLLAPSED, ["باب", "دا", "ن", "لا"], "A")] * 100, limits)
    refusal = statistics.judge(row, {})
    assert (code, None) == (refusal and refusal.code, statistics.judge(vary(1), {}))


def test_nothing_is_refused_before_there_are_rows_enough() -> None:
    """Ninety-nine rows alike do not yet refuse the hundredth."""
    assert watch([read(COLLAPSED)] * 99, CorpusLimits(refuse_opening=0.1)).judge(read(COLLAPSED), {}) is None


def test_a_first_opening_is_never_refused() -> None:
    """A limit below one row in all rows so far waits until one row is within it."""
    rows = [vary(number) for number in range(150)]
    assert watch(rows, CorpusLimits(refuse_opening=0.005)).judge(vary(150), {}) is None


def test_judging_changes_nothing() -> None:
    """A row that was judged and not admitted leaves no trace in the figures."""
    limits = CorpusLimits(refuse_opening=0.9, refuse_topic=0.9)
    statistics = watch([vary(number) for number in range(150)], limits)
    before = statistics.figures()
    statistics.judge(read(COLLAPSED), {})
    assert before == statistics.figures()


TEXTS = st.lists(st.sampled_from(["ما السبب", "أي دولة كبرى", "متى حدث", "كيف يعمل", "من كتب"]), max_size=150)


@given(TEXTS, st.sampled_from([0.2, 0.3, 0.5]))
def test_refusing_holds_the_share(texts: list[str], limit: float) -> None:
    """From the least number of rows on, an opening at or below the limit stays there, and no other grows."""
    statistics = CorpusStatistics(profile, CorpusLimits(refuse_opening=limit, min_rows=10))
    counts: Counter[str] = Counter()
    start: Counter[str] = Counter()
    for text in texts:
        if statistics.judge(read(text), {}) is None:
            statistics.admit(read(text))
            counts[text] += 1
        if sum(counts.values()) == 10:
            start = counts.copy()
    rows = sum(counts.values())
    assert rows <= 10 or all(seen <= max(limit * rows, start[text]) for text, seen in counts.items())


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60), st.data())
def test_figures_do_not_depend_on_how_often_they_are_asked(numbers: list[int], data: st.DataObject) -> None:
    """A run that was cut, replayed and asked for its figures on the way has the figures of one that was not."""
    cut = data.draw(st.integers(0, len(numbers)))
    first = watch([vary(number) for number in numbers[:cut]])
    first.figures()
    resumed = watch([vary(number) for number in numbers[:cut]])
    for number in numbers[cut:]:
        resumed.judge(vary(number), {})
        resumed.figures()
        resumed.admit(vary(number))
    assert watch([vary(number) for number in numbers]).figures() == resumed.figures()


@pytest.mark.parametrize("text", ["", "؟!", "\x00", "ا" * 100_000, "باب " * 50_000, "\u2028 \ufeff", "😀"])
def test_hostile_texts_are_counted(text: str) -> None:
    """Empty, endless and odd texts are counted like any other."""
    assert 1 == watch([read(text, [text, "ب", "ج", "د"], "A", text[:9])]).figures()["rows"]
