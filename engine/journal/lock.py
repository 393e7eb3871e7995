"""The exclusive lock on a run directory: one process works there, any number may look."""

import os
import time
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from engine.errors import RunLockedError
from engine.journal.disk import map_errors

NAME = "run.lock"
_PROBE_PAUSES = (0.001, 0.005, 0.02, 0.05)
_FAR_BYTE = 1 << 30

try:
    import fcntl
except ImportError:  # Windows
    _msvcrt: Any = import_module("msvcrt")

    def _try_lock(fd: int, *, shared: bool) -> bool:  # noqa: ARG001  these locks are always exclusive
        """Lock a byte far past the pid: Windows locks forbid reading what they cover."""
        os.lseek(fd, _FAR_BYTE, os.SEEK_SET)
        try:
            _msvcrt.locking(fd, _msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:

    def _try_lock(fd: int, *, shared: bool) -> bool:
        """Lock the open file; the kernel lets go when the last process that has it open is gone, however it ended."""
        try:
            fcntl.flock(fd, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class RunLock:
    """Holds a run directory for this process, as a context manager.

    Raises:
        RunLockedError: Another process holds it; the message names its pid where that can be read.
        StorageError: The lock file cannot be made.
    """

    def __init__(self, run_dir: Path) -> None:
        self.path = run_dir / NAME
        self._fd = -1

    def acquire(self) -> None:
        """Take the lock at once or raise; a probe by `is_held` only delays it by milliseconds."""
        with map_errors(self.path, "lock"):
            fd = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
            try:
                if not _lock_patiently(fd):
                    raise RunLockedError(_describe_holder(self.path))
                os.ftruncate(fd, 0)
                os.lseek(fd, 0, os.SEEK_SET)
                os.write(fd, b"%d\n" % os.getpid())
            except BaseException:
                os.close(fd)
                raise
        self._fd = fd

    def release(self) -> None:
        """Let go; the file stays, since deleting it would race with the next holder."""
        if self._fd >= 0:
            fd, self._fd = self._fd, -1
            with map_errors(self.path, "unlock"):
                os.close(fd)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def is_held(run_dir: Path) -> bool:
    """Return whether some process works on this run directory now; changes nothing and never blocks the holder."""
    path = run_dir / NAME
    with map_errors(path, "read"):
        try:
            fd = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        except FileNotFoundError:
            return False
        try:
            return not _try_lock(fd, shared=True)
        finally:
            os.close(fd)


def _lock_patiently(fd: int) -> bool:
    """Try a few times: a reader that asks `is_held` has the lock for some microseconds itself."""
    for pause in _PROBE_PAUSES:
        if _try_lock(fd, shared=False):
            return True
        time.sleep(pause)
    return _try_lock(fd, shared=False)


def _describe_holder(path: Path) -> str:
    with map_errors(path, "read"):
        pid = path.read_bytes()[:20].strip()
    holder = f"process {pid.decode()}" if pid.isdigit() else "another process"
    return f"{holder} is working on {path.parent}; wait for it or stop it first"
