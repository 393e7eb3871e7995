"""The seeds audit: which seeds lent their style, to how many rows, and which rows came nearest to them."""

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from engine.dataset.source import SourceItem
from engine.errors import DamagedFileError
from engine.journal.disk import Disk, map_errors
from engine.rundir import RunDir
from engine.sink.shards import SHARD, list_parts, name_folder

NEAREST = 10
"""Rows listed as the nearest to a seed."""


def write_seeds_audit(
    run_dir: RunDir, seeds: Mapping[str, Sequence[SourceItem]], constraints: Mapping[str, Any], disk: Disk
) -> None:
    """Write `seeds_audit.json` from the accepted rows as they lie on disk.

    Args:
        run_dir: The run.
        seeds: Task to the seeds in use.
        constraints: What was in force for seeds, as JSON-ready values.
        disk: Writes the file.
    """
    content = {
        "constraints": dict(constraints),
        "seeds": [record for task, items in seeds.items() for record in _describe(run_dir, task, items)],
        "nearest": _list_nearest(run_dir, seeds),
    }
    disk.replace(run_dir.seeds_audit, orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n", "audit")


def _describe(run_dir: RunDir, task: str, items: Sequence[SourceItem]) -> list[dict[str, Any]]:
    if not items:
        return []
    uses = Counter(row["meta"]["brief"].get("style") for row in _read_rows(run_dir, task))
    return [
        {
            "task": task,
            "index": index,
            "id": item.id,
            "line": item.line,
            "sha256": _hash(item),
            "subject": item.fields.get("subject"),
            "benchmark": item.benchmark or None,
            "rows": uses[str(index)],
        }
        for index, item in enumerate(items)
    ]


def _list_nearest(run_dir: RunDir, seeds: Mapping[str, Sequence[SourceItem]]) -> list[dict[str, Any]]:
    rows = (_measure(task, row) for task, items in seeds.items() if items for row in _read_rows(run_dir, task))
    return heapq.nlargest(NEAREST, (row for row in rows if row), key=lambda row: (row["similarity"], row["id"]))


def _measure(task: str, row: Mapping[str, Any]) -> dict[str, Any] | None:
    checks = row["meta"]["checks"]
    if "seed_similarity" not in checks:
        return None
    return {
        "id": row["id"],
        "task": task,
        "seed": int(checks["closest_seed"]),
        "similarity": checks["seed_similarity"],
    }


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
