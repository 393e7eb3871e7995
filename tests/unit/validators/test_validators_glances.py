"""A glance that spares a search never hides what the search would find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.validators.judged import pick_texts
from validators import encoding, lettering, repetition
from validators.base import Item, Reading
from validators.glance import EVERYDAY

_LETTERS = "ةىإا لسم\n؟?«.\u064b\u0651ـ5x و"


def _read(**texts: str) -> Reading:
    return Reading(Item("any", texts), pick_texts)


@given(st.text(_LETTERS, max_size=24))
def test_letters_at_the_wrong_end_of_a_word_pass_the_glance(text: str) -> None:
    """Every text in which a pattern finds a misplaced letter also holds what its glance looks for."""
    assert lettering._TA_BEFORE.search(text) or not lettering._REVERSED.search(text)
    edges = lettering._YA_BEFORE.search(text) or lettering._HAMZA_LAST.search(text)
    assert edges or not lettering._IMPOSSIBLE.search(text)


@given(st.lists(st.sampled_from(["ا", "ل", "س", "ة", "(", "+"]), min_size=4, max_size=9))
def test_words_in_single_letters_have_a_hint(pieces: list[str]) -> None:
    """Every text in which a word stands in single letters has one of them among its hints."""
    reading = _read(text=" ".join(pieces))
    assert not lettering._SINGLE.isdisjoint(reading.hints) or not lettering._SPLIT.search(reading.text)


@given(st.text("سم \u064b\u064e\u0651", max_size=16))
def test_misplaced_marks_pass_the_glance(text: str) -> None:
    """A text with a mark behind a blank, or two in a row, may misplace them: so it is with every text found."""
    held = lettering._VOWELS.intersection(text)
    assert lettering._may_misplace_marks(text, held) or not lettering._MARKS.search(text)


@given(st.text("سم .!\U0001f600\ud800", max_size=24))
def test_runs_pass_the_glance(text: str) -> None:
    """Every text with a character four times in a row passes the glance for it."""
    assert repetition._may_run(text) or not repetition._RUN.search(text)


@given(st.text("سمكلن", min_size=8, max_size=8), st.text("سمكلن", max_size=4))
def test_a_span_that_stands_again_brings_its_pairs(span: str, between: str) -> None:
    """Words of which eight stand again in a row repeat at least seven pairs."""
    assert repetition._count_pairs([*span, *between, *span]) >= 7


@pytest.mark.parametrize(("needed", "pattern"), [each for each in encoding._STRICT if each[0]])
@given(data=st.data())
def test_damage_needs_its_signs(needed: frozenset[str], pattern: re.Pattern[str], data: st.DataObject) -> None:
    """Every text in which a pattern finds damage holds one of the signs beside it, and that an unusual one."""
    text = data.draw(st.from_regex(re.compile(pattern.pattern, pattern.flags)))
    assert needed.intersection(text) - EVERYDAY
