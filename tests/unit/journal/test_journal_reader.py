"""A torn tail is cut and nothing else: every other change stops with its place."""

from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import DamagedFileError, InputError, StorageError
from engine.journal import codec
from engine.journal.disk import LocalDisk
from engine.journal.events import Accepted, Closed, Event, Failed, Opened, Planned, Refused
from engine.journal.reader import JournalTail, read_journal
from engine.journal.writer import JournalWriter

EVENTS: tuple[Event, ...] = (
    Opened(1, "pilot", 42, "c0ffee", 1.5),
    Planned("exams", (2,)),
    Refused("exams", 0, 0, "leak", 0, 0, 30, 5, 6, 1),
    Accepted("exams", 0, 1, "exams-1", ("A", "فيزياء"), 0, 0, 20, 123, 5, 6, 1),
    Failed("exams", 1, 0, "timeout", 0, 0, 3),
    Accepted("exams", 1, 1, "exams-2", ("B", "تاريخ"), 0, 20, 20, 456, 5, 6, 2),
    Closed("complete", 2.5, 1.0, (), ""),
)

quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def write_events(path: Path, events: tuple[Event, ...] = EVENTS) -> list[bytes]:
    """Write a journal and return its lines."""
    path.unlink(missing_ok=True)
    writer = JournalWriter(path, LocalDisk(), JournalTail())
    for event in events:
        writer.add(event)
    writer.write(writer.take())
    writer.close()
    return path.read_bytes().splitlines(keepends=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal lies."""
    return tmp_path / "journal.jsonl"


def test_a_journal_is_read_back_with_its_places(path: Path) -> None:
    """Every event comes with its line and the offset of that line."""
    lines = write_events(path)
    starts = [sum(map(len, lines[:i])) for i in range(len(lines))]
    assert list(zip(EVENTS, range(1, 8), starts, strict=True)) == list(read_journal(path))


def test_every_cut_leaves_the_whole_events(path: Path) -> None:
    """After a cut at any byte, all events before it are read and the rest of the line is the tail."""
    lines = write_events(path)
    whole = b"".join(lines)
    ends = [sum(map(len, lines[: i + 1])) for i in range(len(lines))]
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        reader = read_journal(path)
        kept = [end for end in ends if end <= cut]
        assert list(EVENTS[: len(kept)]) == [event for event, _, _ in reader], cut
        assert (max(kept, default=0), cut) == (reader.tail.valid_bytes, reader.tail.total_bytes)


@given(data=st.data())
@quick
def test_a_changed_byte_is_damage_at_its_line(path: Path, data: st.DataObject) -> None:
    """One changed byte anywhere in a whole journal stops the reader at the line and byte where it stands."""
    lines = write_events(path)
    content = bytearray(b"".join(lines))
    position = data.draw(st.integers(0, len(content) - 1))
    new = data.draw(st.integers(1 if position == len(content) - 1 else 0, 255).filter(lambda b: b != content[position]))
    content[position] = new
    path.write_bytes(content)
    number = bytes(b"".join(lines))[:position].count(b"\n")
    with pytest.raises(DamagedFileError) as caught:
        list(read_journal(path))
    assert (number + 1, sum(map(len, lines[:number]))) == (caught.value.line, caught.value.byte)


@pytest.mark.parametrize("byte", [b" ", b"\r", b"}", b"\xff"])
def test_a_changed_last_line_end_is_damage(path: Path, byte: bytes) -> None:
    """A last event that is whole but for its line end was synced once and is not cut as a torn tail."""
    whole = b"".join(write_events(path))
    path.write_bytes(whole[:-1] + byte)
    with pytest.raises(DamagedFileError, match=r"line 7, .*line end was changed"):
        list(read_journal(path))


@pytest.mark.parametrize("number", range(len(EVENTS) - 1))
def test_a_removed_line_is_damage(path: Path, number: int) -> None:
    """Without one of its lines, the journal does not fit together where that line was."""
    lines = write_events(path)
    path.write_bytes(b"".join(lines[:number] + lines[number + 1 :]))
    with pytest.raises(DamagedFileError) as caught:
        list(read_journal(path))
    assert number + 1 == caught.value.line


@pytest.mark.parametrize("number", range(len(EVENTS)))
def test_a_doubled_line_is_damage(path: Path, number: int) -> None:
    """A line that stands twice stops the reader at its copy."""
    lines = write_events(path)
    path.write_bytes(b"".join(lines[: number + 1] + lines[number:]))
    with pytest.raises(DamagedFileError) as caught:
        list(read_journal(path))
    assert number + 2 == caught.value.line


@pytest.mark.parametrize("number", range(len(EVENTS) - 1))
def test_swapped_lines_are_damage(path: Path, number: int) -> None:
    """Two lines that changed places stop the reader at the first of them."""
    lines = write_events(path)
    lines[number], lines[number + 1] = lines[number + 1], lines[number]
    path.write_bytes(b"".join(lines))
    with pytest.raises(DamagedFileError) as caught:
        list(read_journal(path))
    assert number + 1 == caught.value.line


@given(tail=st.binary(max_size=300).map(lambda tail: tail.replace(b"\n", b" ")))
@quick
def test_bytes_after_the_last_line_end_are_a_tail(path: Path, tail: bytes) -> None:
    """Whatever stands behind the last line end is left to be cut, zeros of a grown file included."""
    whole = b"".join(write_events(path))
    path.write_bytes(whole + tail)
    reader = read_journal(path)
    assert list(EVENTS) == [event for event, _, _ in reader]
    assert (len(whole), len(whole + tail)) == (reader.tail.valid_bytes, reader.tail.total_bytes)


def test_a_long_tail_of_zeros_is_a_tail(path: Path) -> None:
    """A tail longer than any line is still a tail."""
    whole = b"".join(write_events(path))
    path.write_bytes(whole + bytes(codec.MAX_LINE + 5))
    reader = read_journal(path)
    assert len(EVENTS) == len(list(reader))
    assert len(whole) == reader.tail.valid_bytes


def test_an_endless_line_is_damage(path: Path) -> None:
    """A line longer than any that is written stops the reader, without being held in memory whole."""
    whole = b"".join(write_events(path))
    path.write_bytes(whole + bytes(codec.MAX_LINE + 5) + b"\n")
    with pytest.raises(DamagedFileError, match=r"line 8, .*too long"):
        list(read_journal(path))


def seal_first(body: bytes) -> bytes:
    """Return a first line with a right checksum around any content."""
    return b'{"crc":"%08x",' % crc32(body[1:]) + body[1:] + b"\n"


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"type":"opened"}',
        b'{"type":{"a":1}}',
        b'{"type":"nothing known"}',
        b'{"type":"failed","slot":1e999}',
        b'{"a":' + b"[" * 3000 + b"]" * 3000 + b"}",
        b'{"type":"opened","format":1,"name":"\\ud800","seed":1,"config_hash":"","time":1}',
        b'{"type":"opened","format":99999999999999999999999999,"name":"","seed":1,"config_hash":"","time":1}',
        b'{"type":"opened","format":-1,"name":"","seed":1,"config_hash":"","time":1}',
        b'{"type":"\xff"}',
        b"{\0",
    ],
)
def test_hostile_content_under_a_right_checksum_is_damage(path: Path, body: bytes) -> None:
    """A forged line is refused with its place, whatever it holds."""
    path.write_bytes(seal_first(body))
    with pytest.raises(DamagedFileError, match="line 1, byte 0"):
        list(read_journal(path))


def test_a_newer_format_is_named(path: Path) -> None:
    """A journal of a later version is refused as such, even if its first event has other fields."""
    path.write_bytes(seal_first(b'{"type":"opened","format":2}'))
    with pytest.raises(InputError, match="newer"):
        list(read_journal(path))


def test_a_missing_journal_is_empty(path: Path) -> None:
    """A run directory without a journal has no events and no tail."""
    reader = read_journal(path)
    assert ([], JournalTail(0, 0, 0)) == (list(reader), reader.tail)


def test_an_unreadable_journal_is_a_storage_error(tmp_path: Path) -> None:
    """A journal that cannot be read is named, with what was tried."""
    with pytest.raises(StorageError, match=f"could not read {tmp_path}"):
        list(read_journal(tmp_path))


def test_a_writer_goes_on_where_the_reader_ended(path: Path) -> None:
    """Events appended by a later process continue the chain of the first."""
    write_events(path, EVENTS[:3])
    reader = read_journal(path)
    list(reader)
    writer = JournalWriter(path, LocalDisk(), reader.tail)
    for event in EVENTS[3:]:
        writer.add(event)
    writer.write(writer.take())
    writer.close()
    assert list(EVENTS) == [event for event, _, _ in read_journal(path)]


def test_a_journal_that_grew_meanwhile_is_not_appended_to(path: Path) -> None:
    """A writer whose file has another length than it knows writes nothing."""
    lines = write_events(path)
    writer = JournalWriter(path, LocalDisk(), JournalTail(10, 10, 0))
    writer.add(EVENTS[1])
    with pytest.raises(StorageError, match="another process"):
        writer.write(writer.take())
    assert b"".join(lines) == path.read_bytes()
