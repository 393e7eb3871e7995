"""The seeds audit: which seeds lent their style to how many rows, and which rows came nearest to what must not leak."""

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from engine.dataset.source import SourceItem
from engine.errors import DamagedFileError
from engine.journal.disk import Disk, map_errors
from engine.rundir import RunDir
from engine.sink.shards import SHARD, list_parts, name_folder
from validators.leak.index import ProtectedIndex

NEAREST = 10
"""Rows listed as the nearest to a seed, and to a protected item."""


def write_seeds_audit(
    run_dir: RunDir,
    seeds: Mapping[str, Sequence[SourceItem]],
    protected: ProtectedIndex,
    constraints: Mapping[str, Any],
    disk: Disk,
) -> None:
    """Write `seeds_audit.json` from the accepted rows as they lie on disk.

    Args:
        run_dir: The run.
        seeds: Task to the seeds in use.
        protected: Items that rows were held against.
        constraints: What was in force for seeds, as JSON-ready values.
        disk: Writes the file.
    """
    found = _Findings()
    for task, items in seeds.items():
        for row in _read_rows(run_dir, task) if items or len(protected) else ():
            found.add(task, row)
    content = {
        "constraints": dict(constraints),
        "seeds": [record for task, items in seeds.items() for record in _describe(task, items, found.uses)],
        "nearest": [_show_nearest(each, "seed", int(each.item)) for each in found.seeds.list()],
        "nearest_protected": [
            _show_nearest(each, "protected", protected.describe(int(each.item))) for each in found.protected.list()
        ],
    }
    disk.replace(run_dir.seeds_audit, orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n", "audit")


class _Near(NamedTuple):
    """How near a row came to an item, by the item's number."""

    similarity: float
    id: str
    task: str
    item: float


class _Nearest:
    """The nearest rows of those that were shown to it."""

    def __init__(self) -> None:
        self._heap: list[_Near] = []

    def add(self, near: _Near) -> None:
        if len(self._heap) < NEAREST:
            heapq.heappush(self._heap, near)
        else:
            heapq.heappushpop(self._heap, near)

    def list(self) -> list[_Near]:
        return sorted(self._heap, reverse=True)


class _Findings:
    """What one pass over all rows finds: rows by task and seed, and the nearest ones."""

    def __init__(self) -> None:
        self.uses = Counter[tuple[str, str]]()
        self.seeds, self.protected = _Nearest(), _Nearest()

    def add(self, task: str, row: Mapping[str, Any]) -> None:
        meta = row["meta"]
        self.uses[task, str(meta["brief"].get("style"))] += 1
        checks = meta["checks"]
        if "closest_seed" in checks:
            self.seeds.add(_Near(checks["seed_similarity"], row["id"], task, checks["closest_seed"]))
        if "closest_protected" in checks:
            self.protected.add(_Near(checks["protected_similarity"], row["id"], task, checks["closest_protected"]))


def _show_nearest(near: _Near, name: str, item: int | str) -> dict[str, Any]:
    return {"id": near.id, "task": near.task, name: item, "similarity": near.similarity}


def _describe(task: str, items: Sequence[SourceItem], uses: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    return [
        {
            "task": task,
            "index": index,
            "id": item.id,
            "line": item.line,
            "sha256": _hash(item),
            "subject": item.fields.get("subject"),
            "benchmark": item.benchmark or None,
            "rows": uses.get((task, str(index)), 0),
        }
        for index, item in enumerate(items)
    ]


def _hash(item: SourceItem) -> str:
    return sha256(orjson.dumps(item.fields, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _read_rows(run_dir: RunDir, task: str) -> Iterator[dict[str, Any]]:
    for path in list_parts(name_folder(run_dir.path, SHARD, task)).values():
        yield from _read_part(path)


def _read_part(path: Path) -> Iterator[dict[str, Any]]:
    with map_errors(path, "read"), path.open("rb") as file:
        start = 0
        for number, line in enumerate(file, start=1):
            try:
                yield orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise DamagedFileError(path, number, start, str(error)) from None
            start += len(line)
