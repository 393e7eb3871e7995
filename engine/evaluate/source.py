"""Rows to be measured, out of any file of rows or out of a run directory, in one shape."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson

from engine.cleaning.row import Drop, Row, RowShapes
from engine.config.settings import BASE, is_base
from engine.dataset.dialect import OWN
from engine.dataset.lines import BadLine, decode_lines, find_place, open_bytes
from engine.dataset.own import OwnShapes
from engine.dataset.reader import SourceRecord, read_source
from engine.dataset.source import make_row
from engine.dataset.wrapped import unwrap
from engine.errors import InputError
from engine.export.account import read_account
from engine.inspection.part_lines import read_lines
from engine.journal.replay import PartEnd, replay
from engine.rundir import RunDir
from engine.sink.manifest import read_manifest
from prompts.base import TaskSpec

Watch = Callable[[int, int, int], None]
"""Is told how far the reading is: rows, bytes done, bytes in all (0 where they are not known)."""

_EVERY = 256


def read_rows(path: Path, spec: TaskSpec, watch: Watch = lambda *_: None) -> Iterator[Row | Drop]:
    """Yield each row of a file, or of a task of a run directory, and what holds none.

    Lines that wrap a row as `{"persona", "source_id", "model", "synthetic": {…}}` are unwrapped. Of a run directory the
    committed rows are read, in the order in which they were accepted.

    Raises:
        InputError: If there is nothing to read.
    """
    shapes = RowShapes(path, spec)
    records = _read_run(path, spec.name, watch) if path.is_dir() else _read_file(path, shapes, watch)
    empty = True
    for record in records:
        empty = False
        yield shapes.read(record if isinstance(record, BadLine) else unwrap(_restate(record, path, shapes)))
    if empty:
        raise InputError(path, f"holds no row of {spec.name}")


def read_parents(path: Path, spec: TaskSpec) -> Iterator[Row]:
    """Yield the rows of a run directory that were made only to be rewritten; none for a file."""
    if path.is_dir():
        shapes = RowShapes(path, spec)
        found = map(shapes.read, _read_run(path, f"{spec.name}{BASE}", lambda *_: None))
        yield from (row for row in found if isinstance(row, Row))


def find_only_task(path: Path) -> str | None:
    """Return the task of a run directory, or None for a file and for a run of several."""
    if not path.is_dir():
        return None
    names = [name for name in replay(RunDir(path).journal)[0].tasks if not is_base(name)]
    return names[0] if len(names) == 1 else None


def find_file_task(path: Path) -> str | None:
    """Return the task of the first row of a file that is one of any task, or None where there is none."""
    shapes = OwnShapes(())
    with open_bytes(path) as file:
        for record in read_source(path, decode_lines(file), shapes):
            row = record if isinstance(record, BadLine) else unwrap(record)
            found = row if isinstance(row, BadLine) else row.dialect.read(row.fields, path, row.line, shapes)
            if not isinstance(found, BadLine):
                return found.task
    return None


def read_steps(path: Path, task: str) -> tuple[int, ...]:
    """Return the targets to which a run directory was grown, in order; none for a file."""
    if not path.is_dir():
        return ()
    history = replay(RunDir(path).journal)[0].tasks.get(task)
    return history.steps if history else ()


def is_barred(row: Row) -> bool:
    """Return whether a row says, in `meta` or beside it, that it is, or was made from, an item of a benchmark."""
    places: tuple[Mapping[str, Any], ...] = (row.meta, row.source.fields)
    return any(bool(each.get("benchmark")) or each.get("evaluation_use") is False for each in places)


def may_evaluate(path: Path) -> bool:
    """Return whether a run may be used to evaluate on benchmarks: not one that rewrote items of one."""
    try:
        manifest = read_manifest(RunDir(path)) if path.is_dir() else None
    except ValueError:  # what is wrong with it is for `verify` to say
        return True
    return manifest is None or manifest.evaluation_use


def _read_file(path: Path, shapes: RowShapes, watch: Watch) -> Iterator[SourceRecord | BadLine]:
    with open_bytes(path) as file:
        size = os.fstat(file.fileno()).st_size
        for number, record in enumerate(read_source(path, decode_lines(file), shapes.shapes)):
            if number % _EVERY == 0:
                watch(number, find_place(file, size), size)
            yield record


def _read_run(path: Path, name: str, watch: Watch) -> Iterator[SourceRecord | BadLine]:
    run_dir = RunDir(path)
    if not run_dir.journal.is_file():
        raise InputError(path, "is no run directory: it has no journal.jsonl")
    shards = read_account(run_dir, name).shards
    size, done = sum(sums.size for sums in shards), 0
    ends = [PartEnd(sums.size, len(sums.lengths)) for sums in shards]
    for number, line in enumerate(read_lines(run_dir.rows(name), ends), start=1):
        if not line.committed:
            continue
        known = shards[line.shard].checksums[line.number - 1 : line.number]
        if [crc32(line.data)] != [*known]:
            raise InputError(line.path, "is not the row that the journal knows; `verify` says more", line.number)
        done += len(line.data)
        if number % _EVERY == 0:
            watch(number, done, size)
        fields = line.parse()
        if fields is None:
            yield BadLine(number, "not a row", line.data.decode("utf-8", "replace").strip())
        else:
            yield SourceRecord(number, fields, OWN, line.data.strip())


def _restate(record: SourceRecord, path: Path, shapes: RowShapes) -> SourceRecord:
    """Return a record of a benchmark's own form as a row of ours, labels and all; any other one as it is."""
    if record.dialect.convert is dict:
        return record
    found = record.dialect.read(record.fields, path, record.line, shapes.shapes)
    if isinstance(found, BadLine):
        return record
    fields = make_row(found)
    return SourceRecord(record.line, fields, OWN, orjson.dumps(fields))
