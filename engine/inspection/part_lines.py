"""Reads part files line by line and tells what was committed from what lies past the last journalled byte."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from engine.journal.disk import map_errors
from engine.journal.replay import PartEnd
from engine.sink.shards import list_parts


@dataclass(frozen=True, slots=True)
class PartLine:
    """One whole line of a part file.

    Attributes:
        number: From 1.
        offset: Byte at which it starts.
        data: Its bytes, line end included.
        committed: Whether the journal says that a line of this file ends here or later.
    """

    path: Path
    shard: int
    number: int
    offset: int
    data: bytes
    committed: bool

    @property
    def place(self) -> str:
        """File and line, for people."""
        return f"{self.path}:{self.number}"

    def parse(self) -> dict[str, Any] | None:
        """Return the line's JSON object, or None where it is none."""
        try:
            row = orjson.loads(self.data)
        except orjson.JSONDecodeError:
            return None
        return row if isinstance(row, dict) else None


def read_lines(folder: Path, ends: Sequence[PartEnd]) -> Iterator[PartLine]:
    """Yield every whole line of every part in a folder, in the order of the parts; `ends` are the committed ends.

    Raises:
        StorageError: A part cannot be read.
    """
    for shard, path in list_parts(folder).items():
        end = ends[shard].size if shard < len(ends) else 0
        with map_errors(path, "read"), path.open("rb") as file:
            offset = 0
            for number, data in enumerate(file, start=1):
                if data.endswith(b"\n"):
                    yield PartLine(path, shard, number, offset, data, offset < end)
                offset += len(data)
