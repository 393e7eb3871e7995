"""Lines to the records of a CSV, each with the line at which it starts, bad ones told and left out alone."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from engine.dataset.lines import MAX_LINE, BadLine, Line

_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record, and the line at which it starts."""

    line: int
    cells: list[str]


def read_records(lines: Iterator[Line]) -> Iterator[Record | BadLine]:
    """Yield the records of a CSV; its delimiter (comma, semicolon, tab) is the one most used in the first line.

    Quoted cells may hold line breaks. A bad line spoils its record only.
    """
    # The limit is the process's own; a cell may be as long as a line may be.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_LINE))
    feed = _Feed(lines)
    rows = csv.reader(feed, delimiter=max(_DELIMITERS, key=feed.first.count), strict=True)
    while True:
        start = feed.begin()
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield feed.fault or BadLine(start, _explain(error))
        else:
            if feed.fault or cells:
                yield feed.fault or Record(start, cells)


def _explain(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "a quotation mark that opens in this record is never closed; nothing after it could be read"
    if "field limit" in str(error):
        return f"a cell is longer than {MAX_LINE:,} characters"
    return f"not CSV: {error}"


class _Feed:
    """Gives the csv reader its lines, faulty ones too for their quotes, and remembers what was wrong with a record."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._next = next(lines, None)
        self._number = 0
        self.first = self._next.text if self._next else ""
        self.fault: BadLine | None = None

    def begin(self) -> int:
        """Forget the record before; return the line at which the next one starts."""
        self.fault = None
        return self._number + 1

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line, self._next = self._next, None
        line = line or next(self._lines)
        self._number = line.number
        if line.fault and self.fault is None:
            self.fault = BadLine(line.number, line.fault, line.text)
        return line.text
