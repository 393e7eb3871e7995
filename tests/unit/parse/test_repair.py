"""Mending an object that is all there, and nothing that is not."""

import json
import re
from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.parse.repair import repair_object

TEXTS = st.text(alphabet=st.characters(blacklist_characters="'“”\"\\", blacklist_categories=("Cs", "Cc")), max_size=20)
ITEMS = st.dictionaries(st.sampled_from(["text", "label", "نص"]), TEXTS | st.lists(TEXTS, max_size=4), min_size=1)


def write(item: object, comma: str = ", ") -> str:
    """Return an object as JSON, but for its commas."""
    return json.dumps(item, ensure_ascii=False, separators=(comma, ": "))


DAMAGES: dict[str, Callable[[object], str]] = {
    "single quotes": lambda item: write(item).replace('"', "'"),
    "curly quotes": lambda item: re.sub('"([^"]*)"', "“\\1”", write(item)),
    "one curly quote": lambda item: write(item).replace('"', "“"),
    "Arabic commas": lambda item: write(item, "، "),
    "trailing comma": lambda item: write(item)[:-1] + ",}",
    "two trailing commas": lambda item: write(item)[:-1] + ",,}",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{'text': 'كان جيدًا'}", {"text": "كان جيدًا"}),
        ("{“text”: “كان جيدًا”}", {"text": "كان جيدًا"}),
        ('{"text": "كان جيدًا",}', {"text": "كان جيدًا"}),
        ('{"a": "نعم، هو"، "b": ["١"، "٢"]}', {"a": "نعم، هو", "b": ["١", "٢"]}),
        ('{"text": "سطر\nوسطر"}', {"text": "سطر\nوسطر"}),
        ('{"text": "قال "نعم"، ثم ذهب"}', {"text": 'قال "نعم"، ثم ذهب'}),
        ('{"text": "\\u0643ان\\nجيدًا",}', {"text": "كان\nجيدًا"}),
        ("إليك {ما} طلبت:\n```json\n{'text': 'كان جيدًا'}\n```\nأرجو أن يفيد.", {"text": "كان جيدًا"}),
    ],
)
def test_a_miswritten_object_is_mended(text: str, expected: dict[str, object]) -> None:
    """Quotation marks, commas and line breaks are put right, and the texts stay as they were."""
    assert expected == repair_object(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ليس هنا شيء",
        "{ليس} هنا [شيء]",
        '{"text": "كان جيدًا"}',
        'قال: {"text": "كان جيدًا"} ثم {"text": "آخر",}',
        '{"text": "كان جيدًا", "lab',
        "{'text': 'كان جيدًا'",
        '{"text": ["a", "b"',
        '{"text": "كان جيدًا", "inner": {\'text\': \'جزء منه\'}, "lab',
    ],
)
def test_what_needs_no_repair_or_is_cut_off_gets_none(text: str) -> None:
    """A whole object is for the plain reader, and a part of one for nobody."""
    assert repair_object(text) is None


@pytest.mark.parametrize(
    "text",
    [
        '{"n": ٣, "b": "x"}',
        '{"options": [١، ٢، ٣، ٤], "b": "x"}',
        '{"a": "أول", "a": "ثان",}',
        '{"a": 1.50,}',
        '{"a": "\\ud800",}',
        f'{{"a": {"9" * 5000},}}',
        '{"": "x",}',
        "{“text“: [],}",
    ],
)
def test_no_letter_or_figure_is_lost(text: str) -> None:
    """What a mended object would drop or change makes it none: bare Arabic digits, doubled keys, lone surrogates."""
    assert repair_object(text) is None


@given(ITEMS, st.sampled_from(sorted(DAMAGES)))
def test_a_damaged_object_comes_back_as_it_was_or_not_at_all(item: dict[str, object], damage: str) -> None:
    """A repair never says something else than what was written, but for blanks."""
    text = DAMAGES[damage](item)
    assert repair_object(text) is None or squeeze(item) == squeeze(repair_object(text))


def squeeze(value: object) -> object:
    """Return a value without the blanks in its texts."""
    if isinstance(value, dict):
        return {key: squeeze(each) for key, each in value.items()}
    if isinstance(value, list):
        return [squeeze(each) for each in value]
    return "".join(str(value).split())


@given(ITEMS, st.sampled_from(sorted(DAMAGES)), st.data())
def test_a_cut_object_is_never_mended(item: dict[str, object], damage: str, data: st.DataObject) -> None:
    """No proper prefix of an object becomes one, whatever else is wrong with it."""
    whole = DAMAGES[damage](item)
    assert repair_object(whole[: data.draw(st.integers(0, len(whole) - 1))]) is None


@given(st.text(alphabet="{}[]\"'“”,،: \\\nabن١1-", max_size=60))
def test_no_text_makes_it_raise(text: str) -> None:
    """Any text gives an object or none."""
    found = repair_object('{"' + text)
    assert found is None or isinstance(found, dict)


@pytest.mark.parametrize(
    "text",
    [
        '{"a":' * 100_000,
        '{"a": "' + "x" * 10_000_000,
        '{"a' * 3_000_000,
        '{"a": "' + 'x" y ' * 3000 + '",}',
        '{"a": "' + ('"' + " " * 100) * 150 + '",}',
        "{" + " " * 5_000_000 + "{" + " " * 5_000_000,
    ],
    ids=["depth", "length", "openings", "quotes", "gaps", "blanks"],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    """Depth, length and ambiguity are bounded: no text costs more than a fraction of a second."""
    started = perf_counter()
    repair_object(text)
    assert perf_counter() - started < 1
