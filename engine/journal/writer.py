"""Turns events into sealed journal lines and puts them on disk when the committer says so."""

from pathlib import Path

from engine.errors import StorageError
from engine.journal import codec
from engine.journal.disk import AppendFile, Disk
from engine.journal.events import Event, write_event
from engine.journal.reader import JournalTail

ROLE = "journal"
NAME = "journal.jsonl"


class JournalWriter:
    """Appends to one journal whose torn tail has been cut.

    `add` and `take` belong to the event loop, `write` and `close` to whoever commits; they share nothing.
    """

    def __init__(self, path: Path, disk: Disk, tail: JournalTail) -> None:
        self.path = path
        self._disk = disk
        self._crc = tail.last_crc
        self._lines: list[bytes] = []
        self._written = tail.valid_bytes
        self._file: AppendFile | None = None

    def add(self, event: Event) -> None:
        """Seal an event into the buffer; it is durable once the batch that takes it has been written."""
        line, self._crc = codec.seal(write_event(event), self._crc)
        self._lines.append(line)

    def __len__(self) -> int:
        return len(self._lines)

    def take(self) -> bytes:
        """Return the buffered lines and start anew."""
        lines, self._lines = self._lines, []
        return b"".join(lines)

    def ensure_in_place(self) -> None:
        """Raise StorageError where the journal was moved, replaced or written to by somebody else meanwhile."""
        if self._file is not None:
            self._disk.check(self._file, self._written)

    def write(self, data: bytes) -> None:
        """Append whole lines in one call and sync; raises StorageError."""
        if self._file is None:
            self._file = self._open()
        self._disk.append(self._file, data)
        self._disk.sync(self._file)
        self._written += len(data)

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            file, self._file = self._file, None
            self._disk.close(file)

    def _open(self) -> AppendFile:
        file = self._disk.open(self.path, ROLE)
        if file.size != self._written:
            self._disk.close(file)
            reason = f"it has {file.size} bytes where {self._written} are known: another process wrote to it"
            raise StorageError(self.path, "append to", reason)
        return file
