"""A sealed line shows every change to itself and to its neighbours."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.journal import codec

bodies = st.binary(min_size=1, max_size=60).map(lambda rest: b"{" + rest.replace(b"\n", b" "))


@given(bodies, st.integers(0, 2**32 - 1))
def test_a_line_checks_against_its_predecessor(body: bytes, previous: int) -> None:
    """Checking a sealed line gives the checksum that sealing gave."""
    line, crc = codec.seal(body, previous)
    assert crc == codec.check(line[:-1], previous)


@given(bodies, st.data())
def test_a_changed_byte_is_seen(body: bytes, data: st.DataObject) -> None:
    """No single byte of a line can be changed, the checksum's own digits included."""
    line, _ = codec.seal(body, 7)
    position = data.draw(st.integers(0, len(line) - 2))
    changed = bytearray(line[:-1])
    changed[position] ^= data.draw(st.integers(1, 255))
    assert codec.check(bytes(changed), 7) is None


@given(bodies, st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_a_line_follows_one_line_only(body: bytes, previous: int, other: int) -> None:
    """A line does not check after any other line than its own predecessor."""
    assume(previous != other)
    line, _ = codec.seal(body, previous)
    assert codec.check(line[:-1], other) is None


@given(st.binary(max_size=40))
def test_foreign_bytes_do_not_check(line: bytes) -> None:
    """Bytes that were never sealed are refused, whatever their length."""
    assert codec.check(line, codec.START) is None


def test_an_endless_event_is_refused_before_it_is_written() -> None:
    """A line that the reader would not take back cannot be sealed."""
    with pytest.raises(ValueError, match="too long"):
        codec.seal(b"{" + b"x" * codec.MAX_LINE, 0)
