"""Counts the rows of a task as they lie in its shards, from their own content, and holds each against the journal."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson

from engine.inspection.committed import Committed, digest_place
from engine.inspection.guards import Guards
from engine.journal.disk import map_errors
from engine.records import Cell
from engine.rundir import RunDir
from engine.sink.shards import list_parts
from prompts.base import TaskSpec
from validators.base import Item
from validators.text import fingerprint


@dataclass(slots=True)
class RowCounts:
    """What a task's shards hold.

    Attributes:
        cells: Cell, read from the row's own fields, to rows.
    """

    rows: int = 0
    cells: Counter[Cell] = field(default_factory=Counter)
    duplicate_ids: int = 0
    duplicate_texts: int = 0
    leaks: int = 0
    orphans: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    path: Path
    shard: int
    number: int
    offset: int
    data: bytes

    @property
    def place(self) -> str:
        return f"{self.path}:{self.number}"


def count_rows(
    run_dir: RunDir, spec: TaskSpec, committed: Committed, guards: Guards, quota_names: tuple[str, ...]
) -> RowCounts:
    """Return the counts of a task's rows; takes every row that it finds out of `committed.places`."""
    counts, ids, texts = RowCounts(), set[str](), set[int]()
    is_leak = guards.by_task[spec.name]
    history = committed.history.tasks.get(spec.name)
    ends = history.shards if history else ()
    for line in _read_lines(run_dir.rows(spec.name)):
        row = _parse(line.data)
        if line.shard >= len(ends) or line.offset >= ends[line.shard].size:
            _judge_tail(row, ids, line, counts)
            continue
        counts.rows += 1
        if row is None:
            counts.problems.append(f"{line.place}: not a row")
            continue
        _judge_identity(row, line, spec.name, committed, ids, counts)
        counts.cells[tuple(str(row.get(name, "")) for name in quota_names)] += 1
        _judge_text(row, line, spec, texts, counts)
        if is_leak(Item(spec.name, row)):
            counts.leaks += 1
            counts.problems.append(f"{line.place}: a copy of a seed or of a protected item")
    return counts


def _judge_tail(row: dict[str, Any] | None, ids: set[str], line: _Line, counts: RowCounts) -> None:
    # A crash can leave rows that were never committed; it never leaves one that was.
    if row is not None and str(row.get("id")) in ids:
        counts.duplicate_ids += 1
        counts.problems.append(f"{line.place}: id {row['id']!r} stands twice")


def _judge_identity(
    row: dict[str, Any], line: _Line, task: str, committed: Committed, ids: set[str], counts: RowCounts
) -> None:
    name = str(row.get("id"))
    if name in ids:
        counts.duplicate_ids += 1
        counts.problems.append(f"{line.place}: id {name!r} stands twice")
        return
    ids.add(name)
    known = committed.places.pop(name, None)
    if known is None:
        counts.orphans += 1
        counts.problems.append(f"{line.place}: the journal knows no row {name!r}")
    elif known != digest_place(task, line.shard, line.offset, crc32(line.data)):
        counts.problems.append(f"{line.place}: row {name!r} is not where, or not as, it was committed")


def _judge_text(row: dict[str, Any], line: _Line, spec: TaskSpec, texts: set[int], counts: RowCounts) -> None:
    try:
        mark = fingerprint(spec.identity(row))
    except (KeyError, TypeError, AttributeError):
        counts.problems.append(f"{line.place}: fields are missing or of a wrong type")
        return
    if mark in texts:
        counts.duplicate_texts += 1
        counts.problems.append(f"{line.place}: the same text as a row before it")
    texts.add(mark)


def _read_lines(folder: Path) -> Iterator[_Line]:
    for shard, path in list_parts(folder).items():
        with map_errors(path, "read"), path.open("rb") as file:
            offset = 0
            for number, data in enumerate(file, start=1):
                if data.endswith(b"\n"):
                    yield _Line(path, shard, number, offset, data)
                offset += len(data)


def _parse(data: bytes) -> dict[str, Any] | None:
    try:
        row = orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
    return row if isinstance(row, dict) else None
