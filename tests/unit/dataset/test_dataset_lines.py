"""Bytes to numbered lines."""

import codecs
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dataset.lines import MAX_LINE, PACKED, Line, read_lines
from engine.errors import InputError

ARABIC = "ما عاصمة مصر؟\nالقاهرة مدينة كبيرة\n"


def read(folder: Path, content: bytes) -> list[Line]:
    """Return the lines of a file with this content."""
    path = folder / "file.jsonl"
    path.write_bytes(content)
    return list(read_lines(path))


def read_texts(folder: Path, content: bytes) -> list[str]:
    """Return the texts of a file without faults."""
    lines = read(folder, content)
    assert [""] * len(lines) == [line.fault for line in lines]
    return [line.text for line in lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_arabic_is_read_in_every_encoding_in_use(tmp_path: Path, encoding: str) -> None:
    """The same text comes out of UTF-8, UTF-8 with a mark, UTF-16 and Windows-1256."""
    assert ARABIC.splitlines(keepends=True) == read_texts(tmp_path, ARABIC.encode(encoding))


def write_in_pieces(place: int, content: bytes) -> None:
    """Write to a pipe byte by byte, so that whoever reads it finds one at a time."""
    with os.fdopen(place, "wb", buffering=0) as pipe:
        for byte in content:
            pipe.write(bytes([byte]))
            time.sleep(0.001)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_a_pipe_is_read_like_a_file(encoding: str) -> None:
    """What the beginning says of the rest is heard however few bytes of it are there at first."""
    reading, writing = os.pipe()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(write_in_pieces, writing, ARABIC.encode(encoding))
        lines = list(read_lines(Path(f"/dev/fd/{reading}")))
    os.close(reading)
    assert ARABIC.splitlines(keepends=True) == [line.text for line in lines]


def test_a_file_of_a_mark_alone_has_no_lines(tmp_path: Path) -> None:
    """A byte-order mark is no text."""
    assert [] == read(tmp_path, codecs.BOM_UTF8)


@pytest.mark.parametrize("mark_first", [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
def test_both_byte_orders_of_utf16_are_read(tmp_path: Path, mark_first: tuple[str, bytes]) -> None:
    """The byte-order mark decides."""
    encoding, mark = mark_first
    assert ARABIC.splitlines(keepends=True) == read_texts(tmp_path, mark + ARABIC.encode(encoding))


@pytest.mark.parametrize("inside", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c", "\r"])
def test_only_a_line_feed_ends_a_line(tmp_path: Path, inside: str) -> None:
    """Whatever else some programs call a line end stays inside the line."""
    assert [f"ا{inside}ب\n", "ج"] == read_texts(tmp_path, f"ا{inside}ب\nج".encode())


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    """Nothing in, nothing out."""
    assert [] == read(tmp_path, b"")


def test_a_line_that_is_not_utf8_is_bad_alone(tmp_path: Path) -> None:
    """One broken letter spoils its line and no other."""
    good = "القاهرة مدينة كبيرة".encode()
    lines = read(tmp_path, good + b"\n" + good + b"\xff\n" + good + b"\n")
    assert ["", "character 20 is not UTF-8", ""] == [line.fault for line in lines]


def test_a_truncated_letter_does_not_make_a_file_windows_1256(tmp_path: Path) -> None:
    """A single line with one broken letter among good ones is refused, not read in another encoding."""
    assert ["character 13 is not UTF-8"] == [line.fault for line in read(tmp_path, "ما عاصمة مصر؟".encode()[:-1])]


def test_a_utf8_line_in_a_windows_1256_file_stays_what_it_is(tmp_path: Path) -> None:
    """Files that were put together of two encodings are read line by line."""
    content = ARABIC.encode("cp1256") * 3 + "القاهرة\n".encode()
    assert [*ARABIC.splitlines(keepends=True) * 3, "القاهرة\n"] == read_texts(tmp_path, content)


def test_a_nul_is_refused(tmp_path: Path) -> None:
    """The line is named, and the next one is read."""
    assert ["holds a NUL character", ""] == [line.fault for line in read(tmp_path, b"a\0b\nc\n")]


def test_half_a_surrogate_pair_in_utf16_is_refused(tmp_path: Path) -> None:
    """Nothing stands in for a letter that is not there."""
    content = b"\xff\xfe" + "ا".encode("utf-16-le") + b"\x00\xd8" + "\nب".encode("utf-16-le")
    assert ["character 2 is not UTF-16", ""] == [line.fault for line in read(tmp_path, content)]


def test_an_odd_last_byte_of_utf16_is_refused(tmp_path: Path) -> None:
    """A file cut in the middle of a letter loses that line only."""
    content = "ا\nب".encode("utf-16") + b"\x06"
    assert ["", "character 2 is not UTF-16"] == [line.fault for line in read(tmp_path, content)]


def test_the_longest_line_is_read(tmp_path: Path) -> None:
    """The limit is part of what is allowed."""
    assert [MAX_LINE + 1, 1] == [len(text) for text in read_texts(tmp_path, b"a" * MAX_LINE + b"\nb")]


@pytest.mark.parametrize("length", [MAX_LINE + 1, 2 * MAX_LINE, 2 * MAX_LINE + 1, 3 * MAX_LINE + 7])
def test_a_longer_line_is_refused_and_the_next_one_keeps_its_number(tmp_path: Path, length: int) -> None:
    """Its text is not kept, whatever its length."""
    lines = read(tmp_path, b"a" * length + b"\nb\n")
    assert [Line(1, "\n", "longer than 1,000,000 characters"), Line(2, "b\n", data=b"b\n")] == lines


def test_a_refused_line_keeps_the_parity_of_its_quotes(tmp_path: Path) -> None:
    """Records of a CSV around it are cut where they would be."""
    lines = read(tmp_path, b"".join(b'"' * (MAX_LINE + more) + b"\n" for more in range(1, 5)))
    assert ['"\n', "\n", '"\n', "\n"] == [line.text for line in lines]


@pytest.mark.parametrize("make", ["folder", "absent", "nul"])
def test_what_is_no_file_is_named(tmp_path: Path, make: str) -> None:
    """A folder, a path that leads nowhere and one that no system can have are input errors that name the path."""
    path = {"folder": tmp_path, "absent": tmp_path / "absent.csv", "nul": Path("a\0b")}[make]
    with pytest.raises(InputError, match=f"^{path}: "):
        list(read_lines(path))


def test_every_byte_is_a_windows_1256_character() -> None:
    """A line that is read in that encoding can always be read."""
    assert 256 == len(bytes(range(256)).decode("cp1256"))


@settings(max_examples=300)
@given(st.binary(max_size=200).filter(lambda content: not content.startswith(PACKED)))
def test_no_bytes_crash_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever a file holds, its lines are numbered from 1 without gaps, and good ones can be written as UTF-8."""
    lines = read(tmp_path_factory.getbasetemp(), content)
    assert list(range(1, len(lines) + 1)) == [line.number for line in lines]
    assert [line.text.encode() for line in lines if not line.fault] == [line.data for line in lines if not line.fault]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=200))
def test_valid_utf8_is_read_as_it_is(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """The lines of a UTF-8 file, put together, are the file."""
    assert text == "".join(read_texts(tmp_path_factory.getbasetemp(), text.encode()))
