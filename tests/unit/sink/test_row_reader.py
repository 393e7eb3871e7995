"""A committed row is read back as it was written, or its damage is named."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import pytest

from engine.errors import DamagedFileError, StorageError
from engine.journal.events import Accepted, Refused
from engine.sink.rows import RowReader
from engine.sink.shards import name_part

ROWS = (b'{"id":"a"}\n', '{"id":"سؤال"}\n'.encode())
SECOND = Accepted("exams", 1, 0, "b", (), 0, len(ROWS[0]), len(ROWS[1]), crc32(ROWS[1]), 0, 0, 1)
REJECT = Refused("exams", 1, 0, "leak", 0, 0, len(ROWS[0]), 0, 0, 1)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[RowReader]:
    """Two rows in one part."""
    name_part(tmp_path, 0).write_bytes(b"".join(ROWS))
    with RowReader(tmp_path) as reader:
        yield reader


def test_rows_are_read_from_their_places(reader: RowReader) -> None:
    """Rows come back without line end, in whatever order they are asked for."""
    assert [ROWS[1][:-1], ROWS[0][:-1]] == [reader.read(SECOND), reader.read(REJECT)]


def test_a_changed_row_is_damage(reader: RowReader) -> None:
    """A row that was edited in place is named by file, line and byte."""
    path = name_part(reader.folder, 0)
    path.write_bytes(b"".join(ROWS).replace("سؤال".encode(), "جواب".encode()))
    with pytest.raises(DamagedFileError) as caught:
        reader.read(SECOND)
    assert (path, 2, len(ROWS[0])) == (caught.value.path, caught.value.line, caught.value.byte)


@pytest.mark.parametrize("size", [5, len(ROWS[1]) + 1, 2**62])
def test_a_place_that_is_no_line_is_damage(reader: RowReader, size: int) -> None:
    """A place that ends before or after its line, or far past the file, is damage and no allocation."""
    with pytest.raises(DamagedFileError):
        reader.read(replace(SECOND, size=size))


def test_a_missing_part_is_a_storage_error(reader: RowReader) -> None:
    """A part that cannot be opened is named."""
    with pytest.raises(StorageError, match=r"part-00003\.jsonl"):
        reader.read(replace(SECOND, shard=3))
