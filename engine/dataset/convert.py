"""Benchmark files to seed items: read, drawn, marked with where they come from, written as one JSONL."""

import glob
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from engine.dataset.lines import BadLine
from engine.dataset.reader import read_items
from engine.dataset.sample import sample_stratified, sample_uniform
from engine.dataset.source import SourceItem
from engine.errors import InputError, UsageError
from engine.journal.disk import Disk


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


def convert(pattern: str, output: Path, *, n: int, stratum: str | None, seed: int, disk: Disk) -> Conversion:
    """Draw `n` items from the files that match `pattern` and write them to `output`, replaced as a whole.

    Args:
        pattern: A path, or a glob.
        output: JSONL file; its folder is made.
        n: Items to draw.
        stratum: Field that makes the strata, or None for a uniform draw.
        seed: Seed of the draw.
        disk: Writes the file.

    Raises:
        InputError: If no file matches, or none of their records can be read.
    """
    items: list[tuple[Path, SourceItem]] = []
    unread: list[tuple[str, str]] = []
    for path in _match(pattern):
        for item in read_items(path):
            if isinstance(item, BadLine):
                unread.append((f"{path}:{item.line}", item.reason))
            else:
                items.append((path, item))
    if not items:
        first = f": {unread[0][0]}: {unread[0][1]}" if unread else ""
        raise InputError(Path(pattern), f"no record could be read{first}")
    paths = {id(item): path for path, item in items}
    chosen = _draw([item for _, item in items], n, stratum, seed)
    disk.make_folder(output.absolute().parent, "output")
    disk.replace(output.absolute(), b"".join(_write(paths[id(item)], item) for item in chosen), "output")
    strata = Counter(str(item.fields.get(stratum or "subject", "")) for item in chosen)
    return Conversion(len(items), unread, len(chosen), dict(sorted(strata.items())))


def _match(pattern: str) -> list[Path]:
    if Path(pattern).exists():
        return [Path(pattern)]
    found = sorted(map(Path, glob.glob(pattern)))  # noqa: PTH207 - a pattern may be absolute
    if not found:
        raise InputError(Path(pattern), "no such file")
    return found


def _draw(items: list[SourceItem], n: int, stratum: str | None, seed: int) -> list[SourceItem]:
    if stratum is None:
        return sample_uniform(items, n, seed)
    if not any(stratum in item.fields for item in items):
        known = sorted({name for item in items for name in item.fields})
        raise UsageError(f"--stratify-col {stratum}: no item has this field; there are {', '.join(known)}")
    return sample_stratified(items, n, seed, lambda item: str(item.fields.get(stratum, "")))


def _write(path: Path, item: SourceItem) -> bytes:
    meta = {"source": path.name, "line": item.line, "benchmark": item.benchmark}
    row = {"id": item.id or f"{path.stem}-{item.line}", **item.fields, "meta": meta}
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
