"""Finding the one JSON object in a reply."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.parse.extract import extract_object


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "ب"}',
        '  \n{"a": "ب"}\n',
        '```json\n{"a": "ب"}\n```',
        'بالتأكيد، إليك ما طلبت:\n{"a": "ب"}\nأرجو أن يفيد.',
        'note {not json} then {"a": "ب"}',
    ],
)
def test_the_object_is_found_through_what_stands_around_it(text: str) -> None:
    """Fences, prose and stray braces do not hide a whole object."""
    assert extract_object(text) == {"a": "ب"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '"a"',
        '{"a": "ب"',
        '{"a": ب}',
        "{'a': 'b'}",
        '{"a": 1,,}',
        '{"a": NaN}',
        "{" * 5000,
        '{"a":' * 5000,
    ],
)
def test_what_is_no_whole_object_is_not_repaired(text: str) -> None:
    """Broken, cut off, too deep or other JSON is none."""
    assert None is extract_object(text)


@given(st.text(max_size=200))
def test_no_text_makes_it_raise(text: str) -> None:
    """Any text at all gives an object or none."""
    found = extract_object(text)
    assert found is None or isinstance(found, dict)


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4), st.integers(1, 400))
def test_a_cut_object_is_never_taken_for_a_whole_one(item: dict[str, str], cut: int) -> None:
    """No proper prefix of a flat object is read as that object."""
    text = orjson.dumps(item).decode()
    assert extract_object(text[: max(0, len(text) - cut)]) is None
