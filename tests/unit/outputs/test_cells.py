"""Cells of a CSV are shown by a spreadsheet, never run."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.outputs.cells import make_cell, read_cell

HOSTILE = [
    '=HYPERLINK("http://evil.example","اضغط هنا")',
    "=1+1",
    "+1+1",
    "-1+1",
    "-2-3",
    "@SUM(A1:A9)",
    "-5+cmd|' /C calc'!A0",
    "+966 50 = خطأ",
    "- شرطة في أول السطر",
    "-س",
    "\tنص",
    "\rنص",
    "\nنص",
    " =1+1",
    "\u00a0=1+1",
    "\u200f=1+1",
    "\u202b@x",
    "\ufeff=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d(1)",
    "\uff20x",
    "\x00=1+1",
    "\x01=1",
    "-5(1)",
    "-5!A1",
    "-5|x",
    "-(5)",
    "+",
    "=",
    "--5",
    "-5 cm+1",
    "-5/س",
    "-5\n+1",
    "-A1",
    "'=1",
    "''=1",
]
HARMLESS = [
    "",
    "-5",
    "+5",
    "- 5",
    "-3.5",
    "-٣٫٥",
    "-1,000",
    "-1.5e-3",
    "-40%",
    "-٤٠٪",
    "-12°C",
    "-12 °",
    "-5 م/ث²",
    "-5 درجات مئوية",
    "−5",
    "5 - 3",
    "س = 5",
    "ما قيمة 2 + 2؟",
    "بريد: a@b",
    "'اقتباس'",
    '"نص"',
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_what_would_run_gets_an_apostrophe(text: str) -> None:
    """A text that a spreadsheet could take for a formula is written with one more apostrophe before it."""
    assert "'" + text.replace("\0", "\ufffd") == make_cell(text)


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_what_cannot_run_stays_as_it_is(text: str) -> None:
    """Plain numbers, with sign and unit, and texts that only hold a sign are written unchanged."""
    assert text == make_cell(text)


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text("'=+-@\t\r\n5.س \u200f\uff1d\0"))
def test_every_text_comes_back_and_none_begins_like_a_formula(text: str) -> None:
    """Reading a cell gives the text that was written, and a cell begins with a sign only where a number follows."""
    cell = make_cell(text)
    assert text.replace("\0", "\ufffd") == read_cell(cell)
    assert cell[:1] not in {"=", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"}
    assert cell[:1] not in {"+", "-"} or re.fullmatch(r"[+-] ?\d[^=@(!|+:&*^<>]*", re.sub(r"(?<=[eE])[+-]", "", cell))
