"""Where miswritten JSON ends, and that what was cut off has no end."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.parse.span import LONGEST, Broken, Span, find_span

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "ب"}',
        "{'a': 'ب'}",
        "{“a”: “ب”}",
        '{"a": "ب"، "ج": ["د"، "ه"]}',
        '{"a": ["ب", "ج",],}',
        '{"a": 1,,}',
        '{"a": "سطر\nوسطر"}',
        '{"a": "قال "نعم" ثم ذهب"}',
        '{"a": "قال "نعم"، ثم ذهب"}',
        '{"a": "ثم قال "نعم""}',
        '{"a": "قوسان } ] داخل النص"}',
        '{"a": -1.5e3, "b": [true, false, null, True]}',
        '{"a": [١، ٢]}',
    ],
)
def test_a_whole_value_ends_at_its_bracket(text: str) -> None:
    """Whatever is miswritten inside, and whatever follows."""
    span = find_span(text + ' "}] وبعده', 0)
    assert isinstance(span, Span)
    assert len(text) == span.end


def test_a_span_tells_what_is_said() -> None:
    """Keys and values stand as written, strings told from figures, and Arabic commas by their places."""
    text = '{"a": 1 ، "ب":[“سطر "هنا"”، true,]}'
    expected = Span(len(text), [text.index("،"), text.rindex("،")], ['"a', "1", '"ب', '"سطر "هنا"', "true"])
    assert expected == find_span(text, 0)


@pytest.mark.parametrize(
    "text",
    [
        '{"a" "ب"}',
        '{"a": ب}',
        "{not json}",
        '{"a": "ب"]',
        '{"a": NaN}',
        '{"a": 1 // ملاحظة\n}',
        '{1: "ب"}',
        '{"a":' * 40,
        '{"a": "' + "x" * LONGEST + '"}',
    ],
)
def test_what_can_be_read_in_no_way_has_no_clear_end(text: str) -> None:
    """Missing colons, bare words, wrong brackets, comments, depth and length are not guessed at."""
    assert Broken.GARBLED is find_span(text, 0)


@given(st.dictionaries(st.text(max_size=6), VALUES, min_size=1, max_size=4), st.data())
def test_every_beginning_of_an_object_is_cut(value: dict[str, object], data: st.DataObject) -> None:
    """No proper prefix of an object has an end, and none is garbled; the object ends where it ends."""
    text = json.dumps(value, ensure_ascii=False)
    cut = data.draw(st.integers(1, len(text) - 1))
    whole = find_span(text, 0)
    assert isinstance(whole, Span)
    assert (Broken.CUT, len(text)) == (find_span(text[:cut], 0), whole.end)


@given(st.text(alphabet="{}[]\"'“”,،: \\\nabن١1-", max_size=60))
def test_no_text_makes_it_fail(rest: str) -> None:
    """Any text has an end inside it or none."""
    span = find_span("{" + rest, 0)
    assert isinstance(span, Broken) or 1 < span.end <= len(rest) + 1
