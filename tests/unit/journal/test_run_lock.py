"""One process works on a run directory; its death, however violent, sets the directory free."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.errors import RunLockedError, StorageError
from engine.journal.lock import RunLock, is_held

HOLD = """
import sys
from pathlib import Path
{before}
from engine.journal.lock import RunLock
with RunLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
# Record locks of the os module stand in for those of Windows.
WITHOUT_FCNTL = """
import os, types
sys.modules["fcntl"] = None
def locking(fd, mode, size):
    os.lockf(fd, os.F_TLOCK, size)
sys.modules["msvcrt"] = types.SimpleNamespace(LK_NBLCK=2, locking=locking)
"""


@contextmanager
def holding(folder: Path, before: str = "") -> Iterator[subprocess.Popen[str]]:
    """Run a process that holds the lock until the block ends."""
    command = [sys.executable, "-c", HOLD.format(before=before), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_process_is_told_the_first_ones_pid(tmp_path: Path) -> None:
    """A lock that another process holds is refused, and the refusal names that process."""
    with holding(tmp_path) as process:
        with pytest.raises(RunLockedError, match=f"process {process.pid} is working on {tmp_path}"):
            RunLock(tmp_path).acquire()
        assert is_held(tmp_path)


def test_a_killed_holder_sets_the_directory_free(tmp_path: Path) -> None:
    """After SIGKILL of its holder the lock is free and can be taken."""
    with holding(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not is_held(tmp_path)
        with RunLock(tmp_path):
            assert is_held(tmp_path)


def test_asking_does_not_disturb_the_holder(tmp_path: Path) -> None:
    """A probe neither takes the lock from its holder nor changes the pid in the file."""
    with RunLock(tmp_path):
        answers = [is_held(tmp_path) for _ in range(3)]
        assert f"{os.getpid()}\n" == (tmp_path / "run.lock").read_text()
    assert answers == [True, True, True]


def test_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    """A lock that was let go is free, for its own process too."""
    lock = RunLock(tmp_path)
    lock.acquire()
    lock.release()
    lock.release()
    assert not is_held(tmp_path)
    with lock:
        assert is_held(tmp_path)


def test_the_same_process_cannot_hold_it_twice(tmp_path: Path) -> None:
    """A second lock in the holder's own process is refused as well."""
    with RunLock(tmp_path), pytest.raises(RunLockedError, match=f"process {os.getpid()}"):
        RunLock(tmp_path).acquire()


def test_a_directory_without_lock_file_is_free(tmp_path: Path) -> None:
    """A run that never started is not held, and asking makes no file."""
    assert not is_held(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_unreadable_pid_is_no_obstacle(tmp_path: Path) -> None:
    """Rubbish in the lock file of a live holder still gives a clear refusal."""
    with RunLock(tmp_path):
        (tmp_path / "run.lock").write_bytes(b"\xff\x00 rubbish")
        with pytest.raises(RunLockedError, match="another process"):
            RunLock(tmp_path).acquire()


def test_a_missing_run_directory_is_a_storage_error(tmp_path: Path) -> None:
    """A lock in a directory that does not exist says which file could not be made."""
    with pytest.raises(StorageError, match=r"could not lock .*run\.lock"):
        RunLock(tmp_path / "absent").acquire()


def test_without_fcntl_the_lock_still_excludes(tmp_path: Path) -> None:
    """On a system without fcntl two processes cannot hold the lock together either."""
    with holding(tmp_path, WITHOUT_FCNTL) as first:
        command = [sys.executable, "-c", HOLD.format(before=WITHOUT_FCNTL), str(tmp_path)]
        second = subprocess.run(command, capture_output=True, text=True, check=False, input="")
    assert f"process {first.pid} is working on" in second.stderr
    assert second.stdout == ""
