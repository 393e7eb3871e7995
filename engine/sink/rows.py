"""Reads committed rows back from their places, for replay, verify and export."""

import os
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from zlib import crc32

from engine.errors import DamagedFileError
from engine.journal.disk import map_errors
from engine.journal.events import Accepted, Refused
from engine.sink.shards import name_part


class RowReader:
    """Reads rows of one folder of parts; quick when they are asked for in the order of their places."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._shard = -1
        self._file: BinaryIO | None = None

    def read(self, event: Accepted | Refused) -> bytes:
        """Return the row of an event, without line end.

        Raises:
            DamagedFileError: The bytes are not those that were committed; names line and byte.
            StorageError: They cannot be read.
        """
        path = name_part(self.folder, event.shard)
        with map_errors(path, "read"):
            file = self._switch_to(event.shard, path)
            file.seek(event.offset)
            held = os.fstat(file.fileno()).st_size  # a forged size must not become an allocation
            data = file.read(event.size) if event.size <= held else b""
        whole = len(data) == event.size and data.endswith(b"\n")
        if not whole or (isinstance(event, Accepted) and crc32(data) != event.checksum):
            line = 1 + _count_lines(path, event.offset)
            raise DamagedFileError(path, line, event.offset, "the row is not the one that was committed")
        return data[:-1]

    def close(self) -> None:
        """Give the open part back."""
        if self._file is not None:
            self._file.close()
            self._file, self._shard = None, -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _switch_to(self, shard: int, path: Path) -> BinaryIO:
        if self._file is None or self._shard != shard:
            self.close()
            self._file, self._shard = path.open("rb", buffering=1 << 18), shard
        return self._file


def _count_lines(path: Path, end: int) -> int:
    """Return the number of line ends before byte `end`."""
    count, left = 0, end
    with map_errors(path, "read"), path.open("rb") as file:
        while left > 0 and (chunk := file.read(min(left, 1 << 20))):
            count += chunk.count(b"\n")
            left -= len(chunk)
    return count
