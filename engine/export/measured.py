"""Files that measure what passes through them: bytes and their SHA-256, of what is read and of what is written."""

import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from engine.errors import InputError
from engine.export.account import RowCheck
from engine.export.origin import Part

_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class FileFigures:
    """A file as it was; `rows` is None for one that holds no rows."""

    path: str
    sha256: str
    bytes: int
    rows: int | None

    def to_json(self) -> dict[str, Any]:
        """Return it as manifests hold it."""
        rows = {} if self.rows is None else {"rows": self.rows}
        return {"path": self.path, "sha256": self.sha256, "bytes": self.bytes, **rows}


class MeasuredInput(io.FileIO):
    """The bytes of a part that count, and nothing behind them.

    Raises:
        InputError: On reading, if a row is not the one that is known, or a file of no run changes meanwhile.
    """

    def __init__(self, part: Part) -> None:
        super().__init__(part.path)
        self.digest, self.done = hashlib.sha256(), 0
        self._path, self._limit = part.path, part.size
        begun = os.fstat(self.fileno())
        # What a run writes has hashes to be held against, and may grow behind its limit.
        alone = part.size is None and not part.sha256 and stat.S_ISREG(begun.st_mode)
        self._begun = (begun.st_size, begun.st_mtime_ns) if alone else None
        self._check = RowCheck(part.path, part.sums) if part.sums else None

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer as far as there is something left."""
        view = memoryview(buffer)
        if self._limit is not None:
            view = view[: self._limit - self.done]
        count = super().readinto(view) or 0
        self.digest.update(view[:count])
        self.done += count
        if self._check and count:
            self._check.add(view[:count])
        if not count and self._begun:
            self._expect_unchanged(self._begun)
        return count

    def finish(self) -> None:
        """Raise InputError where rows that must be there were not."""
        if self._check:
            self._check.finish()

    def _expect_unchanged(self, begun: tuple[int, int]) -> None:
        now = os.fstat(self.fileno())
        if begun != (now.st_size, now.st_mtime_ns):
            raise InputError(self._path, "was changed while it was read")


@contextmanager
def open_part(part: Part) -> Iterator[tuple["io.BufferedReader[Any]", MeasuredInput]]:
    """Open a part for one reading from its beginning to its end, buffered and raw.

    Raises:
        InputError: If it cannot be opened or read, or read to its end is not what it must be.
    """
    try:
        raw = MeasuredInput(part)
    except (OSError, ValueError) as error:
        raise InputError(part.path, getattr(error, "strerror", None) or str(error)) from None
    try:
        with io.BufferedReader(raw, _BUFFER) as file:
            yield file, raw
    except OSError as error:
        raise InputError(part.path, error.strerror or str(error)) from None
    if part.size is not None and raw.done < part.size:
        raise InputError(part.path, f"has {raw.done:,} bytes, and the journal knows {part.size:,}; `verify` says more")
    raw.finish()
    if part.sha256 and raw.digest.hexdigest() != part.sha256:
        raise InputError(part.path, "is not the file that manifest.json describes (other SHA-256); `verify` says more")


class MeasuredOutput(io.RawIOBase):
    """A file to write to that hands everything on; closing it closes nothing else."""

    def __init__(self, name: str, write: Callable[[bytes], object]) -> None:
        super().__init__()
        self.name, self._write = name, write
        self._digest, self._done, self._wanted = hashlib.sha256(), 0, True

    def writable(self) -> bool:
        """Say yes."""
        return True

    def tell(self) -> int:
        """Return how much was written."""
        return self._done

    def write(self, data: Any, /) -> int:
        """Hand data on, all of it."""
        content = bytes(data)
        if not self._wanted:
            return len(content)
        self._digest.update(content)
        self._done += len(content)
        self._write(content)
        return len(content)

    def discard(self) -> None:
        """Let what is still written go nowhere: a Parquet file that failed is ended when it is forgotten."""
        self._wanted = False

    def describe(self, rows: int | None) -> FileFigures:
        """Return what was written."""
        return FileFigures(self.name, self._digest.hexdigest(), self._done, rows)
