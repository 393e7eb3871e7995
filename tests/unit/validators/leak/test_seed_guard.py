"""Rows beside the few seeds that lend their style."""

from collections.abc import Mapping
from typing import Any

import pytest

from validators.base import Item, Measures, Reading
from validators.leak.item import ProtectedItem
from validators.leak.seeds import SeedGuard

STEM = "ما العامل الأساسي الذي أدى إلى قيام الثورة الصناعية في أوروبا؟"
SEEDS = [ProtectedItem("s", 1, ("ما عاصمة فرنسا؟", "باريس")), ProtectedItem("s", 2, (STEM, "اكتشاف الكهرباء"))]


def read(text: str) -> Reading:
    """Return an item with one text as checks get it."""
    return Reading(Item("any", {"text": text}), lambda fields: fields)


def pick_text(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the one text of a row."""
    return (fields["text"],)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (STEM, "leak_seed"),
        ("ما العامل الرئيسي الذي أدى إلى قيام الثورة الصناعية في أوروبا؟", "leak_seed"),
        ("في أوروبا الصناعية الثورة قيام إلى أدى الذي الأساسي العامل ما", "leak_seed"),
        ("في ضوء دراستك للتاريخ الحديث أجب: " + STEM + " اختر الإجابة الصحيحة مما يأتي", "leak_seed"),
        ("نعرف أن العامل الذي أدى إلى قيام الثورة الصناعية في أوروبا كان سببًا في تغير وجه العالم كله", "leak_seed"),
        ("ما عاصمه فرنسا", "leak_seed"),
        ("باريس", None),
        ("في درس الجغرافيا سأل المعلم تلاميذه: ما عاصمة فرنسا؟ فأجابوا جميعًا", None),
        ("كيف تنتقل الحرارة في المواد الصلبة؟", None),
        ("", None),
    ],
)
def test_leak_seed(text: str, code: str | None) -> None:
    """Copies, near copies, shuffled words and long parts of seeds are refused; other texts pass."""
    refusal = SeedGuard(SEEDS, pick_text).judge(read(text), {})
    assert code == (refusal and refusal.code)


def test_seed_measures_name_the_closest() -> None:
    """The measures name the seed that is most like the text, and how much."""
    measures: Measures = {}
    SeedGuard(SEEDS, pick_text).judge(read("ما عاصمة فرنسا"), measures)
    assert {"seed_similarity": 1.0, "closest_seed": 0.0} == measures


def test_no_seeds_no_measures() -> None:
    """Without seeds nothing is measured and nothing refused."""
    measures: Measures = {}
    assert SeedGuard([], pick_text).judge(read(STEM), measures) is None
    assert {} == measures


def test_at_most_ten_seeds() -> None:
    """Eleven seeds are one too many."""
    with pytest.raises(ValueError, match="at most 10"):
        SeedGuard(SEEDS[:1] * 11, pick_text)
