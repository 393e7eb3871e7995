"""Benchmark files to seed items: read, drawn, marked with where they come from, written as one JSONL."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from engine.dataset.lines import BadLine
from engine.dataset.mapping import ColumnMapping
from engine.dataset.pattern import match_paths
from engine.dataset.reader import read_items
from engine.dataset.sample import sample_stratified, sample_uniform
from engine.dataset.source import SourceItem, make_row
from engine.errors import InputError, UsageError
from engine.journal.disk import Disk
from engine.outputs.places import check_places
from prompts.discover import find_task

USUAL = ""
"""Stands for the field that strata are usually made of."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Items drawn from files.

    Attributes:
        items: The items.
        files: The files.
        read: Items that could be read.
        unread: Place and reason of each record that could not.
    """

    items: Sequence[SourceItem]
    files: Sequence[Path]
    read: int
    unread: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion did.

    Attributes:
        read: Items that could be read.
        unread: Place and reason of each record that could not.
        written: Items written.
        strata: Stratum to items written.
    """

    read: int
    unread: Sequence[tuple[str, str]]
    written: int
    strata: Mapping[str, int]


def convert(
    patterns: Sequence[str],
    output: Path,
    *,
    n: int,
    stratum: str | None,
    seed: int,
    disk: Disk,
    mapping: ColumnMapping | None = None,
    prefer: Sequence[str] = (),
) -> Conversion:
    """Draw `n` items from the files that match `patterns` and write them to `output`, replaced as a whole.

    Args:
        patterns: Paths and globs; a file that several of them match is read once.
        output: JSONL file; its folder is made.
        n: Items to draw.
        stratum: Field that makes the strata, `USUAL` for one that the items have, or None for a uniform draw.
        seed: Seed of the draw.
        disk: Writes the file.
        mapping: Which columns of the files are which fields; by default as such files are known.
        prefer: Names of tasks that are tried first, for tasks that share their fields.

    Raises:
        InputError: If a pattern matches no file, a file cannot be read, or no record of any file can.
        UsageError: If no item has the field `stratum`.
    """
    check_places([("--output-file", output)], [("--input-file", each) for each in match_paths(patterns)])
    drawn = draw_seeds(patterns, n=n, stratum=stratum, seed=seed, mapping=mapping, prefer=prefer)
    disk.make_folder(output.absolute().parent, "output")
    disk.replace(output.absolute(), write_seeds(drawn.items), "output")
    shown = _find_usual(drawn.items) if stratum == USUAL else stratum
    strata = Counter(_name_stratum(item, shown) for item in drawn.items)
    return Conversion(drawn.read, drawn.unread, len(drawn.items), dict(sorted(strata.items())))


def draw_seeds(
    patterns: Sequence[str],
    *,
    n: int,
    stratum: str | None,
    seed: int,
    mapping: ColumnMapping | None = None,
    prefer: Sequence[str] = (),
) -> Drawn:
    """Draw `n` items from the files that match `patterns`; arguments and errors as for `convert`."""
    paths = match_paths(patterns)
    items: list[SourceItem] = []
    unread: list[tuple[str, str]] = []
    for path in paths:
        for item in read_items(path, prefer, mapping):
            if isinstance(item, BadLine):
                unread.append((f"{path}:{item.line}", item.reason))
            else:
                items.append(item)
    if not items:
        first = f"; {unread[0][0]}: {unread[0][1]}" if unread else ""
        raise InputError(paths[0], f"no record could be read{first}")
    chosen = _draw(items, n, _find_usual(items) if stratum == USUAL else stratum, seed)
    return Drawn(chosen, paths, len(items), unread)


def write_seeds(items: Sequence[SourceItem]) -> bytes:
    """Return items as a JSONL of rows."""
    return b"".join(map(_write, items))


def _find_usual(items: Sequence[SourceItem]) -> str | None:
    """Return `subject` where an item has one, or else the first label that one has; None where none has any."""
    tasks = [find_task(name) for name in dict.fromkeys(item.task for item in items)]
    labels = [dimension.name for task in tasks for dimension in task.dimensions if not dimension.movable]
    return next((name for name in ("subject", *labels) if any(name in item.fields for item in items)), None)


def _draw(items: list[SourceItem], n: int, stratum: str | None, seed: int) -> list[SourceItem]:
    if stratum is None:
        return sample_uniform(items, n, seed)
    if not any(stratum in item.fields for item in items):
        known = ", ".join(sorted({name for item in items for name in item.fields}))
        raise UsageError(f"--stratify-col {stratum}: no item has this field, only {known}; --mode uniform needs none")
    return sample_stratified(items, n, seed, lambda item: _name_stratum(item, stratum))


def _name_stratum(item: SourceItem, field: str | None) -> str:
    """Return an item's value of a field, or, where none is asked for, its stratum in its own task."""
    return find_task(item.task).stratum(item.fields) if field is None else str(item.fields.get(field, ""))


def _write(item: SourceItem) -> bytes:
    return orjson.dumps(make_row(item), option=orjson.OPT_APPEND_NEWLINE)
