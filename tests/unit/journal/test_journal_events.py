"""Events survive the journal unchanged, and a foreign object is refused with the field that is wrong."""

from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.journal import codec
from engine.journal.events import (
    Accepted,
    Closed,
    Epoch,
    Event,
    Failed,
    Opened,
    Planned,
    Refused,
    Reserved,
    read_event,
    write_event,
)

texts = st.text(max_size=12)
counts = st.integers(0, 2**64 - 1)
seconds = st.floats(0, 1e12)
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(Opened, counts, texts, counts, texts, seconds),
    st.builds(Epoch, counts, seconds, texts, st.tuples(texts), texts, *[st.dictionaries(texts, texts)] * 2),
    st.builds(Planned, texts, st.tuples(counts, counts)),
    st.builds(Reserved, counts),
    st.builds(Accepted, *[texts, counts, counts, texts, st.tuples(texts, texts), *[counts] * 8]),
    st.builds(Refused, *[texts, counts, counts, texts, *[counts] * 7]),
    st.builds(Failed, texts, counts, counts, texts, *[counts] * 4),
    st.builds(Closed, texts, seconds, seconds, st.tuples(texts), texts, counts),
)
scalars = st.none() | st.booleans() | st.floats(allow_nan=False) | counts | texts
junk = st.recursive(scalars, lambda part: st.lists(part) | st.dictionaries(texts, part), max_leaves=5)

ROW = Accepted(
    "exams", 9999, 12, "exams-0f3a9c1b2d4e5f60", ("A", "physics"), 9, 1234567, 1234, 2**32 - 1, 512, 230, 1, 3_580_000
)


@given(events)
@settings(max_examples=50)
def test_events_come_back_as_they_were(event: Event) -> None:
    """Writing and reading any event gives an equal one."""
    assert event == read_event(orjson.loads(write_event(event)))


def test_the_event_of_a_row_is_short() -> None:
    """A usual accepted row takes at most 225 bytes of journal."""
    line, _ = codec.seal(write_event(ROW), 0)
    assert len(line) <= 225


@given(events, st.data())
def test_a_wrong_value_is_a_value_error(event: Event, data: st.DataObject) -> None:
    """A value of any other kind in any field is read or refused with ValueError, never anything else."""
    record = orjson.loads(write_event(event))
    key = data.draw(st.sampled_from(sorted(record)))
    record[key] = data.draw(junk)
    try:
        read_event(record)
    except ValueError:
        return
    assert key in record


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("slot", "1"),
        ("slot", True),
        ("slot", -1),
        ("slot", 1.5),
        ("at", 1e30),
        ("cell", "AB"),
        ("cell", ["A", 1]),
        ("cell", {"A": "B"}),
        ("task", None),
        ("type", ["accepted"]),
        ("type", "accept"),
    ],
)
def test_values_of_a_wrong_kind_are_refused(key: str, value: Any) -> None:
    """A value that is not of the field's own kind is refused."""
    record = orjson.loads(write_event(ROW)) | {key: value}
    with pytest.raises(ValueError, match=r"expected|negative|unknown type"):
        read_event(record)


@pytest.mark.parametrize("key", sorted(orjson.loads(write_event(ROW))))
def test_no_field_may_be_missing(key: str) -> None:
    """An event without one of its fields is refused."""
    record = orjson.loads(write_event(ROW))
    del record[key]
    with pytest.raises(ValueError, match=r"missing|unknown type"):
        read_event(record)


def test_a_tranche_is_read_as_strictly() -> None:
    """An event of a single field is checked like all others."""
    record = orjson.loads(write_event(Reserved(5)))
    assert Reserved(5) == read_event(record)
    for wrong in ({"type": "reserved"}, record | {"amount": -1}, record | {"amount": 5.0}, record | {"amount": None}):
        with pytest.raises(ValueError, match=r"missing|expected|negative"):
            read_event(wrong)


def test_unknown_keys_are_ignored() -> None:
    """A key that a later version adds does not stop this one."""
    assert read_event(orjson.loads(write_event(ROW)) | {"later": [1, {"a": None}]}) == ROW


@pytest.mark.parametrize(("said", "kept"), [(-5, 0), (10**40, 2**64 - 1), (-(10**40), 0)])
def test_absurd_token_counts_stay_readable(said: int, kept: int) -> None:
    """A provider's negative or endless count is clamped, so that the journal can be read back."""
    event = Failed("exams", 1, 0, "timeout", said, 7, 1, said)
    assert read_event(orjson.loads(write_event(event))) == Failed("exams", 1, 0, "timeout", kept, 7, 1, kept)


def test_lone_surrogates_do_not_stop_the_journal() -> None:
    """Text that is no valid Unicode is written with question marks in the place of what cannot be."""
    event = Closed("failed", 1.0, 2.0, ("a\ud800b",), "\udfff")
    assert Closed("failed", 1.0, 2.0, ("a?b",), "?") == read_event(orjson.loads(write_event(event)))
