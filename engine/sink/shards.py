"""Gives every row its place in a part file at once, and puts the bytes there when the committer says so."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from engine.errors import StorageError
from engine.journal.disk import AppendFile, Disk, map_errors
from engine.journal.replay import PartEnd

SHARD: Final = "shard"
REJECTS: Final = "rejects"
FOLDERS: Final = {SHARD: "data", REJECTS: "rejects"}
"""Role of a writer to the folder of the run directory that holds its parts, by task."""

_PART = re.compile(r"part-(\d{5,})\.jsonl")


class Place(NamedTuple):
    """Which bytes of which part are a row, line end included, and their CRC-32."""

    shard: int
    offset: int
    size: int
    checksum: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows in a line for one part, from `offset` on."""

    shard: int
    offset: int
    rows: list[bytes]


def name_folder(run_dir: Path, role: str, task: str) -> Path:
    """Return the folder of a task's accepted rows (`SHARD`) or refused candidates (`REJECTS`)."""
    return run_dir / FOLDERS[role] / task


def name_part(folder: Path, shard: int) -> Path:
    """Return the path of a part."""
    return folder / f"part-{shard:05d}.jsonl"


def list_parts(folder: Path) -> dict[int, Path]:
    """Return the part files of a folder by number; a folder that is missing has none. Raises StorageError."""
    with map_errors(folder, "read"):
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
    found = ((_PART.fullmatch(path.name), path) for path in paths)
    return {int(match[1]): path for match, path in found if match and path == name_part(folder, int(match[1]))}


class ShardWriter:
    """Writes the rows of one task into parts of `rows_per_shard` rows, going on where the journal ends.

    `add` and `take` belong to the event loop, `append`, `sync` and `close` to whoever commits; they share nothing.

    Args:
        folder: Holds the parts; made with the first row.
        disk: Where to write.
        role: `SHARD` or `REJECTS`; names the boundaries.
        ends: Committed parts, from the history; what lies past them has been cut.
    """

    def __init__(
        self, folder: Path, rows_per_shard: int, disk: Disk, role: str = SHARD, ends: tuple[PartEnd, ...] = ()
    ) -> None:
        if rows_per_shard < 1:
            raise ValueError("a shard holds at least one row")
        self.folder, self.role = folder, role
        self._rows_per_shard, self._disk = rows_per_shard, disk
        self._shard = max(len(ends) - 1, 0)
        self._offset, self._rows = (ends[-1].size, ends[-1].rows) if ends else (0, 0)
        self._segments: list[Segment] = []
        self._open_shard = -1
        self._file: AppendFile | None = None

    def add(self, row: bytes) -> Place:
        """Place one row, given without line end, and keep it for the next batch."""
        if b"\n" in row:
            raise ValueError("a row is one line")
        if self._rows >= self._rows_per_shard:
            self._shard, self._offset, self._rows = self._shard + 1, 0, 0
        line = row + b"\n"
        size = len(line)
        if not self._segments or self._segments[-1].shard != self._shard:
            self._segments.append(Segment(self._shard, self._offset, []))
        self._segments[-1].rows.append(line)
        place = Place(self._shard, self._offset, size, crc32(line))
        self._offset += size
        self._rows += 1
        return place

    def take(self) -> list[Segment]:
        """Return the rows placed since the last call."""
        segments, self._segments = self._segments, []
        return segments

    def append(self, segments: list[Segment]) -> None:
        """Write segments in order; a part that is left behind is synced. Raises StorageError."""
        for segment in segments:
            file = self._switch_to(segment)
            self._disk.append(file, b"".join(segment.rows))

    def sync(self) -> None:
        """Make everything appended so far durable."""
        if self._file is not None:
            self._disk.sync(self._file)

    def close(self) -> None:
        """Give the open part back."""
        if self._file is not None:
            file, self._file, self._open_shard = self._file, None, -1
            self._disk.close(file)

    def _switch_to(self, segment: Segment) -> AppendFile:
        if self._file is not None and self._open_shard == segment.shard:
            return self._file
        self.sync()
        self.close()
        self._disk.make_folder(self.folder, self.role)
        path = name_part(self.folder, segment.shard)
        file = self._disk.open(path, self.role)
        if file.size != segment.offset:
            self._disk.close(file)
            reason = f"it has {file.size} bytes where {segment.offset} are known: another process wrote to it"
            raise StorageError(path, "append to", reason)
        self._file, self._open_shard = file, segment.shard
        return file
