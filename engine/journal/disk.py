"""The one gateway to the file system for everything that a run writes; OSError becomes ours here and nowhere else.

Each operation is a boundary with a stable name, `<role>.<operation>`, such as `shard.append`, `journal.sync` or
`manifest.replace`. The fakes in `engine/testing.py` stop a process before, in or after any of them.
"""

import errno
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from engine.errors import StorageError

_OPEN_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_TEMPORARY = re.compile(r"\..+\.\d+\.tmp")
_FOLDERS_CANNOT_BE_SYNCED = (errno.EINVAL, errno.ENOTSUP)


@dataclass(frozen=True, slots=True)
class AppendFile:
    """A file open for appending.

    Attributes:
        fd: File descriptor.
        path: Where the file lies.
        role: First half of its boundary names: `journal`, `shard`, `rejects`.
        size: Its length in bytes when it was opened.
    """

    fd: int
    path: Path
    role: str
    size: int


class Disk(Protocol):
    """What a run may do to the file system; every operation raises `StorageError` naming path and action."""

    def open(self, path: Path, role: str) -> AppendFile:
        """Open a file for appending, made if it is missing; a new file's folder entry is durable on return."""
        ...

    def append(self, file: AppendFile, data: bytes) -> None:
        """Write all of `data` at the end; durable only after `sync`."""
        ...

    def sync(self, file: AppendFile) -> None:
        """Make everything appended so far durable."""
        ...

    def check(self, file: AppendFile, size: int) -> None:
        """Raise unless the file's path still leads to it and it holds `size` bytes, as this process left it."""
        ...

    def close(self, file: AppendFile) -> None:
        """Give the file back; does not sync."""
        ...

    def truncate(self, path: Path, size: int, role: str) -> None:
        """Cut a file to `size` bytes, durably."""
        ...

    def remove(self, path: Path, role: str) -> None:
        """Delete a file, durably; one that is gone already is no error."""
        ...

    def replace(self, path: Path, data: bytes | Iterable[bytes], role: str) -> None:
        """Put `data` in the place of a file, durably: readers see the whole old or the whole new content."""
        ...

    def make_folder(self, path: Path, role: str) -> None:
        """Make a folder and its missing parents, durably; one that exists is no error."""
        ...


class map_errors:  # noqa: N801 - used as a context manager of a function would be, at a third of its cost
    """Turns an OSError into a `StorageError` that names `path` and `action`, such as `append to`."""

    __slots__ = ("_action", "_path")

    def __init__(self, path: Path, action: str) -> None:
        self._path, self._action = path, action

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Raise what an OSError means."""
        if isinstance(error, OSError):
            raise StorageError(self._path, self._action, error.strerror or str(error)) from error


def name_temporary(path: Path) -> Path:
    """Return the hidden file beside `path` in which this process prepares its next content."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def list_temporaries(folder: Path) -> list[Path]:
    """Return what killed processes were preparing in a folder; only for whoever has the folder to itself."""
    with map_errors(folder, "read"):
        return sorted(path for path in folder.glob(".*.tmp") if _TEMPORARY.fullmatch(path.name))


class LocalDisk:
    """The file system of this machine."""

    def open(self, path: Path, role: str) -> AppendFile:
        """Open for appending; an empty file may be new, so its folder is synced."""
        with map_errors(path, "open"):
            fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _OPEN_FLAGS, 0o666)
            size = os.fstat(fd).st_size
            if size == 0:
                _sync_folder(path.parent)
        return AppendFile(fd, path, role, size)

    def append(self, file: AppendFile, data: bytes) -> None:
        """Write all of `data`, with one system call unless the system takes less."""
        with map_errors(file.path, "append to"):
            _write_all(file.fd, data)

    def sync(self, file: AppendFile) -> None:
        """Call fdatasync, or fsync where there is none."""
        with map_errors(file.path, "sync"):
            _sync(file.fd)

    def check(self, file: AppendFile, size: int) -> None:
        """Compare what is open with what lies at the path."""
        with map_errors(file.path, "go on writing to"):
            opened, lying = os.fstat(file.fd), file.path.stat()
        if (opened.st_dev, opened.st_ino) != (lying.st_dev, lying.st_ino):
            raise StorageError(file.path, "go on writing to", "it was moved or replaced while this process worked")
        if opened.st_size != size:
            reason = f"it has {opened.st_size} bytes where {size} are known: another process wrote to it"
            raise StorageError(file.path, "go on writing to", reason)

    def close(self, file: AppendFile) -> None:
        """Close the descriptor."""
        with map_errors(file.path, "close"):
            os.close(file.fd)

    def truncate(self, path: Path, size: int, role: str) -> None:  # noqa: ARG002  the role names the boundary
        """Cut the file and sync it."""
        with map_errors(path, "cut"), _opened(path, os.O_WRONLY) as fd:
            os.ftruncate(fd, size)
            os.fsync(fd)

    def remove(self, path: Path, role: str) -> None:  # noqa: ARG002  the role names the boundary
        """Delete the file and sync its folder."""
        with map_errors(path, "remove"):
            path.unlink(missing_ok=True)
            _sync_folder(path.parent)

    def replace(self, path: Path, data: bytes | Iterable[bytes], role: str) -> None:  # noqa: ARG002  as above
        """Write a temporary file beside it, sync, rename, sync the folder; any failure leaves the old content."""
        temporary = name_temporary(path)
        try:
            with map_errors(path, "replace"):
                with _opened(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) as fd:
                    for chunk in (data,) if isinstance(data, bytes) else data:
                        _write_all(fd, chunk)
                    os.fsync(fd)
                temporary.replace(path)
                _sync_folder(path.parent)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise

    def make_folder(self, path: Path, role: str) -> None:
        """Make each missing folder from the top and sync the one that holds it."""
        with map_errors(path, "make folder"):
            if path.is_dir():
                return
            if path.parent != path:
                self.make_folder(path.parent, role)
            path.mkdir(exist_ok=True)
            _sync_folder(path.parent)


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    fd = os.open(path, flags | _OPEN_FLAGS, 0o666)
    try:
        yield fd
    finally:
        os.close(fd)


def _write_all(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        written = os.write(fd, rest)
        if written == 0:
            raise OSError(errno.EIO, "the system wrote nothing")
        rest = rest[written:]


def _sync(fd: int) -> None:
    getattr(os, "fdatasync", os.fsync)(fd)  # absent on macOS and Windows


def _sync_folder(folder: Path) -> None:
    """Make entries of a folder durable where the system can: Windows cannot open one, some file systems refuse."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with _opened(folder, os.O_RDONLY | os.O_DIRECTORY) as fd:
        try:
            os.fsync(fd)
        except OSError as error:
            if error.errno not in _FOLDERS_CANNOT_BE_SYNCED:
                raise
