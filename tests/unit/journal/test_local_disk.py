"""The file system behind its gateway: whole writes, whole replacements, and errors that name path and action."""

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.errors import StorageError
from engine.journal.disk import LocalDisk, list_temporaries, name_temporary
from engine.testing import FullDisk

DISK = LocalDisk()


def test_appended_bytes_stand_in_order(tmp_path: Path) -> None:
    """Appending twice, over two openings, keeps both."""
    for part in (b"one\n", b"two\n"):
        file = DISK.open(tmp_path / "a", "shard")
        DISK.append(file, part)
        DISK.sync(file)
        DISK.close(file)
    assert ((tmp_path / "a").read_bytes(), 4) == (b"one\ntwo\n", file.size)


def test_a_write_that_is_taken_in_pieces_is_finished(tmp_path: Path) -> None:
    """A system that takes fewer bytes than offered gets the rest in further calls."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    reading = "import os, sys\nprint(sum(len(c) for c in iter(lambda: os.read(0, 65536), b'')))"
    with subprocess.Popen([sys.executable, "-c", reading], stdin=reader, stdout=subprocess.PIPE) as process:
        file = DISK.open(tmp_path / "pipe", "shard")
        DISK.append(file, bytes(1_000_000))
        DISK.close(file)
        os.close(reader)
        assert process.stdout is not None
        assert int(process.stdout.read()) == 1_000_000


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """The new content, given at once or in pieces, stands in the place of the old and leaves nothing beside it."""
    path = tmp_path / "manifest.json"
    DISK.replace(path, b"old", "manifest")
    DISK.replace(path, (part for part in (b"ne", b"w")), "manifest")
    assert (b"new", [path]) == (path.read_bytes(), list(tmp_path.iterdir()))


def test_a_failing_source_leaves_the_old_content(tmp_path: Path) -> None:
    """When the new content cannot be made, the file is as it was and no temporary file stays."""
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"old")

    def fail() -> Iterator[bytes]:
        yield b"new"
        raise LookupError

    with pytest.raises(LookupError):
        DISK.replace(path, fail(), "output")
    assert (b"old", [path]) == (path.read_bytes(), list(tmp_path.iterdir()))


def test_leftovers_of_killed_processes_are_listed(tmp_path: Path) -> None:
    """The hidden file in which a replacement is prepared can be found again."""
    leftover = name_temporary(tmp_path / "manifest.json")
    leftover.write_bytes(b"half")
    (tmp_path / "manifest.json").write_bytes(b"whole")
    assert [leftover] == list_temporaries(tmp_path)


def test_folders_are_made_with_their_parents(tmp_path: Path) -> None:
    """A folder is made with all that is missing above it, and making it again is no error."""
    for _ in range(2):
        DISK.make_folder(tmp_path / "a" / "b" / "c", "shard")
    assert (tmp_path / "a" / "b" / "c").is_dir()


def test_cutting_and_removing(tmp_path: Path) -> None:
    """A cut file keeps its first bytes; a removed one is gone, and removing it again is no error."""
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    DISK.truncate(path, 2, "shard")
    assert path.read_bytes() == b"12"
    DISK.remove(path, "shard")
    DISK.remove(path, "shard")
    assert not path.exists()


@pytest.mark.parametrize("action", ["open", "replace", "make folder", "cut", "remove"])
def test_errors_name_path_and_action(tmp_path: Path, action: str) -> None:
    """What the system refuses becomes one error that says what could not be done to which file."""
    (tmp_path / "file").write_bytes(b"")
    path = tmp_path / "file" / "x"
    actions: dict[str, Callable[[], object]] = {
        "open": lambda: DISK.open(path, "shard"),
        "replace": lambda: DISK.replace(path, b"", "manifest"),
        "make folder": lambda: DISK.make_folder(path, "shard"),
        "cut": lambda: DISK.truncate(path, 0, "shard"),
        "remove": lambda: DISK.remove(path, "shard"),
    }
    with pytest.raises(StorageError, match=f"could not {action} {tmp_path}/file.*: "):
        actions[action]()


def test_closed_files_refuse(tmp_path: Path) -> None:
    """Appending to, syncing or closing a file that was given back is a storage error."""
    file = DISK.open(tmp_path / "a", "shard")
    DISK.close(file)
    with pytest.raises(StorageError, match="could not append to"):
        DISK.append(file, b"x")
    with pytest.raises(StorageError, match="could not sync"):
        DISK.sync(file)


def test_without_fdatasync_files_are_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without fdatasync and without folders that can be opened syncs with fsync."""
    synced: list[int] = []
    monkeypatch.delattr(os, "fdatasync")
    monkeypatch.delattr(os, "O_DIRECTORY")
    monkeypatch.setattr(os, "fsync", synced.append)
    file = DISK.open(tmp_path / "a", "shard")
    DISK.sync(file)
    DISK.close(file)
    assert [file.fd] == synced


def test_new_names_are_made_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Making a folder syncs its parent, a new file its folder, and a replacement first the file and then its folder."""
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda fd: synced.append(os.fstat(fd).st_ino))
    DISK.make_folder(tmp_path / "data", "shard")
    DISK.close(DISK.open(tmp_path / "data" / "a", "shard"))
    DISK.replace(tmp_path / "data" / "b", b"new", "manifest")
    outer, folder, replaced = (path.stat().st_ino for path in (tmp_path, tmp_path / "data", tmp_path / "data" / "b"))
    assert synced == [outer, folder, replaced, folder]


@pytest.mark.parametrize(("code", "fails"), [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)])
def test_folders_that_cannot_be_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, fails: bool) -> None:
    """A file system that has no sync for folders is accepted; one that fails at it is not."""

    def refuse(_fd: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    if fails:
        with pytest.raises(StorageError, match="could not open"):
            DISK.open(tmp_path / "a", "shard")
    else:
        DISK.close(DISK.open(tmp_path / "a", "shard"))


def test_the_full_disk_of_tests_fails_like_a_real_one(tmp_path: Path) -> None:
    """The fake that runs full leaves the same bytes and raises the same error as a file size limit does."""
    fake, real = tmp_path / "fake", tmp_path / "real"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    errors = []
    for path, disk in ((fake, FullDisk(10)), (real, DISK)):
        file = disk.open(path, "shard")
        resource.setrlimit(resource.RLIMIT_FSIZE, (10 if path == real else soft, hard))
        try:
            with pytest.raises(StorageError, match=f"could not append to {path}") as caught:
                disk.append(file, b"0123456789abcdef")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        errors.append(type(caught.value))
        disk.close(file)
    assert [StorageError] * 2 == errors
    assert (fake.read_bytes(), real.read_bytes()) == (b"0123456789",) * 2
