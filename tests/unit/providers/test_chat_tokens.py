"""Tokens where nobody has counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.providers.chat.tokens import estimate_tokens

PROSE = (
    "في يوم من أيام الربيع خرج الأطفال مع معلمتهم إلى الحديقة القريبة من المدرسة، وجلسوا تحت شجرة كبيرة يتأملون "
    "الأزهار، ثم سألتهم المعلمة: لماذا تحتاج النباتات إلى ضوء الشمس؟ فأجاب أحدهم: لأنها تصنع به غذاءها."
)


def test_arabic_prose_has_about_three_characters_a_token() -> None:
    """The estimate stays within a tenth of 2.83 characters a token."""
    assert 2.83 == pytest.approx(len(PROSE) / estimate_tokens(PROSE), rel=0.1)


@pytest.mark.parametrize(("text", "tokens"), [("", 0), ("x" * 400, 100), ("ص" * 263, 100), ("字" * 263, 200)])
def test_alphabets_have_their_own_length_of_a_token(text: str, tokens: int) -> None:
    """ASCII is cheapest, then letters of two bytes, then everything else."""
    assert tokens == estimate_tokens(text)


@given(st.text(st.characters(), max_size=50), st.text(st.characters(), max_size=50))
def test_an_estimate_grows_with_its_text(first: str, second: str) -> None:
    """Any text has an estimate, lone surrogates too, and more text has no smaller one but for rounding."""
    assert -1 <= estimate_tokens(first + second) - estimate_tokens(first)
