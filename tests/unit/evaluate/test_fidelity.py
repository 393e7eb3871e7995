"""A corpus beside a real one, each figure against a value that can be worked out by hand."""

from collections.abc import Callable
from random import Random

import pytest

from engine.evaluate.entry import Entry
from engine.evaluate.fidelity import compare, draw_texts, measure_wasserstein
from engine.evaluate.profile import Profile
from prompts.discover import find_task
from validators.base import Item
from validators.corpus.limits import CorpusLimits

SENTIMENT = find_task("sentiment")
EXAMS = find_task("exams")


def make_profile(*entries: Entry) -> Profile:
    """Return the counts of entries."""
    profile = Profile(SENTIMENT, 100, 1)
    for entry in entries:
        profile.add(entry, SENTIMENT.read(Item("sentiment", {"text": entry.text, "sentiment": entry.label})))
    return profile


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


def test_a_corpus_is_compared_with_a_real_one(make_entry: Callable[..., Entry]) -> None:
    """Two rows of three words and one of two, beside one of three and one of five, come to these figures."""
    ours = make_profile(
        make_entry("باب بيت نهر", label="positive"),
        make_entry("باب بيت بحر", label="positive"),
        make_entry("قلم باب", label="negative"),
    )
    real = make_profile(make_entry("باب بيت نهر", label="positive"), make_entry("ارض نهر سما نهر قمر", label="neutral"))
    found = compare(ours, real, 1)
    expected = {
        "length_mean_difference": 1.333,  # 8 / 3 and 4
        "length_sd_difference": 0.837,  # the roots of 1 / 3 and of 2
        "length_wasserstein": 1.333,  # 1 / 3 from 2 to 3, 1 / 2 from 3 to 5
        "label_l1": 1.0,  # 2 / 3, 1 / 3 and 0 beside 1 / 2, 0 and 1 / 2
        "vocabulary_equal_size": {"words": 8, "ours": 5, "real": 6},
        "distinct_1_equal_size": {"words": 8, "ours": 0.625, "real": 0.75},
        "distinct_2_equal_size": {"words": 8, "ours": 0.8, "real": 1.0},  # 4 of 5 and 6 of 6
        "vocabulary_jaccard": 0.375,  # 3 of 8
        "vocabulary_overlap": 0.625,  # 5 of 8: two are of the first text, three a word said thrice
        "bigram_overlap": 0.5,  # 2 of 4
        "bigram_overlap_of_real": 0.3333,  # 2 of 6
        "group_l1": {},
    }
    assert expected == {name: found[name] for name in expected}


@pytest.mark.parametrize("label", ["SP", ""])
def test_labels_of_another_scheme_are_not_compared(make_entry: Callable[..., Entry], label: str) -> None:
    """Where a real item has a code of others or no label, there is a reason in place of a distance of labels."""
    ours, theirs = make_profile(make_entry("باب بيت", label="neutral")), make_entry("باب نهر", label="neutral")
    assert 0.0 == compare(ours, make_profile(theirs), 1)["label_l1"]
    found = compare(ours, make_profile(theirs, make_entry("بحر قمر", label=label)), 1)
    reason = "1 of 2 real items have no label of this task: shares of labels are not compared"
    assert (None, reason) == (found["label_l1"], found["label_l1_reason"])


def test_figures_that_depend_on_size_are_of_equal_sizes(make_entry: Callable[..., Entry]) -> None:
    """Ten times as many texts of the same words have about the figures of the smaller corpus beside them."""
    rng = Random(1)
    words = [f"كلمة{n}" for n in range(3000)]
    few, many = (
        make_profile(*(make_entry(" ".join(rng.choices(words, k=20)), n) for n in range(size))) for size in (10, 100)
    )
    found = compare(many, few, 1)
    assert 200 == found["vocabulary_equal_size"]["words"]
    assert abs(found["vocabulary_equal_size"]["ours"] - found["vocabulary_equal_size"]["real"]) < 10
    assert found["bigram_overlap"] == found["bigram_overlap_of_real"]


def test_words_are_drawn_from_the_whole_sample(make_entry: Callable[..., Entry]) -> None:
    """Of a corpus that is sorted by subject, few words hold both; the same seed draws the same ones."""
    entries = [make_entry(subject * 3) for subject in ("باب ", "نهر ") for _ in range(50)]
    drawn = [word for text in draw_texts(entries, 60, 1) for word in text]
    assert (60, {"باب", "نهر"}, True) == (
        len(drawn),
        {*drawn},
        draw_texts(entries, 60, 1) == draw_texts(entries, 60, 1),
    )


def make_exams(limits: CorpusLimits | None, opening: str) -> Profile:
    """Return the counts of 200 questions whose right option is always the first one, and that begin so."""
    profile, rng = Profile(EXAMS, 10, 1, limits), Random(1)
    for number in range(200):
        first = opening or f"فعل{number}"
        fields = {
            "question": f"{first} " + " ".join(f"كلمة{rng.randrange(10**6)}" for _ in range(8)),
            "options": [f"{letter}. خيار{number}{letter}" for letter in "ABCD"],
            "answer": "A",
            "explanation": "",
        }
        reading = EXAMS.read(Item("exams", fields))
        profile.add(Entry(number, "", "", [], (), 0, "A", {}, (), None), reading)
    return profile


@pytest.mark.parametrize(
    ("limits", "opening", "warnings", "collapse"),
    [(None, "", 1, 0), (CorpusLimits(answer_l1=None), "", 0, 0), (CorpusLimits(distinct_2=1.0), "ما", 2, 1)],
)
def test_uneven_answers_and_few_word_pairs_are_no_collapse(
    limits: CorpusLimits | None, opening: str, warnings: int, collapse: int
) -> None:
    """What a run planned is not warned of, and only openings, topics and options that are alike mean collapse."""
    profile = make_exams(limits, opening)
    assert (warnings, collapse) == (len(profile.warnings()), len(profile.find_collapse()))


def test_few_rows_prove_no_collapse() -> None:
    """Of 200 rows a share a little above its limit may be chance; of ten times as many it is none."""
    found = []
    for times in (1, 10):
        profile = Profile(EXAMS, 10, 1, CorpusLimits(opening=0.25))
        for number in range(200 * times):
            first = "ما" if number % 100 < 28 else f"فعل{number}"
            fields = {
                "question": f"{first} شيء{number} جديد{number}؟",
                "options": ["A. أ", "B. ب", "C. ت", "D. ث"],
                "answer": "A",
            }
            reading = EXAMS.read(Item("exams", {**fields, "explanation": ""}))
            profile.add(Entry(number, "", "", [], (), 0, "A", {}, (), None), reading)
        found.append(any("begin with" in line for line in profile.find_collapse()))
    assert [False, True] == found
