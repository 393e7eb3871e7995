"""Rows that are nearly the same as an accepted row."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validators.base import Item, Measures, Reading
from validators.likeness import similarity
from validators.near_dup import NearDuplicates

ALPHABET = [chr(code) * 2 for code in range(ord("ء"), ord("غ"))]
STEMS = st.lists(st.sampled_from(ALPHABET), min_size=3, max_size=12, unique=True).map(" ".join)
OPTIONS = st.lists(st.sampled_from(ALPHABET), min_size=4, max_size=4, unique=True)
QUESTIONS = st.builds(lambda stem, options: (stem, *options, options[0]), STEMS, OPTIONS)

SENTENCE = "ذهبت مع اخي الي السوق القديم صباح امس لنشتري خبزا وتمرا وزيتا لامي"


def read(*parts: str, parent: str = "") -> Reading:
    """Return a row with these parts as checks get it."""
    return Reading(Item("any", {"parts": parts}), lambda _: {}, parent)


def make_check(threshold: float = 0.7, relatives: float = 0.85) -> NearDuplicates:
    """Return a check of the parts as they stand."""
    return NearDuplicates(lambda reading: reading.fields["parts"], threshold, relatives)


def refuse(check: NearDuplicates, *parts: str, parent: str = "") -> str | None:
    """Return the detail of a refusal, or None."""
    refusal = check.judge(read(*parts, parent=parent), {})
    assert refusal is None or refusal.code in check.codes
    return refusal.detail if refusal else None


def test_a_refusal_names_the_row() -> None:
    """A refusal says how similar which accepted row is."""
    check = make_check()
    check.admit(read("نص اخر لا شان له بهذا"))
    check.admit(read(SENTENCE))
    assert "0.86 like accepted row 2" == refuse(check, SENTENCE.replace("القديم", "الجديد"))


def test_relatives_can_be_overlooked_and_strangers_not() -> None:
    """A check that overlooks relatives knows the rows of the one that it was made of, those admitted later too."""
    check = make_check()
    variants = check.overlook_relatives()
    check.admit(read(SENTENCE, parent="q1"))
    assert "1.00 like accepted row 1" == refuse(check, SENTENCE, parent="q1")
    assert [None, "1.00 like accepted row 1"] == [refuse(variants, SENTENCE, parent=name) for name in ("q1", "q2")]


def test_another_text_passes() -> None:
    """A text with other words passes, and the nearest is measured."""
    check = make_check()
    check.admit(read(SENTENCE))
    measures: Measures = {}
    assert check.judge(read("عادت اختي من الجامعه مساء اليوم وهي سعيده"), measures) is None
    assert {"nearest": 0.0} == measures


def test_nearest_is_the_similarity() -> None:
    """What is measured is the similarity of the sketches, also of a row that passes."""
    check = make_check(threshold=0.9)
    check.admit(read(SENTENCE))
    measures: Measures = {}
    changed = SENTENCE.replace("القديم", "الجديد").replace("امس", "اليوم")
    assert check.judge(read(changed), measures) is None
    assert {"nearest": round(similarity((SENTENCE,), (changed,)), 3)} == measures


def test_the_threshold_is_refused() -> None:
    """A row exactly as similar as the threshold is refused."""
    check = make_check(threshold=0.5)
    check.admit(read("كتب الولد الدرس"))
    assert "0.50 like accepted row 1" == refuse(check, "كتب الولد الرساله")


def test_rewrites_of_one_parent_may_be_nearer() -> None:
    """Between rewrites of one parent the threshold for relatives holds; rewrites of another are strangers."""
    check = make_check()
    check.admit(read(SENTENCE, parent="any-1"))
    near = SENTENCE.replace("القديم", "الجديد").replace("امس", "اليوم")
    assert refuse(check, near, parent="any-1") is None
    assert refuse(check, near, parent="any-2") is not None
    assert refuse(check, near) is not None
    assert refuse(check, SENTENCE, parent="any-1") is not None


def test_rows_without_a_parent_are_strangers() -> None:
    """Two rows that rewrite nothing are no relatives."""
    check = make_check()
    check.admit(read(SENTENCE))
    assert refuse(check, SENTENCE.replace("القديم", "الجديد")) is not None


@pytest.mark.parametrize(
    "parts", [(), ("",), ("", ""), ("\ud800",), ("\x00",), ("كلمه " * 10_000,), ("\x00\x01", "\x01")]
)
def test_odd_texts_are_taken(parts: tuple[str, ...]) -> None:
    """Nothing, lone surrogates, control characters and endless texts are judged and admitted without an error."""
    check = make_check()
    for _ in range(2):
        check.judge(read(*parts), {})
        check.admit(read(*parts))
    assert 2 == len(check)
    assert (refuse(check, *parts) is not None) == (similarity(parts, parts) >= 0.7)


def test_a_row_without_words_is_like_no_other() -> None:
    """Rows without a word are not near each other."""
    check = make_check()
    check.admit(read("", ""))
    assert refuse(check, "", "") is None


@settings(max_examples=25)
@given(st.lists(QUESTIONS, min_size=1, max_size=20))
def test_an_admitted_row_is_found_again(questions: list[tuple[str, ...]]) -> None:
    """Every row that was admitted is refused when it comes again."""
    check = make_check()
    admitted = []
    for question in questions:
        if refuse(check, *question) is None:
            check.admit(read(*question))
            admitted.append(question)
    assert [] == [question for question in admitted if refuse(check, *question) is None]


@settings(max_examples=25)
@given(st.lists(QUESTIONS, min_size=1, max_size=10, unique_by=frozenset), st.randoms(use_true_random=False))
def test_order_of_admission_is_nothing_to_a_copy(questions: list[tuple[str, ...]], rng: Random) -> None:
    """A copy of a row is refused as 1.00 alike, whatever was admitted before and after the row."""
    one, other = make_check(), make_check()
    for question in questions:
        one.admit(read(*question))
    for question in rng.sample(questions, len(questions)):
        other.admit(read(*question))
    for question in questions:
        for check in (one, other):
            assert (refuse(check, *question) or "").startswith("1.00")


@settings(max_examples=25)
@given(st.lists(QUESTIONS, max_size=8), QUESTIONS)
def test_judging_changes_nothing(questions: list[tuple[str, ...]], probe: tuple[str, ...]) -> None:
    """However often rows are judged, the outcome is that of the rows admitted."""
    check, quiet = make_check(), make_check()
    for question in questions:
        check.judge(read(*question), {})
        check.judge(read(*probe), {})
        check.admit(read(*question))
        quiet.admit(read(*question))
    assert refuse(quiet, *probe) == refuse(check, *probe)
    assert len(questions) == len(check)


@settings(max_examples=25)
@given(st.lists(QUESTIONS, min_size=1, max_size=10))
def test_reading_ahead_is_nothing_to_the_outcome(questions: list[tuple[str, ...]]) -> None:
    """Rows are judged alike whether they were read ahead, some of them or others."""
    one_by_one, together = make_check(), make_check()
    readings = [read(*question) for question in questions]
    together.read_ahead(readings[::2])
    for reading in readings:
        found = [check.judge(reading, {}) for check in (one_by_one, together)]
        assert found[0] == found[1]
        for check in (one_by_one, together):
            check.admit(reading)


def make_questions(rng: Random, count: int) -> list[tuple[str, ...]]:
    """Return questions of 10 words and four options, of a vocabulary of 3,000 words."""
    words = [f"ك{number}" for number in range(3_000)]
    options = [rng.sample(words, 4) for _ in range(count)]
    return [(" ".join(rng.sample(words, 10)), *four, four[0]) for four in options]


def test_changed_copies_are_found() -> None:
    """Of 1,500 questions, at least 95% are found with two words of the stem changed or one option, and reordered."""
    rng = Random(3)
    check = make_check()
    questions = make_questions(rng, 1_500)
    for question in questions:
        assert refuse(check, *question) is None
        check.admit(read(*question))
    found = {"words": 0, "option": 0}
    for stem, *options, _ in questions:
        changed = ["غير", "ذلك", *stem.split()[2:]]
        found["words"] += refuse(check, " ".join(changed), *reversed(options), options[0]) is not None
        found["option"] += refuse(check, stem, *options[:3], "غيره", options[0]) is not None
    assert min(found.values()) >= 0.95 * 1_500
