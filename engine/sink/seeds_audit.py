"""The seeds audit: which seeds lent their style to how many rows, and which rows came nearest to what must not leak."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from engine.config.settings import BASE
from engine.dataset.source import SourceItem
from engine.errors import DamagedFileError
from engine.journal.disk import Disk, map_errors
from engine.rundir import RunDir
from engine.seeds.band import FIELDS as BAND_FIELDS
from engine.seeds.chosen import UNCHOSEN, Choice
from engine.seeds.unmet import describe_choice
from engine.sink.shards import REJECTS, SHARD, list_parts, name_folder
from validators.leak.index import ProtectedIndex

NEAREST = 10
"""Rows listed as the nearest to a seed, and to a protected item."""


def write_seeds_audit(
    run_dir: RunDir,
    seeds: Mapping[str, Sequence[SourceItem]],
    protected: ProtectedIndex,
    constraints: Mapping[str, Any],
    disk: Disk,
    *,
    choice: Choice = UNCHOSEN,
    style: Mapping[str, Any] | None = None,
) -> None:
    """Write `seeds_audit.json` from the accepted and refused rows as they lie on disk.

    Args:
        run_dir: The run.
        seeds: Task to the seeds in use.
        protected: Items that rows were held against.
        constraints: What was in force for seeds, as JSON-ready values.
        disk: Writes the file.
        choice: How the seeds were chosen, and what is known of each.
        style: What is told of their form, as JSON-ready values.
    """
    found = _Findings()
    for task, items in seeds.items():
        for name in (task, f"{task}{BASE}") if items or len(protected) else ():
            for place, row in _read_rows(run_dir, SHARD, name):
                found.add(task, place, row)
            for _, row in _read_rows(run_dir, REJECTS, name) if items else ():
                found.add_refused(task, row)
    content = {
        "constraints": dict(constraints),
        "choice": {task: describe_choice(each, choice.limits) for task, each in choice.tasks.items()},
        "warnings": list(choice.warnings),
        "seeds": [record for task, items in seeds.items() for record in _describe(task, items, choice, found)],
        "style": style,
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
    """What one pass over all rows finds: uses by task and seed, and the nearest rows.

    Attributes:
        uses: Task and number of a seed to accepted rows of each part file that it lent its style.
        refused: The same to refused ones.
    """

    def __init__(self) -> None:
        self.uses = defaultdict[tuple[str, str], Counter[str]](Counter)
        self.refused = Counter[tuple[str, str]]()
        self.seeds, self.protected = _Nearest(), _Nearest()

    def add(self, task: str, part: str, row: Mapping[str, Any]) -> None:
        meta = row["meta"]
        if not meta.get("parent_id"):  # a rewrite takes no style, whatever its brief drew
            self.uses[task, str(meta["brief"].get("style"))][part] += 1
        checks = meta["checks"]
        if "closest_seed" in checks:
            self.seeds.add(_Near(checks["seed_similarity"], row["id"], task, checks["closest_seed"]))
        if "closest_protected" in checks:
            self.protected.add(_Near(checks["protected_similarity"], row["id"], task, checks["closest_protected"]))

    def add_refused(self, task: str, row: Mapping[str, Any]) -> None:
        meta = row["meta"]
        if not meta.get("parent_id"):
            self.refused[task, str(meta["brief"].get("style"))] += 1


def _show_nearest(near: _Near, name: str, item: int | str) -> dict[str, Any]:
    return {"id": near.id, "task": near.task, name: item, "similarity": near.similarity}


def _describe(task: str, items: Sequence[SourceItem], choice: Choice, found: _Findings) -> list[dict[str, Any]]:
    known = choice.tasks.get(task)
    return [
        {
            "task": task,
            "index": index,
            "id": item.id,
            "line": item.line,
            "sha256": _hash(item),
            "subject": item.fields.get("subject"),
            **{name: item.fields[name] for name in BAND_FIELDS if name in item.fields},
            "band": known.bands[index] if known else None,
            "benchmark": item.benchmark or None,
            "rows": found.uses[task, str(index)].total(),
            "refused": found.refused[task, str(index)],
            "where": dict(sorted(found.uses[task, str(index)].items())),
        }
        for index, item in enumerate(items)
    ]


def _hash(item: SourceItem) -> str:
    return sha256(orjson.dumps(item.fields, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _read_rows(run_dir: RunDir, role: str, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every row of a data set with the part file that holds it."""
    for path in list_parts(name_folder(run_dir.path, role, name)).values():
        place = run_dir.relative(path)
        yield from ((place, row) for row in _read_part(path))


def _read_part(path: Path) -> Iterator[dict[str, Any]]:
    with map_errors(path, "read"), path.open("rb") as file:
        start = 0
        for number, line in enumerate(file, start=1):
            try:
                yield orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise DamagedFileError(path, number, start, str(error)) from None
            start += len(line)
