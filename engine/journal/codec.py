"""One event is one JSON line whose checksum also covers every line before it.

    {"crc":"<8 hex digits>",<the rest of the object>}<line end>

The checksum is CRC-32 (zlib) of the bytes between the comma and the line end, started from the checksum of the line
before (0 for the first). A flipped byte breaks its own line; a line that was removed, doubled or moved breaks the
next one. CRC-32 finds every error burst of up to 32 bits, so no single changed byte goes unseen.
"""

from zlib import crc32

START = 0
"""What the first line is chained to."""

MAX_LINE = 16 * 1024 * 1024
"""Bytes that a line may have; a longer one was not written by us."""

OPENING = b'{"crc":"'
"""How every line begins."""

_HEAD = OPENING + b'%08x",'
_HEAD_SIZE = 18


def seal(body: bytes, previous: int) -> tuple[bytes, int]:
    """Return the line for a non-empty JSON object, and its checksum, to which the next line is chained."""
    rest = body[1:]
    crc = crc32(rest, previous)
    line = b'{"crc":"%08x",%b\n' % (crc, rest)
    if len(line) > MAX_LINE:
        raise ValueError(f"an event of {len(line)} bytes is too long for the journal")
    return line, crc


def check(line: bytes, previous: int) -> int | None:
    """Return the checksum of a line without its line end if it is whole and follows `previous`, else None."""
    crc = crc32(line[_HEAD_SIZE:], previous)
    return crc if line.startswith(_HEAD % crc) else None
