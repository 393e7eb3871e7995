"""A row of a shard is an item with its id before it and its meta behind it."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sink.row import Row, read_row, write_row
from validators.base import Item

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
names = texts.filter(lambda name: name not in {"id", "meta"})
values = st.recursive(texts | st.integers(-(2**53), 2**53) | st.none(), lambda part: st.lists(part, max_size=3))


@given(texts, st.dictionaries(names, values, max_size=4), st.dictionaries(texts, values, max_size=3))
def test_a_row_comes_back_as_it_was(name: str, fields: dict[str, object], meta: dict[str, object]) -> None:
    """What is read is what was written, and the item has neither id nor meta among its fields."""
    line = write_row(name, Item("exams", fields), meta)
    assert Row(name, Item("exams", fields), meta) == read_row("exams", line)
    assert b"\n" not in line


def test_the_columns_stand_in_their_order() -> None:
    """The id comes first, then the item's own columns in their order, then the meta; Arabic is not escaped."""
    line = write_row("s-1", Item("sentiment", {"text": "نص", "sentiment": "neutral"}), {"slot": 1})
    assert '{"id":"s-1","text":"نص","sentiment":"neutral","meta":{"slot":1}}' == line.decode()


@pytest.mark.parametrize("line", [b"", b"[]", b"7", b"null", b'{"id"', b"\x00{}", b"[" * 5000])
def test_a_line_that_is_no_object_is_a_value_error(line: bytes) -> None:
    """Whatever stands in a changed shard is refused in one way."""
    with pytest.raises(ValueError):  # noqa: PT011  orjson words its own
        read_row("exams", line)


@pytest.mark.parametrize("record", [{}, {"id": 7, "meta": []}, {"id": None, "meta": "x"}])
def test_an_id_or_a_meta_of_another_kind_is_empty(record: dict[str, object]) -> None:
    """A changed row is read as far as it is one: id and meta never become part of the item."""
    assert Row("", Item("exams", {"a": 1}), {}) == read_row("exams", orjson.dumps({"a": 1, **record}))
