"""Reads any supported file of items, record by record, telling the line of what it cannot read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from engine.config.suggestion import hint
from engine.dataset import arabic_mmlu, arsarcasm, exams, own_table, pairs
from engine.dataset.array import read_elements
from engine.dataset.dialect import OWN, Dialect
from engine.dataset.lines import BadLine, Line, read_lines
from engine.dataset.mapping import ColumnMapping
from engine.dataset.own import OwnShapes
from engine.dataset.python_repr import read_repr
from engine.dataset.source import OddItem, SourceItem
from engine.dataset.table import read_records
from engine.errors import InputError
from prompts.base import FieldError

_FOREIGN = frozenset({exams.CSV.convert, arabic_mmlu.CSV.convert, arsarcasm.CSV.convert})
_JSON_BLANKS = b" \t\r\n"
_Recognise = Callable[[Mapping[str, Any]], Dialect]


class SourceRecord(NamedTuple):
    """One record of a file, before anybody asked whether it is an item.

    Attributes:
        line: Line of the file at which it starts, from 1.
        fields: What it says, under the file's own names.
        dialect: How the file states items.
        json: Its JSON in UTF-8, as it stands in a file of lines; empty for a record of a CSV.
    """

    line: int
    fields: dict[str, Any]
    dialect: Dialect
    json: bytes = b""


def read_items(
    path: Path, prefer: Iterable[str] = (), mapping: ColumnMapping | None = None
) -> Iterator[SourceItem | BadLine]:
    """Yield the items of a CSV or JSONL file and, between them, the lines that could not be read.

    Files named `.csv` or `.tsv` are CSV, unless they begin with a brace: EXAMS, ArabicMMLU, or the columns of one of
    our tasks, or those of ArSarcasm. All others are JSONL: EXAMS, pairs of sentences, or our own rows; a `.json` that
    begins with a bracket is one array of such. One record is held at a time.

    Args:
        path: The file.
        prefer: Names of tasks that are tried first, for tasks that share their fields.
        mapping: Which columns are which fields, in place of what is known of such files.

    Raises:
        InputError: If the file cannot be read, or is a CSV without the columns of anything known, or of the mapping.
    """
    shapes = OwnShapes(prefer if mapping is None else (mapping.task.name,))
    for record in read_source(path, read_lines(path), shapes, mapping):
        if isinstance(record, BadLine):
            yield record
        else:
            yield record.dialect.read(record.fields, path, record.line, shapes)


def read_source(
    path: Path, lines: Iterator[Line], shapes: OwnShapes, mapping: ColumnMapping | None = None
) -> Iterator[SourceRecord | BadLine]:
    """Yield the records of a file, and the lines that hold none; see `read_items`.

    Args:
        path: Its name says what it is.
        lines: Its lines.
        shapes: Tells whether the columns of a CSV are those of a task.
        mapping: Which columns are which fields, in place of what is known of such files.

    Raises:
        InputError: If it is a CSV without the columns of anything known, or of the mapping.
    """
    first = next(lines, None)
    every = lines if first is None else chain((first,), lines)
    begun = first.text.lstrip()[:1] if first else ""
    if path.suffix.lower() in {".csv", ".tsv"} and begun != "{":
        return _read_csv(path, every, shapes, mapping)
    recognise = (lambda _: mapping.dialect) if mapping else _recognise
    is_array = path.suffix.lower() == ".json" and begun == "["
    return _read_array(every, recognise) if is_array else _read_jsonl(every, recognise)


def read_whole(
    path: Path, prefer: Iterable[str] = (), odd: Callable[[SourceItem], None] | None = None
) -> Iterator[SourceItem]:
    """Yield every item of a file that must be read whole, but for items of another shape, such as five options.

    Args:
        path: The file.
        prefer: Names of tasks that are tried first, for tasks that share their fields.
        odd: Takes the items of another shape.

    Raises:
        InputError: At the first line that cannot be read, or at the end where the file held no item.
    """
    empty, last = True, ""
    for item in read_items(path, prefer):
        if isinstance(item, OddItem) and item.item:
            last = f"; {path}:{item.line}: {item.reason}"
            if odd:
                odd(item.item)
        elif isinstance(item, BadLine):
            raise InputError(path, item.reason, item.line)
        else:
            empty = False
            yield item
    if empty:
        raise InputError(path, f"holds no item{last}")


def read_protected(path: Path) -> Iterator[SourceItem]:
    """Yield every item of a file that must be read whole, those of another shape too: their texts can be copied.

    Raises:
        InputError: At the first line that cannot be read, or at the end where the file held no item.
    """
    empty = True
    for item in read_items(path):
        found = item.item if isinstance(item, OddItem) else item
        if isinstance(found, SourceItem):
            empty = False
            yield found
        elif isinstance(item, BadLine):
            raise InputError(path, item.reason, item.line)
    if empty:
        raise InputError(path, "holds no item")


def _read_jsonl(lines: Iterator[Line], recognise: _Recognise) -> Iterator[SourceRecord | BadLine]:
    for line in lines:
        if line.fault:
            yield BadLine(line.number, line.fault, line.text)
        elif not line.text.isspace():
            yield _read_json(line, recognise)


def _read_json(line: Line, recognise: _Recognise) -> SourceRecord | BadLine:
    try:
        record = orjson.loads(line.data)
    except orjson.JSONDecodeError as error:
        return BadLine(line.number, f"not JSON: {error.msg}, character {error.colno}", line.text)
    if not isinstance(record, dict):
        return BadLine(line.number, "not a JSON object", line.text)
    return SourceRecord(line.number, record, recognise(record), line.data.strip(_JSON_BLANKS))


def _read_array(lines: Iterable[Line], recognise: _Recognise) -> Iterator[SourceRecord | BadLine]:
    for element in read_elements(lines):
        if isinstance(element, BadLine):
            yield element
        else:
            number, record = element
            yield SourceRecord(number, record, recognise(record), orjson.dumps(record))


def _recognise(record: Mapping[str, Any]) -> Dialect:
    if exams.is_exams_record(record):
        return exams.RECORD
    return pairs.choose_dialect(record) if pairs.is_pair(record) else OWN


def _read_csv(
    path: Path, lines: Iterator[Line], shapes: OwnShapes, mapping: ColumnMapping | None
) -> Iterator[SourceRecord | BadLine]:
    records = read_records(lines)
    header = next(records, None)
    if header is None:
        raise InputError(path, "holds no item")
    if isinstance(header, BadLine):
        raise InputError(path, header.reason, header.line)
    names = [name.strip() for name in header.cells]
    _check_header(path, header.line, names, mapping)
    dialect = mapping.dialect if mapping else _choose_dialect(path, header.line, names, shapes)
    is_own = dialect.convert not in _FOREIGN and mapping is None
    for record in records:
        if isinstance(record, BadLine):
            yield record
        elif len(record.cells) != len(names):
            told = f"{len(record.cells)} cells, the header has {len(names)}"
            yield BadLine(record.line, told, ",".join(record.cells))
        else:
            row: dict[str, Any] = dict(zip(names, record.cells, strict=True))
            yield SourceRecord(record.line, own_table.nest(row, shapes) if is_own else row, dialect)


def _check_header(path: Path, line: int, names: list[str], mapping: ColumnMapping | None) -> None:
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice is not None:
        raise InputError(path, "the header has this column twice", line, twice)
    for missing in mapping.list_missing(names) if mapping else ():
        raise InputError(path, f"the header has no such column{hint(missing, names)}", line, missing)


def _choose_dialect(path: Path, line: int, names: list[str], shapes: OwnShapes) -> Dialect:
    if exams.CSV_COLUMNS.issubset(names):
        return exams.CSV
    if arabic_mmlu.CSV_COLUMNS.issubset(names):
        return arabic_mmlu.CSV
    if arsarcasm.CSV_COLUMNS.issubset(names):
        return arsarcasm.CSV
    if shapes.fits(own_table.name_fields(names, shapes)):
        return Dialect(partial(_convert_own_row, shapes))
    wanted = [", ".join(sorted(columns)) for columns in (exams.CSV_COLUMNS, arabic_mmlu.CSV_COLUMNS)]
    told = f"the header needs the columns {' or '.join(wanted)} or those of a task"
    raise InputError(path, f"{told}; sample-and-convert takes others with --map", line)


def _convert_own_row(shapes: OwnShapes, row: Mapping[str, Any]) -> dict[str, Any]:
    # An empty cell is a field left out, unless every row must have it.
    record: dict[str, Any] = {name: cell for name, cell in row.items() if name and (cell or name in shapes.required)}
    for name in shapes.structured & record.keys():
        if isinstance(record[name], str) and record[name].startswith(("[", "{")):
            try:
                record[name] = read_repr(record[name])
            except ValueError as error:
                raise FieldError(name, str(error)) from None
    return record
