"""The order of a commit, and its silence after a failure."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import StorageError
from engine.journal.disk import Disk, LocalDisk
from engine.journal.events import Event, Failed, Opened
from engine.journal.reader import JournalTail, read_journal
from engine.journal.writer import JournalWriter
from engine.sink.commit import GroupCommit
from engine.sink.shards import REJECTS, ShardWriter
from engine.testing import FullDisk, RecordingDisk

OPENED = Opened(1, "pilot", 42, "c0ffee", 1.0)
EVENT = Failed("exams", 0, 0, "timeout", 0, 0, 1)


def start(folder: Path, disk: Disk) -> GroupCommit:
    """Return a commit with one writer of rows and one of rejects, and an opened journal."""
    shards = ShardWriter(folder / "data", 10, disk)
    rejects = ShardWriter(folder / "rejects", 10, disk, REJECTS)
    commit = GroupCommit(JournalWriter(folder / "journal.jsonl", disk, JournalTail()), [shards, rejects])
    commit.journal.add(OPENED)
    return commit


def read_events(folder: Path) -> list[Event]:
    """Return what the journal holds."""
    return [event for event, _, _ in read_journal(folder / "journal.jsonl")]


def test_rows_are_durable_before_their_events(tmp_path: Path) -> None:
    """All rows are written, then synced, before the events are written at once and synced."""
    disk = RecordingDisk()
    commit = start(tmp_path, disk)
    commit.write(commit.take_batch())
    disk.crossed.clear()
    for writer in commit.writers:
        writer.add(b"one")
        writer.add(b"two")
    commit.journal.add(EVENT)
    commit.journal.add(EVENT)
    commit.write(commit.take_batch())
    steps = [step for step in disk.crossed if step.endswith((".append", ".sync"))]
    rows = ["shard.append", "rejects.append", "shard.sync", "rejects.sync"]
    assert [*rows, "journal.append", "journal.sync"] == steps
    commit.close()


def test_what_has_nothing_new_is_not_synced(tmp_path: Path) -> None:
    """An empty batch touches no file, and a batch of events alone only the journal."""
    disk = RecordingDisk()
    commit = start(tmp_path, disk)
    commit.write(commit.take_batch())
    crossed = list(disk.crossed)
    commit.write(commit.take_batch())
    assert (crossed, disk.crossed) == (["journal.open", "journal.append", "journal.sync"],) * 2
    commit.close()


def break_rows(disk: FullDisk) -> None:
    """Leave room for half a row."""
    disk.left = 3


def break_journal(disk: FullDisk) -> None:
    """Leave room for a row and half an event."""
    disk.left = 30


@pytest.mark.parametrize("damage", [break_rows, break_journal])
def test_nothing_is_written_after_a_failure(tmp_path: Path, damage: Callable[[FullDisk], None]) -> None:
    """After one failed write no later batch reaches any file, even when the disk has room again."""
    disk = FullDisk(10_000)
    commit = start(tmp_path, disk)
    commit.write(commit.take_batch())
    damage(disk)
    for _ in range(2):
        commit.writers[0].add(b"a row")
        commit.journal.add(EVENT)
        with pytest.raises(StorageError):
            commit.write(commit.take_batch())
        files = {path: path.read_bytes() for path in tmp_path.rglob("*.jsonl")}
        disk.left = 10_000
    assert files == {path: path.read_bytes() for path in tmp_path.rglob("*.jsonl")}
    assert read_events(tmp_path) == [OPENED]
    with pytest.raises(StorageError, match="an earlier write failed: could not append"):
        commit.write(commit.take_batch())
    commit.close()


def test_batches_are_written_in_the_order_they_were_taken(tmp_path: Path) -> None:
    """A batch that is not the next one is refused and nothing of it is written."""
    commit = start(tmp_path, LocalDisk())
    first = commit.take_batch()
    commit.journal.add(EVENT)
    second = commit.take_batch()
    with pytest.raises(ValueError, match="batch 1 is written where batch 0 is due"):
        commit.write(second)
    commit.write(first)
    commit.write(second)
    assert read_events(tmp_path) == [OPENED, EVENT]
    commit.close()


def test_adding_goes_on_while_a_batch_is_written(tmp_path: Path) -> None:
    """Events and rows that are added while another thread writes come into the next batch, whole and chained."""
    commit = start(tmp_path, LocalDisk())
    for _ in range(10):
        batch = commit.take_batch()
        thread = threading.Thread(target=commit.write, args=(batch,))
        thread.start()
        for _ in range(100):
            commit.writers[0].add(b"row")
            commit.journal.add(EVENT)
        thread.join()
    commit.write(commit.take_batch())
    commit.close()
    assert [OPENED, *[EVENT] * 1000] == read_events(tmp_path)
    assert sum(path.read_bytes().count(b"row\n") for path in (tmp_path / "data").iterdir()) == 1000


def test_a_batch_knows_its_number_of_events(tmp_path: Path) -> None:
    """A batch counts its events, so that progress can be told without reading them."""
    commit = start(tmp_path, LocalDisk())
    commit.journal.add(EVENT)
    assert (commit.take_batch().events, commit.take_batch().events) == (2, 0)
