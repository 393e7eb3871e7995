"""Rows beside other rows: duplicates, protected benchmarks and seeds."""

import tracemalloc
from collections.abc import Mapping
from typing import Any

import pytest

from validators.base import Item, Measures, Reading
from validators.duplicate import ExactDuplicates
from validators.leak import LeakGuard, ProtectedTexts, SeedGuard

STEM = "ما العامل الأساسي الذي أدى إلى قيام الثورة الصناعية في أوروبا؟"


def read(text: str) -> Reading:
    """Return an item with one text as checks get it."""
    return Reading(Item("any", {"text": text}), lambda fields: fields)


def pick_text(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the one text of a row."""
    return (fields["text"],)


def pick_key(reading: Reading) -> str:
    """Return the matching key of an item's one text."""
    return reading.key


def test_duplicate_after_folding() -> None:
    """A row equal to an admitted one but for marks and spelling variants is a duplicate."""
    check = ExactDuplicates(pick_key)
    check.admit(read("أين تقعُ المدرسةُ؟"))
    refusal = check.judge(read("اين تقع المدرسه"), {})
    assert refusal is not None
    assert "duplicate" == refusal.code


def test_judging_does_not_admit() -> None:
    """Judging a row twice accepts it twice, as long as it was not admitted."""
    check = ExactDuplicates(pick_key)
    assert [None, None] == [check.judge(read(STEM), {}) for _ in range(2)]


def test_admitting_twice_is_admitting_once() -> None:
    """A row that replay admits again is remembered once."""
    check = ExactDuplicates(pick_key)
    check.admit(read(STEM))
    check.admit(read(STEM))
    assert 1 == len(check)


def test_keys_are_compared_as_they_stand() -> None:
    """Two keys that differ in a hamza are different keys: folding is the caller's choice."""
    check = ExactDuplicates(lambda reading: reading.text)
    check.admit(read("إن الولد قادم"))
    assert check.judge(read("أن الولد قادم"), {}) is None


def test_a_row_costs_less_than_a_hundred_bytes() -> None:
    """The memory of many admitted rows stays below 100 bytes for each."""
    rows = 60_000
    tracemalloc.start()
    check = ExactDuplicates(lambda reading: reading.text)
    for number in range(rows):
        check.admit(read(str(number)))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size / rows < 100


PROTECTED = ProtectedTexts([("a.csv", STEM), ("b.csv", STEM), ("b.csv", "القاهرة"), ("b.csv", "نهر النيل")])


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("ما العامل الاساسي الذي ادى الى قيام الثوره الصناعيه في اوروبا", "equals a text of a.csv"),
        ("نَهرُ النّيل", "equals a text of b.csv"),
        ("القاهرة", None),
        ("ما العامل الأساسي الذي أدى إلى قيام الثورة الفرنسية؟", None),
    ],
)
def test_leak_protected(text: str, detail: str | None) -> None:
    """A protected text is found under every spelling; single words are free."""
    refusal = LeakGuard(PROTECTED, pick_text).judge(read(text), {})
    assert (detail and ("leak_protected", detail)) == (refusal and (refusal.code, refusal.detail))


def test_protected_texts_are_counted_once() -> None:
    """Texts that sources share, and texts of one word, add nothing to the index."""
    assert 2 == len(PROTECTED)


SEEDS = [("ما عاصمة فرنسا؟", "باريس"), (STEM, "اكتشاف الكهرباء")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (STEM, "leak_seed"),
        ("ما العامل الرئيسي الذي أدى إلى قيام الثورة الصناعية في أوروبا؟", "leak_seed"),
        ("في ضوء دراستك للتاريخ الحديث أجب: " + STEM + " اختر الإجابة الصحيحة مما يأتي", "leak_seed"),
        ("ما عاصمه فرنسا", "leak_seed"),
        ("باريس", None),
        ("في درس الجغرافيا سأل المعلم تلاميذه: ما عاصمة فرنسا؟ فأجابوا جميعًا", None),
        ("كيف تنتقل الحرارة في المواد الصلبة؟", None),
        ("", None),
    ],
)
def test_leak_seed(text: str, code: str | None) -> None:
    """Copies, near copies and whole long seeds within a text are refused; other texts pass."""
    refusal = SeedGuard(SEEDS, pick_text).judge(read(text), {})
    assert code == (refusal and refusal.code)


def test_seed_measures_name_the_closest() -> None:
    """The measures name the seed that is most like the text, and how much."""
    measures: Measures = {}
    SeedGuard(SEEDS, pick_text, threshold=1.1).judge(read("ما عاصمة فرنسا"), measures)
    assert {"seed_similarity": 1.0, "closest_seed": 0.0} == measures


def test_no_seeds_no_measures() -> None:
    """Without seeds nothing is measured and nothing refused."""
    measures: Measures = {}
    assert SeedGuard([], pick_text).judge(read(STEM), measures) is None
    assert {} == measures


def test_at_most_ten_seeds() -> None:
    """Eleven seeds are one too many."""
    with pytest.raises(ValueError, match="at most 10"):
        SeedGuard([(STEM,)] * 11, pick_text)
