"""Files that are written beside their place and take it together, whole, at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE
from typing import BinaryIO

from engine.journal.disk import LocalDisk, map_errors
from engine.outputs.leftovers import CAN_HOLD, name_staged, open_held, sweep

_BUFFER = 1 << 18


class StagedFile:
    """A file whose old content stays until the new one is whole; a device or a pipe is written to as it is.

    A symbolic link stays one: the file that it leads to is replaced, and its permissions stay. What killed commands
    left beside it is removed.

    Raises:
        StorageError: Here and in every method, if the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        # Where /dev/stdout leads to a file, whoever led it there wants what follows behind what is there.
        is_stream = str(path.absolute()).startswith(("/dev/", "/proc/"))
        direct = path.exists() and (is_stream or not path.is_file())
        self._target = path if direct else Path(os.path.realpath(path))  # unlike `resolve`, bears a loop of links
        LocalDisk().make_folder(self._target.absolute().parent, "output")
        self._place = path if direct else name_staged(self._target)
        with map_errors(path, "write"):
            if direct:
                self._file: BinaryIO = path.open("ab" if is_stream else "wb", buffering=_BUFFER)
            else:
                sweep(self._target.absolute().parent)
                self._file = open_held(self._place, _BUFFER)

    def write(self, data: bytes) -> None:
        """Add to the new content."""
        with map_errors(self.path, "write"):
            self._file.write(data)

    def finish(self) -> None:
        """Make the new content durable, beside the old one."""
        with map_errors(self.path, "write"):
            self._file.flush()
            if self._place != self._target:
                os.fsync(self._file.fileno())
                if self._target.exists():
                    self._place.chmod(S_IMODE(self._target.stat().st_mode))
            if self._place == self._target or not CAN_HOLD:
                self._file.close()

    def take_place(self) -> None:
        """Put the new content in the place of the old one; until then it is held."""
        if self._place != self._target:
            with map_errors(self.path, "replace"):
                self._place.replace(self._target)

    def discard(self) -> None:
        """Forget what was written and was not put in its place."""
        with suppress(OSError):
            self._file.close()
        if self._place != self._target:
            with suppress(OSError):
                self._place.unlink(missing_ok=True)


@contextmanager
def stage(*paths: Path) -> Iterator[tuple[StagedFile, ...]]:
    """Open files to be written; all take their places at the end of the block, or none where it fails.

    Folders are made where they are missing. The first takes its place last: it may replace what all were made of.

    Raises:
        StorageError: If the disk refuses.
    """
    files: list[StagedFile] = []
    try:
        for path in paths:
            files.append(StagedFile(path))  # noqa: PERF401 - those before one that fails are to be discarded
        yield tuple(files)
        for file in files:
            file.finish()
        for file in reversed(files):
            file.take_place()
    finally:
        for file in files:
            file.discard()
