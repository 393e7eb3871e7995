"""Rows that wait on the disk until it is known which of them are wanted."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from engine.journal.disk import map_errors


class Spool:
    """A nameless file of JSON lines, gone when it is closed.

    Args:
        place: File for whose sake it is, for messages.

    Raises:
        StorageError: Here and on writing, if the disk refuses.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        with map_errors(place, "write"):
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, value: Any) -> None:
        """Add one value."""
        with map_errors(self._place, "write"):
            self._file.write(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE))
        self.count += 1

    def read(self) -> Iterator[Any]:
        """Yield every value, from the first."""
        with map_errors(self._place, "write"):
            self._file.seek(0)
        for line in self._file:
            yield orjson.loads(line)
