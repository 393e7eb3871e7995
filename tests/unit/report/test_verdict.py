"""The verdict is never better than the worst of the targets; what was measured is told in both languages."""

from typing import Any

import pytest

from engine.report.chart import draw_curve
from engine.report.drawn import list_drawn
from engine.report.figures import MEMBERSHIP, list_lines
from engine.report.report import COPIES
from engine.report.sentences import tell_sentence
from engine.report.verdict import Grade, judge_report
from engine.report.writing import write_dollars
from validators.corpus.limits import CorpusLimits
from validators.corpus.wording import describe


def make_report(*, low: float = 0.96, leaked: bool = False, collapsed: bool = False) -> dict[str, Any]:
    """Return what a verdict looks at."""
    targets = [
        {"name": "quality_score", "target": 0.95, "met": True},
        {"name": "protected_max", "target": 0.7, "met": not leaked},
    ]
    return {"targets": targets, "quality_bound": low, "diversity": {"collapsed": collapsed}}


@pytest.mark.parametrize(
    ("report", "grade"),
    [
        (make_report(), Grade.passed),
        (make_report(low=0.9), Grade.unproven),
        (make_report(collapsed=True), Grade.narrow),
        (make_report(leaked=True), Grade.failed),
        (make_report(leaked=True, collapsed=True), Grade.failed),
    ],
)
def test_verdict_is_that_of_the_worst(report: dict[str, Any], grade: Grade) -> None:
    """Only rows that meet every target, with certainty and with variety, pass."""
    assert grade == judge_report(report).grade


def test_verdict_counts_what_was_missed() -> None:
    """The targets that are not met are named, beside how many were measured."""
    verdict = judge_report(make_report(leaked=True))
    assert (["protected_max"], 2) == (verdict.missed, verdict.of)


FIGURES: dict[str, Any] = {
    "rows": 500,
    **{f"top_{name}": "كلمة" for name in ("opening", "opening_bigram", "topic", "right_option", "option")},
    **{f"top_{name}_share": 0.9 for name in ("opening", "opening_bigram", "topic", "right_option", "option")},
    "right_longest_share": 0.9,
    "answer_shares": {"A": 0.9, "B": 0.1, "C": 0.0, "D": 0.0},
    "answer_l1": 1.3,
    "openings_by_label": {"positive": {"rows": 300, "top_opening": "كلمة", "top_opening_share": 0.9}},
    "distinct_2": 0.01,
}


@pytest.mark.parametrize("sentence", [*describe(FIGURES, CorpusLimits(), "questions")])
def test_every_warning_about_all_rows_has_arabic(sentence: str) -> None:
    """What is said of over-used openings, topics and options is told in Arabic, alone and after the name of a task."""
    for said in (sentence, f"exams: {sentence}"):
        told = tell_sentence(said).ar
        assert "من الصفوف" in told or "أزواج الكلمات" in told
        assert 'lang="en"' not in told


def test_unknown_sentence_stays_english() -> None:
    """A sentence without Arabic is marked as English, and what looks like HTML in it is text."""
    assert '<bdi dir="ltr" lang="en">a new &lt;b&gt; one</bdi>' == str(tell_sentence("a new <b> one").ar)


def test_answer_in_the_text_is_no_copy() -> None:
    """Refusals as a copy or a leak are those of the duplicate checks and leak guards, and of no other check."""
    assert {"duplicate", "near_duplicate", "leak_protected", "leak_span", "leak_seed", "leak_meaning"} == COPIES


def test_curve_lies_by_rows_and_scores() -> None:
    """Points stand by the logarithm of their rows, the best score highest; intervals and references keep the scale."""
    curve = [{"size": 10, "score": 0.3}, {"size": 100, "score": 0.5, "ci": [0.4, 0.6]}, {"size": 1000, "score": 0.4}]
    drawn = draw_curve({"learning_curve": curve, "chance": 0.2}, "learning_curve", "size")
    assert drawn is not None
    assert [80, 340, 600] == [point.x for point in drawn.points]
    assert ["10", "100", "1,000"] == [point.label for point in drawn.points]
    assert (20, None) == (drawn.points[1].high, drawn.points[0].high)
    assert [("chance", 190, "0.200")] == drawn.refs
    assert draw_curve({"growth": curve[:1]}, "growth", "size") is None


def test_membership_has_its_interval() -> None:
    """The membership test stands there with interval, p-value and control; a reason stands where it was not made."""
    made = {"control": "real items that are not protected", "auc": 0.6, "ci": [0.5, 0.7], "p_value": 0.01}
    assert [None, (0.5, 0.7), None] == [line.interval for line in list_lines(made, MEMBERSHIP)]
    assert ["none"] == [line.ours for line in list_lines({"reason": "none"}, MEMBERSHIP)]


def test_samples_are_all_stated() -> None:
    """Each sample that the evaluation states is listed with the whole that it was drawn from, where that is known."""
    report = {"sample": {"rows": 100, "of": 900}, "fidelity": {"distance": {"sample": [100, 80]}}}
    assert [(100, 900), (100, None), (80, None)] == [(each.size, each.of) for each in list_drawn(report)]


@pytest.mark.parametrize(
    ("amount", "written"), [(0.0, "0.00"), (0.0123, "0.012"), (12.345, "12.35"), (1e-9, "0.000000")]
)
def test_small_sums_are_not_nothing(amount: float, written: str) -> None:
    """Less than a dollar is written with two digits of it, up to a millionth."""
    assert f"<bdi>{written}</bdi>" == str(write_dollars(amount))
