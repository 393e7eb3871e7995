"""A glance that spares a search in a question never hides what the search would find."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from prompts.tasks.exams.checks import giveaway, values
from prompts.tasks.exams.task import TASK
from validators.base import Item, Reading

_BEFORE = ("", "الماء (", "الماء «", "الماء - ", "الماء =", "الماء ", "(")
_WORDS = (
    *(
        "هذه",
        "هو",
        "وهي",
        "لأنها",
        "الإجابة",
        "اجابة",
        "جواب",
        "الخيار",
        "بديل",
        "حل",
        "صحيح",
        "الصحيحة",
        "صواب",
        "صائب",
    ),
    *(
        "الأصح",
        "سليمة",
        "مطلوب",
        "صحيحان",
        "خطأ",
        "خاطئة",
        "صح",
        "✗",
        "CORRECT",
        "Right",
        "answer",
        "key",
        "wrong",
        "الماء",
    ),
)
_BEHIND = ("", ")", "»", ").", "%", " ✓")


def _read(*options: str) -> Reading:
    texts = [f"{letter}. {option}" for letter, option in zip("ABCD", options, strict=True)]
    fields = {"question": "ما عاصمة البلاد؟", "options": texts, "answer": "A", "explanation": "لأسباب معروفة"}
    return Reading(Item("exams", fields), TASK.texts)


def test_marked_options_pass_the_glance() -> None:
    """Every option that a mark is found in has one of the signs or words that are looked at first."""
    called = [*_WORDS, *map(" ".join, product(_WORDS, repeat=2))]
    marked = [option for option in map("".join, product(_BEFORE, called, _BEHIND)) if giveaway._MARK.search(option)]
    assert len(marked) > 1000
    for option in marked:
        reading = _read(option, "النار", "الهواء", "التراب")
        signed = not giveaway._MARK_SIGNS.isdisjoint(reading.signs)
        assert signed or giveaway._may_be_marked(option, reading), option


@given(st.lists(st.text("0123", min_size=1, max_size=3), min_size=4, max_size=4))
def test_whole_numbers_that_differ_are_different_values(keys: list[str]) -> None:
    """Options that are all whole numbers and differ but for leading zeros are different numbers."""
    assert values._are_whole(keys) == (len(set(map(Fraction, keys))) == 4)
