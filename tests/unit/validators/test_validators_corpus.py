"""Rows beside other rows: duplicates."""

import tracemalloc

from validators.base import Item, Reading
from validators.duplicate import ExactDuplicates

STEM = "ما العامل الأساسي الذي أدى إلى قيام الثورة الصناعية في أوروبا؟"


def read(text: str) -> Reading:
    """Return an item with one text as checks get it."""
    return Reading(Item("any", {"text": text}), lambda fields: fields)


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
