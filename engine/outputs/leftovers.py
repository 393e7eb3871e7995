"""Files that killed commands were preparing: each is locked while its process lives, and removed when none does."""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from engine.journal.disk import name_temporary

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot take another's place: none is held or swept there
    CAN_HOLD = False
else:
    CAN_HOLD = True

_LEFTOVER = re.compile(r"\..+\.staged\.\d+\.tmp")


def name_staged(path: Path) -> Path:
    """Return the hidden file beside `path` that is to take its place."""
    return name_temporary(path.with_name(f"{path.name}.staged"))


def open_held(path: Path, buffering: int) -> BinaryIO:
    """Open a file anew and hold it: `sweep` leaves it alone until it is closed or its process is gone.

    A lock tells this of processes in other containers and on other machines too, whose numbers say nothing here.
    """
    while True:
        file = path.open("ab", buffering=buffering)
        if CAN_HOLD:
            with suppress(OSError):  # where a file system has no locks nothing is swept either
                fcntl.flock(file, fcntl.LOCK_EX)
        if _is_at(file, path):
            file.truncate(0)
            return file
        file.close()  # it was swept before it was held


def sweep(folder: Path) -> None:
    """Remove what processes that are gone were preparing in a folder; what cannot be locked or removed stays."""
    if CAN_HOLD:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if _LEFTOVER.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    _remove(Path(entry.path))


def _remove(path: Path) -> None:
    with suppress(OSError), path.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _is_at(file, path):  # it may have taken its place just now
            path.unlink()


def _is_at(file: BinaryIO, path: Path) -> bool:
    """Return whether an open file still lies at a path."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.lstat())
    except FileNotFoundError:
        return False
