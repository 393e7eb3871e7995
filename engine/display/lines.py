"""A line of text now and then, for logs, programs, and terminals without control codes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TextIO

from engine.display.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class LineDisplay:
    """Writes one line for each snapshot.

    Attributes:
        format: Snapshot to line, without line end.
        every_s: Seconds between two lines.
        first_s: Seconds before the first one.
    """

    shows_cells: ClassVar[bool] = False

    format: Callable[[Snapshot], str]
    stream: TextIO
    every_s: float
    first_s: float

    def show(self, snapshot: Snapshot) -> None:
        """Write a line."""
        print(self.format(snapshot), file=self.stream, flush=True)

    def close(self) -> None:
        """Leave things as they are: every line is whole."""
