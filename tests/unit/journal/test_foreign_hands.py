"""What somebody else does to a run directory while a process works on it, or had in its place before."""

from pathlib import Path

import pytest

from engine.errors import DamagedFileError, StorageError
from engine.journal.disk import LocalDisk, list_temporaries, name_temporary
from engine.journal.events import Closed
from engine.journal.reader import JournalTail
from engine.journal.replay import replay
from engine.journal.writer import JournalWriter
from engine.sink.commit import GroupCommit
from engine.sink.shards import ShardWriter

EVENT = Closed("stopped", 1.0, 1.0, (), "")


def _begin(folder: Path) -> GroupCommit:
    disk = LocalDisk()
    folder.mkdir()
    rows = ShardWriter(folder / "data", 10, disk)
    commit = GroupCommit(JournalWriter(folder / "journal.jsonl", disk, JournalTail()), [rows])
    commit.journal.add(EVENT)
    commit.write(commit.take_batch())
    rows.add(b"{}")
    commit.journal.add(EVENT)
    return commit


def _list_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_directory_that_was_moved_gets_no_further_row(tmp_path: Path) -> None:
    """After a move, neither the new nor the old place is written to."""
    commit = _begin(tmp_path / "run")
    (tmp_path / "run").rename(tmp_path / "moved")
    before = _list_files(tmp_path)
    with pytest.raises(StorageError, match="journal"):
        commit.write(commit.take_batch())
    assert before == _list_files(tmp_path)


def test_a_directory_that_was_replaced_gets_no_further_row(tmp_path: Path) -> None:
    """A file of the same name in the old place is not taken for the journal."""
    commit = _begin(tmp_path / "run")
    (tmp_path / "run").rename(tmp_path / "moved")
    (tmp_path / "run").mkdir()
    (tmp_path / "run/journal.jsonl").write_bytes((tmp_path / "moved/journal.jsonl").read_bytes())
    with pytest.raises(StorageError, match="moved or replaced"):
        commit.write(commit.take_batch())


def test_a_second_writer_is_noticed_before_anything_is_spoilt(tmp_path: Path) -> None:
    """Where no lock kept it out, another process's line stops this one before its next row."""
    commit = _begin(tmp_path / "run")
    with (tmp_path / "run/journal.jsonl").open("ab") as file:
        file.write(b"another line\n")
    before = _list_files(tmp_path)
    with pytest.raises(StorageError, match="another process wrote to it"):
        commit.write(commit.take_batch())
    assert before == _list_files(tmp_path)


@pytest.mark.parametrize("content", [b"notes", b"my own journal", b'{"a":1}'])
def test_a_file_that_was_never_a_journal_is_not_cut(tmp_path: Path, content: bytes) -> None:
    """Bytes without a line end are only a torn journal if they begin like one."""
    path = tmp_path / "journal.jsonl"
    path.write_bytes(content)
    with pytest.raises(DamagedFileError, match="no journal of ours"):
        replay(path)


@pytest.mark.parametrize("content", [b"", b"{", b'{"crc":"', b'{"crc":"0012abcd","type":"op', b"\0\0\0\0"])
def test_what_a_crash_leaves_of_the_first_line_is_a_tail(tmp_path: Path, content: bytes) -> None:
    """A first line cut short anywhere, or zeros, is the remains of a crash."""
    path = tmp_path / "journal.jsonl"
    path.write_bytes(content)
    assert JournalTail(0, len(content)) == replay(path)[1]


def test_only_our_own_temporaries_are_swept_up(tmp_path: Path) -> None:
    """A hidden file of the user's is left alone."""
    ours = name_temporary(tmp_path / "manifest.json")
    for path in (ours, tmp_path / ".notes.tmp", tmp_path / "plain.tmp"):
        path.write_bytes(b"")
    assert [ours] == list_temporaries(tmp_path)
