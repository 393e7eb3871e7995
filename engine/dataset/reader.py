"""Reads any supported file of items, record by record, telling the line of what it cannot read."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from engine.dataset.exams import CSV_COLUMNS, convert_csv_row, convert_record, is_exams_record
from engine.dataset.lines import BadLine, decode_lines, read_bytes
from engine.dataset.source import SourceItem
from engine.errors import InputError
from prompts.base import TaskSpec
from prompts.discover import discover_tasks

_OUR_FIELDS = ("id", "meta")


def read_items(path: Path) -> Iterator[SourceItem | BadLine]:
    """Yield the items of a CSV or JSONL file and, between them, the lines that could not be read.

    Raises:
        InputError: If the file cannot be opened, or is a CSV without the columns of a known benchmark.
    """
    lines = decode_lines(read_bytes(path))
    return _read_csv(path, lines) if path.suffix.lower() in {".csv", ".tsv"} else _read_jsonl(lines)


def read_all(path: Path) -> list[SourceItem]:
    """Return every item of a file that must be read whole.

    Raises:
        InputError: At the first line that cannot be read, or where the file holds no item.
    """
    items: list[SourceItem] = []
    for item in read_items(path):
        if isinstance(item, BadLine):
            raise InputError(path, item.reason, item.line)
        items.append(item)
    if not items:
        raise InputError(path, "holds no item")
    return items


def _read_jsonl(lines: Iterator[tuple[int, str] | BadLine]) -> Iterator[SourceItem | BadLine]:
    for line in lines:
        if isinstance(line, BadLine):
            yield line
        elif line[1].strip():
            yield _read_json(*line)


def _read_json(number: int, text: str) -> SourceItem | BadLine:
    try:
        record = orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
        return BadLine(number, f"not JSON: {error}")
    if not isinstance(record, dict):
        return BadLine(number, "not a JSON object")
    try:
        return convert_record(record, number) if is_exams_record(record) else _convert_own(record, number)
    except ValueError as error:
        return BadLine(number, str(error))


def _convert_own(record: dict[str, Any], line: int) -> SourceItem:
    fields = {name: value for name, value in record.items() if name not in _OUR_FIELDS}
    for spec in discover_tasks().values():
        if _required(spec) <= fields.keys():
            spec.reply_model.model_validate(fields)
            return SourceItem(line, spec.name, fields, str(record.get("id") or ""), _read_benchmark(record))
    raise ValueError(f"fields {', '.join(map(repr, fields)) or 'none'} are those of no known task")


def _required(spec: TaskSpec) -> set[str]:
    return {name for name, field in spec.reply_model.model_fields.items() if field.is_required()}


def _read_benchmark(record: dict[str, Any]) -> str:
    meta = record.get("meta")
    return str(meta.get("benchmark") or "") if isinstance(meta, dict) else ""


def _read_csv(path: Path, lines: Iterator[tuple[int, str] | BadLine]) -> Iterator[SourceItem | BadLine]:
    bad: list[BadLine] = []
    source = _LineFeed(lines, bad)
    rows = csv.reader(source, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
    header = _next_row(rows)
    if not isinstance(header, list) or not set(header) >= CSV_COLUMNS:
        raise InputError(path, f"a CSV with the columns {', '.join(sorted(CSV_COLUMNS))} is expected", 1)
    while True:
        start = source.number + 1
        row = _next_row(rows)
        yield from bad
        bad.clear()
        if row is None:
            return
        yield _convert_row(header, row, start)


def _convert_row(header: list[str], row: list[str] | str, line: int) -> SourceItem | BadLine:
    if isinstance(row, str):
        return BadLine(line, row)
    if len(row) != len(header):
        return BadLine(line, f"{len(row)} cells, the header has {len(header)}")
    try:
        return convert_csv_row(dict(zip(header, row, strict=True)), line)
    except ValueError as error:
        return BadLine(line, str(error))


def _next_row(rows: Iterator[list[str]]) -> list[str] | str | None:
    try:
        row = next(rows)
        while not row:
            row = next(rows)
    except StopIteration:
        return None
    except csv.Error as error:
        return f"not CSV: {error}"
    return row


class _LineFeed:
    """Feeds decoded lines to the csv reader, with their ends, and remembers where it is."""

    def __init__(self, lines: Iterator[tuple[int, str] | BadLine], bad: list[BadLine]) -> None:
        self._lines, self._bad = lines, bad
        self.number = 0

    def __iter__(self) -> "_LineFeed":
        return self

    def __next__(self) -> str:
        for line in self._lines:
            if not isinstance(line, BadLine):
                self.number = line[0]
                return line[1] + "\n"
            self._bad.append(line)
            self.number = line.line
        raise StopIteration
