"""One writer for each kind of file: takes rows, one by one, and leaves a file that its readers know."""

import csv
import io
from collections.abc import Mapping
from itertools import chain, count
from typing import Any, Protocol

import orjson

from engine.export.kinds import Kind
from engine.export.measured import MeasuredOutput
from engine.export.survey import TOLD, Survey
from engine.outputs.cells import LONGEST_CELL, make_cell

_LETTERS = "ABCDEF"
_BOM = b"\xef\xbb\xbf"

Decoded = Mapping[str, Any]
"""A row as decoded JSON."""


class Writer(Protocol):
    """Writes rows to a file."""

    def write(self, line: bytes) -> None:
        """Write a row, given as its JSON with line end."""
        ...

    def close(self) -> None:
        """Write what is still held."""
        ...


class LineWriter:
    """Rows as they are."""

    def __init__(self, output: MeasuredOutput) -> None:
        self._output = output

    def write(self, line: bytes) -> None:
        """Write the line."""
        self._output.write(line)

    def close(self) -> None:
        """Do nothing."""


class AlignedWriter:
    """Rows as JSON lines that all have the same fields of the same types, as readers with fixed types need them."""

    def __init__(self, output: MeasuredOutput, kind: Kind) -> None:
        self._output, self._columns = output, dict(kind.columns())

    def write(self, line: bytes) -> None:
        """Write the row with every column."""
        row = orjson.loads(line)
        fitted = {name: kind.fit(row.get(name)) for name, kind in self._columns.items()}
        self._output.write(orjson.dumps(fitted, option=orjson.OPT_APPEND_NEWLINE))

    def close(self) -> None:
        """Do nothing."""


class CsvWriter:
    """Rows as a table for spreadsheets: RFC 4180, every text quoted, no cell that a spreadsheet would run.

    A list of lettered texts (`A. …`) becomes a column for each letter, without the letter; other lists and objects
    become JSON. Of `meta`, what tells where a row comes from becomes columns, `meta.model` and so on.

    Attributes:
        guarded: Cells that got an apostrophe.
        too_long: Cells longer than Excel shows.
    """

    def __init__(self, output: MeasuredOutput, survey: Survey, *, bom: bool) -> None:
        self.guarded = self.too_long = 0
        self._output = output
        self._text = io.StringIO(newline="")
        self._table = csv.writer(self._text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        self._plain, self._lettered = _name_columns(survey)
        self._told = [name for name in TOLD if name in survey.told]
        if bom:
            output.write(_BOM)
        names = [letter for name in self._plain for letter in self._lettered.get(name, [name])]
        self._put(_tell_apart([*names, *(f"meta.{name}" for name in self._told)]))

    def write(self, line: bytes) -> None:
        """Write the row."""
        row = orjson.loads(line)
        meta = row.get("meta") or {}
        cells: list[Any] = []
        for name in self._plain:
            value = row.get(name)
            letters = self._lettered.get(name)
            cells += [value] if letters is None else [text[3:] for text in value] if value else [None] * len(letters)
        self._put([*cells, *(meta.get(name) for name in self._told)])

    def close(self) -> None:
        """Do nothing."""

    def _put(self, values: list[Any]) -> None:
        self._table.writerow([self._cell(value) for value in values])
        self._output.write(self._text.getvalue().encode())
        self._text.seek(0)
        self._text.truncate()

    def _cell(self, value: Any) -> Any:
        if value is None:
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        text = value if isinstance(value, str) else orjson.dumps(value).decode()
        cell = make_cell(text)
        self.guarded += len(cell) > len(text)
        self.too_long += len(cell) > LONGEST_CELL
        return cell


def _name_columns(survey: Survey) -> tuple[list[str], dict[str, list[str]]]:
    """Return the fields in order, and for those with lettered texts the names of their columns."""
    fields = [name for name, _ in survey.kind.columns() if name != "meta"]
    lettered: dict[str, list[str]] = {}
    for name in fields:
        letters = list(_LETTERS[: survey.lettered.get(name, 0)])
        if letters:
            taken = not set(letters).isdisjoint([*fields, *(letter for each in lettered.values() for letter in each)])
            lettered[name] = [f"{name}.{letter}" for letter in letters] if taken else letters
    return fields, lettered


def _tell_apart(names: list[str]) -> list[str]:
    """Return names of columns, of which those that another has already are counted on."""
    taken: dict[str, None] = {}
    for name in names:
        free = (f"{name}.{number}" for number in count(2))
        taken[next(each for each in chain([name], free) if each not in taken)] = None
    return list(taken)
