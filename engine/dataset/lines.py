"""Bytes of a foreign file to numbered lines of text, whatever its encoding and line ends."""

import codecs
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader, FileIO, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from engine.errors import InputError

MAX_LINE = 1_000_000
"""Longest line that is read, in characters."""

PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"PAR1")
"""How archives, compressed files and Parquet begin."""

_MOST_BYTES = 4 * MAX_LINE + 1  # of the longest line in UTF-8, with its end
_NUL = "holds a NUL character"
_HEAD = 1 << 20
_CHUNK = 1 << 16
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Line(NamedTuple):
    """One line of a file.

    Attributes:
        number: From 1.
        text: The line with its end. Where there is a fault, only its quotation marks can be relied on.
        fault: Why the line cannot be read, or an empty string.
        data: The text in UTF-8; empty where there is a fault.
    """

    number: int
    text: str
    fault: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A place in a file that could not be read, and why.

    Attributes:
        line: From 1.
        reason: What is wrong, in the words of the file.
        text: What stands there, where it is known.
        name: The field of an item that is wrong, under its name in our rows; empty where it is more than one field.
    """

    line: int
    reason: str
    text: str = field(default="", compare=False)
    name: str = field(default="", compare=False)


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the lines of a file, held one at a time; lines end at LF or CR LF only.

    UTF-8 and UTF-16 byte-order marks are honoured. Without one, a file whose beginning is mostly not UTF-8 is read as
    Windows-1256, but for those of its lines that are UTF-8; in any other file a line that is not UTF-8 is bad, alone.

    Raises:
        InputError: If the file cannot be opened or read.
    """
    with open_bytes(path) as file:
        yield from decode_lines(file)


class _PatientFile(FileIO):
    """A file of which less than was asked for comes at its end only: so does a pipe tell what it holds at once."""

    def readinto(self, buffer: Any, /) -> int | None:
        """Fill a buffer as far as there is something left."""
        view, done, count = memoryview(buffer), 0, super().readinto(buffer)
        while count:
            done += count
            count = super().readinto(view[done:]) if done < len(view) else 0
        return done or count


@contextmanager
def open_bytes(path: Path) -> Iterator["BufferedReader[FileIO]"]:
    """Open a file; its end closes it.

    Raises:
        InputError: If it cannot be opened, or the block cannot read it, or it is an archive or a Parquet file.
    """
    try:
        opened: FileIO = _PatientFile(path)
    except (OSError, ValueError) as error:
        raise InputError(path, getattr(error, "strerror", None) or str(error)) from None
    try:
        with BufferedReader(opened, _HEAD) as file:
            if file.peek(4).startswith(PACKED):
                raise InputError(path, "is packed (gzip, zip, zstd …); unpack it first")
            yield file
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from None


def decode_lines(file: "BufferedReader[Any]") -> Iterator[Line]:
    """Yield the lines of a file that is open at its beginning; see `read_lines`."""
    head = file.peek(_HEAD)
    if head.startswith(_UTF16):
        with TextIOWrapper(file, "utf-16", "replace", newline="\n") as text:
            for number, wide in enumerate(iter(lambda: text.readline(MAX_LINE + 1), ""), start=1):
                yield _check_utf16(number, wide) if _is_whole(wide) else _shorten(number, wide, text.readline)
    else:
        encoding = "cp1256" if _is_mostly_not_utf8(head) else "utf-8"
        first = file.readline(_MOST_BYTES).removeprefix(codecs.BOM_UTF8)
        rest = iter(lambda: file.readline(_MOST_BYTES), b"")
        for number, data in enumerate(chain([first], rest) if first else rest, start=1):
            line = _decode(number, data, encoding)
            yield line if _is_whole(line.text) else _shorten(number, line.text, file.readline)


def find_place(file: "BufferedReader[Any]", size: int) -> int:
    """Return how many bytes of a file were read; `size` where it does not tell, as a pipe and a closed file."""
    try:
        return file.tell()
    except (OSError, ValueError):
        return size


def _is_whole(text: str) -> bool:
    return len(text) <= MAX_LINE or (len(text) == MAX_LINE + 1 and text.endswith("\n"))


def _shorten(number: int, text: str, read: Callable[[int], str | bytes]) -> Line:
    """Read to the end of a line; return one that has the same effect on quoting: records around it stay whole."""
    quotes, rest = text.count('"'), text
    while rest and not rest.endswith("\n"):
        more = read(_CHUNK)
        rest = more if isinstance(more, str) else more.decode("latin-1")
        quotes += rest.count('"')
    return Line(number, '"\n' if quotes % 2 else "\n", f"longer than {MAX_LINE:,} characters")


def _check_utf16(number: int, text: str) -> Line:
    if "\0" in text:
        return Line(number, text, _NUL)
    place = text.find("\ufffd")
    if place >= 0:
        return Line(number, text, f"character {place + 1} is not UTF-16")
    return Line(number, text, "", text.encode())


def _decode(number: int, data: bytes, encoding: str) -> Line:
    """Return a line of UTF-8, or of `encoding` where it is none."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            text, place = data.decode("utf-8", "surrogateescape"), len(data[: error.start].decode())
            return Line(number, text, _NUL if "\0" in text else f"character {place + 1} is not UTF-8")
        text = data.decode(encoding)
        data = text.encode()
    return Line(number, text, _NUL) if "\0" in text else Line(number, text, "", data)


def _is_mostly_not_utf8(head: bytes) -> bool:
    # By characters: one broken letter in a line of good ones is damage, not another encoding.
    text = head.decode("utf-8", "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return 2 * text.count("\ufffd") > foreign
