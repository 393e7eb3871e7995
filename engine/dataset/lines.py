"""Bytes of a foreign file to numbered lines of text, whatever its encoding and line ends."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.errors import InputError

MAX_LINE = 1_000_000
"""Longest line that is read, in bytes."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class BadLine:
    """A place in a file that could not be read, and why."""

    line: int
    reason: str


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        InputError: If the file cannot be opened.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from None


def decode_lines(data: bytes) -> Iterator[tuple[int, str] | BadLine]:
    """Yield line number and text, without line end, for every line of `data`; lines end at LF or CR LF only.

    UTF-8 and UTF-16 byte-order marks are honoured. Without one, a file whose non-ASCII lines are mostly not UTF-8 is
    read as Windows-1256; otherwise a line that is not UTF-8 is bad, alone.
    """
    if data.startswith(_UTF16):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    raw = data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    encoding = "cp1256" if _is_mostly_not_utf8(raw) else "utf-8"
    for number, line in enumerate(raw, start=1):
        yield _decode_line(number, line.removesuffix(b"\r"), encoding)


def _decode_line(number: int, line: bytes, encoding: str) -> tuple[int, str] | BadLine:
    if len(line) > MAX_LINE:
        return BadLine(number, f"longer than {MAX_LINE:,} bytes")
    try:
        text = line.decode(encoding)
    except UnicodeDecodeError as error:
        return BadLine(number, f"byte {error.start + 1} is not {encoding}")
    return BadLine(number, "holds a NUL character") if "\0" in text else (number, text)


def _is_mostly_not_utf8(lines: list[bytes]) -> bool:
    foreign = [line for line in lines if not line.isascii()]
    broken = sum(not _is_utf8(line) for line in foreign)
    return 2 * broken > len(foreign)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
