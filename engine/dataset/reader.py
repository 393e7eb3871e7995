"""Reads any supported file of items, record by record, telling the line of what it cannot read."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from engine.dataset import arabic_mmlu, exams
from engine.dataset.dialect import Dialect
from engine.dataset.lines import BadLine, Line, read_lines
from engine.dataset.own import OwnShapes
from engine.dataset.python_repr import read_repr
from engine.dataset.source import SourceItem
from engine.dataset.table import read_records
from engine.errors import InputError
from prompts.base import FieldError

_OWN = Dialect(dict)


def read_items(path: Path, prefer: Iterable[str] = ()) -> Iterator[SourceItem | BadLine]:
    """Yield the items of a CSV or JSONL file and, between them, the lines that could not be read.

    Files named `.csv` or `.tsv` are CSV: EXAMS, ArabicMMLU, or the columns of one of our tasks. All others are JSONL:
    EXAMS, or our own rows. One record is held at a time.

    Args:
        path: The file.
        prefer: Names of tasks that are tried first, for tasks that share their fields.

    Raises:
        InputError: If the file cannot be read, or is a CSV without the columns of anything known.
    """
    shapes = OwnShapes(prefer)
    lines = read_lines(path)
    return (
        _read_csv(path, lines, shapes) if path.suffix.lower() in {".csv", ".tsv"} else _read_jsonl(path, lines, shapes)
    )


def read_whole(path: Path, prefer: Iterable[str] = ()) -> Iterator[SourceItem]:
    """Yield every item of a file that must be read whole.

    Raises:
        InputError: At the first line that cannot be read, or at the end where the file held no item.
    """
    empty = True
    for item in read_items(path, prefer):
        if isinstance(item, BadLine):
            raise InputError(path, item.reason, item.line)
        empty = False
        yield item
    if empty:
        raise InputError(path, "holds no item")


def _read_jsonl(path: Path, lines: Iterator[Line], shapes: OwnShapes) -> Iterator[SourceItem | BadLine]:
    for line in lines:
        if line.fault:
            yield BadLine(line.number, line.fault)
        elif not line.text.isspace():
            yield _read_json(path, line, shapes)


def _read_json(path: Path, line: Line, shapes: OwnShapes) -> SourceItem | BadLine:
    try:
        record = orjson.loads(line.text)
    except orjson.JSONDecodeError as error:
        return BadLine(line.number, f"not JSON: {error.msg}, character {error.colno}")
    if not isinstance(record, dict):
        return BadLine(line.number, "not a JSON object")
    dialect = exams.RECORD if exams.is_exams_record(record) else _OWN
    return dialect.read(record, path, line.number, shapes)


def _read_csv(path: Path, lines: Iterator[Line], shapes: OwnShapes) -> Iterator[SourceItem | BadLine]:
    records = read_records(lines)
    header = next(records, None)
    if header is None:
        raise InputError(path, "holds no item")
    if isinstance(header, BadLine):
        raise InputError(path, header.reason, header.line)
    names = [name.strip() for name in header.cells]
    dialect = _choose_dialect(path, header.line, names, shapes)
    for record in records:
        if isinstance(record, BadLine):
            yield record
        elif len(record.cells) != len(names):
            yield BadLine(record.line, f"{len(record.cells)} cells, the header has {len(names)}")
        else:
            yield dialect.read(dict(zip(names, record.cells, strict=True)), path, record.line, shapes)


def _choose_dialect(path: Path, line: int, names: list[str], shapes: OwnShapes) -> Dialect:
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice is not None:
        raise InputError(path, "the header has this column twice", line, twice)
    if exams.CSV_COLUMNS.issubset(names):
        return exams.CSV
    if arabic_mmlu.CSV_COLUMNS.issubset(names):
        return arabic_mmlu.CSV
    if shapes.fits(names):
        return Dialect(partial(_convert_own_row, shapes))
    wanted = [", ".join(sorted(columns)) for columns in (exams.CSV_COLUMNS, arabic_mmlu.CSV_COLUMNS)]
    raise InputError(path, f"the header needs the columns {' or '.join(wanted)} or those of a task", line)


def _convert_own_row(shapes: OwnShapes, row: Mapping[str, str]) -> dict[str, Any]:
    # An empty cell is a field left out, unless every row must have it.
    record: dict[str, Any] = {name: cell for name, cell in row.items() if name and (cell or name in shapes.required)}
    for name in shapes.structured & record.keys():
        if record[name].startswith(("[", "{")):
            try:
                record[name] = read_repr(record[name])
            except ValueError as error:
                raise FieldError(name, str(error)) from None
    return record
