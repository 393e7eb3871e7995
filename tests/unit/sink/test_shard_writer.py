"""A row has its place before it is on disk, and that is where it comes to stand."""

from itertools import pairwise
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import StorageError
from engine.journal.disk import LocalDisk
from engine.journal.replay import PartEnd
from engine.sink.shards import Place, ShardWriter, list_parts, name_part
from engine.testing import RecordingDisk

rows = st.binary(max_size=20).map(lambda row: row.replace(b"\n", b" "))


def flush(writer: ShardWriter) -> None:
    """Write and sync what was added."""
    writer.append(writer.take())
    writer.sync()


@given(batches=st.lists(st.lists(rows, max_size=5), max_size=5), per_shard=st.integers(1, 4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_rows_stand_where_they_were_placed(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[bytes]], per_shard: int
) -> None:
    """Whatever the rows and batches, each place holds its row and its line end, with its checksum."""
    folder = tmp_path_factory.mktemp("exams")
    writer = ShardWriter(folder, per_shard, LocalDisk())
    placed = []
    for batch in batches:
        placed += [(row, writer.add(row)) for row in batch]
        flush(writer)
    writer.close()
    for row, place in placed:
        data = name_part(folder, place.shard).read_bytes()[place.offset : place.offset + place.size]
        assert (row + b"\n", crc32(row + b"\n")) == (data, place.checksum)


@given(counts=st.lists(st.integers(0, 5), max_size=5), per_shard=st.integers(1, 4))
def test_parts_are_filled_in_order(counts: list[int], per_shard: int) -> None:
    """Every part but the last has its full number of rows, and offsets leave no gap."""
    writer = ShardWriter(Path("unused"), per_shard, LocalDisk())
    places = [writer.add(b"row") for count in counts for _ in range(count)]
    assert [i // per_shard for i in range(len(places))] == [place.shard for place in places]
    assert all(a.offset + a.size == b.offset for a, b in pairwise(places) if a.shard == b.shard)


def test_a_later_process_goes_on_in_the_last_part(tmp_path: Path) -> None:
    """A writer that knows the committed ends fills the last part before it starts another."""
    first = ShardWriter(tmp_path, 2, LocalDisk())
    for row in (b"one", b"two", b"three"):
        first.add(row)
    flush(first)
    first.close()
    second = ShardWriter(tmp_path, 2, LocalDisk(), ends=(PartEnd(8, 2), PartEnd(6, 1)))
    assert [Place(1, 6, 5, crc32(b"four\n")), Place(2, 0, 5, crc32(b"five\n"))] == [
        second.add(b"four"),
        second.add(b"five"),
    ]
    flush(second)
    second.close()
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"one\ntwo\n", b"three\nfour\n", b"five\n"]


def test_a_part_of_another_length_is_not_appended_to(tmp_path: Path) -> None:
    """A part that is longer or shorter than known is left alone."""
    name_part(tmp_path, 0).write_bytes(b"foreign\n")
    writer = ShardWriter(tmp_path, 2, LocalDisk())
    writer.add(b"row")
    with pytest.raises(StorageError, match="has 8 bytes where 0 are known"):
        writer.append(writer.take())
    assert name_part(tmp_path, 0).read_bytes() == b"foreign\n"


def test_a_part_that_is_left_is_synced_first(tmp_path: Path) -> None:
    """Going on to the next part in the middle of a batch syncs the one before."""
    disk = RecordingDisk()
    writer = ShardWriter(tmp_path, 1, disk)
    writer.add(b"one")
    writer.add(b"two")
    flush(writer)
    steps = [step for step in disk.crossed if step in {"shard.append", "shard.sync"}]
    assert steps == ["shard.append", "shard.sync"] * 2
    writer.close()


def test_a_row_is_one_line() -> None:
    """A row with a line end in it is refused and takes no place."""
    writer = ShardWriter(Path("unused"), 2, LocalDisk())
    with pytest.raises(ValueError, match="one line"):
        writer.add(b"a\nb")
    assert writer.add(b"").offset == 0


def test_a_shard_holds_a_row() -> None:
    """A shard size below one makes no sense."""
    with pytest.raises(ValueError, match="at least one row"):
        ShardWriter(Path("unused"), 0, LocalDisk())


def test_only_parts_are_listed(tmp_path: Path) -> None:
    """Files with other names, or with a number written in another way, are no parts."""
    names = [
        "part-00000.jsonl",
        "part-100000.jsonl",
        "part-000001.jsonl",
        "part-1.jsonl",
        ".part-00000.jsonl.7.tmp",
        "x",
    ]
    for name in names:
        (tmp_path / name).touch()
    assert {0, 100000} == set(list_parts(tmp_path))


def test_a_folder_that_cannot_be_read_is_an_error_of_ours(tmp_path: Path) -> None:
    """The system's own error becomes one that names the folder."""
    folder = tmp_path / ("x" * 1000)
    with pytest.raises(StorageError, match=f"could not read {folder}"):
        list_parts(folder)
