"""Reads the journal back, line by line: every committed event, or the place where the file was changed.

What may stand at the end of a journal that nobody changed: a batch is written with one call after the batch before it
was synced, so a killed process or a full disk leaves a prefix of the last batch, and a power cut leaves whole events,
or a prefix, or zeros where the file had grown and its content had not arrived. (File systems in common use make a
new length durable only after the bytes below it, so a hole with events behind it does not arise.) In each of these
cases the remains have no line end. Hence the rule, the strictest that never stops a run for a crash:

1. Bytes after the last line end are a torn tail: no event that was ever synced is among them.
2. Everything before the last line end must be whole and chained. Otherwise the file was changed: damage.
3. A tail that is a whole event with one wrong byte, other than zero, in the place of its line end: damage.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import orjson

from engine.errors import DamagedFileError, InputError
from engine.journal import codec
from engine.journal.disk import map_errors
from engine.journal.events import FORMAT, Event, read_event

_BUFFER = 1024 * 1024


@dataclass(frozen=True, slots=True)
class JournalTail:
    """Where the whole events of a journal end.

    Attributes:
        valid_bytes: Length of the whole events.
        total_bytes: Length of the file; what lies between is a torn tail, to be cut.
        last_crc: Checksum of the last whole event, to which the next one is chained.
    """

    valid_bytes: int = 0
    total_bytes: int = 0
    last_crc: int = codec.START


class JournalReader:
    """Iterates once over (event, line, byte), line from 1, byte = offset of the line; memory use does not grow.

    Raises:
        DamagedFileError: The file was changed; names line and byte.
        InputError: A newer version wrote it.
        StorageError: It cannot be read. A file that is missing reads as empty.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tail = JournalTail()
        """Valid when the iteration has ended."""

    def __iter__(self) -> Iterator[tuple[Event, int, int]]:
        self.tail = JournalTail()
        with map_errors(self.path, "read"):
            if not self.path.exists():
                return
            with self.path.open("rb", buffering=_BUFFER) as file:
                yield from self._read_lines(file)

    def _read_lines(self, file: BinaryIO) -> Iterator[tuple[Event, int, int]]:
        number = start = 0
        crc = codec.START
        while line := file.readline(codec.MAX_LINE):
            number += 1
            if line[-1] != 10:  # not a line end
                self._judge_tail(file, line, crc, number, start)
                break
            whole = line[:-1]
            checked = codec.check(whole, crc)
            if checked is None:
                raise self._damage(number, start, "the checksum does not fit this line or the one before it")
            try:
                record = orjson.loads(whole)  # an object: `check` has seen its first bytes
                if number == 1:
                    self._judge_version(record.get("type"), record.get("format"))
                event = read_event(record)
            except ValueError as error:
                raise self._damage(number, start, str(error)) from None
            yield event, number, start
            crc = checked
            start += len(line)
        self.tail = JournalTail(start, file.seek(0, 2), crc)

    def _judge_version(self, kind: object, version: object) -> None:
        if kind == "opened" and isinstance(version, int) and version > FORMAT:
            raise InputError(self.path, f"format {version} is newer than {FORMAT}: update arabic-synth", 1, "format")

    def _judge_tail(self, file: BinaryIO, tail: bytes, crc: int, number: int, start: int) -> None:
        """Case 1 or 3 of the rule, or bytes that were never ours."""
        written = tail.rstrip(b"\0")
        if number == 1 and not (written.startswith(codec.OPENING) or codec.OPENING.startswith(written)):
            raise self._damage(number, start, "this is no journal of ours")
        changed_end = tail[-1] != 0 and codec.check(tail[:-1], crc) is not None
        if changed_end:
            raise self._damage(number, start, "the line end was changed")
        while more := file.read(_BUFFER):
            if b"\n" in more:
                raise self._damage(number, start, "the line is too long")

    def _damage(self, line: int, byte: int, reason: str) -> DamagedFileError:
        return DamagedFileError(self.path, line, byte, reason)


def read_journal(path: Path) -> JournalReader:
    """Return an iterable over (event, line, byte) whose `tail` is known once it has been read to its end."""
    return JournalReader(path)
