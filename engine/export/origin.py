"""Where rows come from: one file as it lies, or the committed parts of a run directory, and whether that is all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from engine.errors import InputError, UsageError
from engine.journal.disk import map_errors
from engine.journal.replay import replay
from engine.rundir import RunDir
from engine.sink.manifest import is_manifest_current, read_manifest
from engine.sink.shards import SHARD, list_parts, name_folder


@dataclass(frozen=True, slots=True)
class Part:
    """A file of rows.

    Attributes:
        path: Where it lies.
        size: Bytes of it that count; None where all do.
        sha256: Hash that it must have; empty where none is known.
    """

    path: Path
    size: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is exported.

    Attributes:
        parts: Its files, in order.
        run: Manifest of the run; empty where there is none.
        unfinished: Why a run is not complete, in words; empty where it is, or where a file is exported.
    """

    parts: tuple[Part, ...]
    run: Mapping[str, Any]
    unfinished: str = ""

    @property
    def size(self) -> int:
        """Bytes of all files, as far as they tell."""
        return sum(part.path.stat().st_size if part.size is None else part.size for part in self.parts)


def find_origin(source: Path, task: str, *, allow_partial: bool) -> Origin:
    """Return what a path leads to.

    Raises:
        UsageError: If it is a run that is not complete, unless that is allowed.
        InputError: If there are no rows of the task, or those of a complete run are not as its manifest says.
        DamagedFileError: If the journal of a run that is not complete was changed.
    """
    if not source.is_dir():
        if not source.exists():
            raise InputError(source, "there is no such file or folder")
        return Origin((Part(source),), {})
    run = RunDir(source)
    _expect_rows(run, task)
    try:
        manifest = read_manifest(run)
    except ValueError as error:
        raise InputError(run.manifest, str(error)) from None
    known = _read_json(run.manifest) if manifest else {}
    unfinished = _explain_unfinished(run, known)
    if not unfinished:
        return Origin(tuple(_list_described(run, task, known)), known)
    if not allow_partial:
        raise UsageError(f"{source}: {unfinished}; --allow-partial exports what there is, and marks it")
    return Origin(tuple(_list_committed(run, task)), known, unfinished)


def _expect_rows(run: RunDir, task: str) -> None:
    if run.rows(task).is_dir():
        return
    with map_errors(run.path, "read"):
        data = run.path / "data"
        others = sorted(path.name for path in data.iterdir() if path.is_dir()) if data.is_dir() else []
    if others:
        raise InputError(run.path, f"holds no rows of {task}, only of {', '.join(others)}")
    raise InputError(run.path, f"is no run directory: there is no data/{task} in it")


def _explain_unfinished(run: RunDir, manifest: Mapping[str, Any]) -> str:
    if not manifest:
        return "the run has no manifest.json, so it is not known to be complete"
    if not manifest["complete"]:
        return f"the run is not complete ({manifest['state']}: {manifest['accepted']:,} of {manifest['target']:,} rows)"
    if run.journal.exists() and not is_manifest_current(run):
        return "the run went on after its manifest.json was written, so it is not known to be complete"
    return ""


def _list_described(run: RunDir, task: str, manifest: Mapping[str, Any]) -> Iterator[Part]:
    """Yield the parts that a manifest lists; raises InputError where others lie there."""
    folder = run.relative(run.rows(task))
    listed = {each["path"]: each["sha256"] for each in manifest["files"] if each["path"].startswith(f"{folder}/")}
    lying = {run.relative(path): path for path in list_parts(run.rows(task)).values()}
    for name in sorted(listed.keys() ^ lying.keys()):
        told = "is not there, though manifest.json lists it" if name in listed else "is not listed in manifest.json"
        raise InputError(run.path / name, f"{told}; `verify` says more")
    for name, path in lying.items():
        yield Part(path, sha256=listed[name])


def _list_committed(run: RunDir, task: str) -> Iterator[Part]:
    """Yield the parts of an unfinished run as far as its journal has them; without one, all that lies there."""
    lying = list_parts(name_folder(run.path, SHARD, task))
    if not run.journal.exists():
        yield from map(Part, lying.values())
        return
    known = replay(run.journal)[0].tasks.get(task)
    for shard, end in enumerate(known.shards if known else ()):
        if end.size:
            yield Part(lying.get(shard, run.rows(task) / f"part-{shard:05d}.jsonl"), end.size)


def _read_json(path: Path) -> dict[str, Any]:
    with map_errors(path, "read"):
        content: dict[str, Any] = orjson.loads(path.read_bytes())
    return content
