"""Holds the manifest against the files, and against what the journal knew at the moment that it describes."""

import hashlib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from engine.config.load import LoadedConfig
from engine.inspection.committed import Committed
from engine.inspection.planned import list_cells, plan_tasks
from engine.journal.disk import map_errors
from engine.journal.replay import RunHistory
from engine.rundir import RunDir
from engine.session import start_tally
from engine.sink.manifest import FileRecord
from engine.sink.shards import REJECTS, SHARD, name_folder, name_part

_BUFFER = 1024 * 1024


class Journal(BaseModel):
    """Up to which event the manifest knows the journal."""

    bytes: NonNegativeInt
    sha256: str


class Manifest(BaseModel):
    """A manifest as it is read back; what the journal cannot confirm (name, versions, cost) is not looked at."""

    model_config = ConfigDict(strict=True)

    state: str
    complete: bool
    target: int
    accepted: int
    cells: list[dict[str, Any]]
    rejected: dict[str, int]
    failed: dict[str, int]
    usage: dict[str, int]
    model: str
    config_hash: str
    prompt_hashes: dict[str, str]
    journal: Journal
    files: list[FileRecord]


def read_manifest(run_dir: RunDir, problems: list[str]) -> Manifest | None:
    """Return the manifest, or None where there is none or it cannot be read, which is reported."""
    if not run_dir.manifest.is_file():
        return None
    try:
        with map_errors(run_dir.manifest, "read"):
            return Manifest.model_validate_json(run_dir.manifest.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        problems.append(f"{run_dir.manifest}: not a manifest: {place}: {first['msg']}")
        return None


def check_manifest(run_dir: RunDir, manifest: Manifest, loaded: LoadedConfig, committed: Committed) -> list[str]:
    """Return what the manifest says and the journal or the files do not.

    A process writes one before it works and one when it ends, so a crash leaves one that describes an earlier moment;
    but none from before the last process that got to work.
    """
    journal, then = manifest.journal, committed.described
    if then is None or then.opened is None or journal.sha256 != _hash_prefix(run_dir.journal, journal.bytes):
        return [f"{run_dir.manifest}: describes a moment that {run_dir.journal} does not know"]
    problems = []
    if committed.worked_from is not None and journal.bytes <= committed.worked_from:
        problems.append(f"{run_dir.manifest}: older than the last process that worked on the run")
    expected = _describe(run_dir, loaded, then)
    problems += [
        f"{run_dir.manifest}: {name}: the manifest does not say what the journal does"
        for name, value in expected.items()
        if getattr(manifest, name) != value
    ]
    return problems + _check_files(run_dir, manifest, then)


def _describe(run_dir: RunDir, loaded: LoadedConfig, then: RunHistory) -> dict[str, Any]:
    """Return what a manifest of that moment says."""
    cells = list_cells(plan_tasks(run_dir, loaded, then), {task: known.cells for task, known in then.tasks.items()})
    tally = start_tally(then)
    state = then.closed.state if then.closed else "running"
    return {
        "state": state,
        "complete": state == "complete",
        "target": sum(cell["target"] for cell in cells),
        "accepted": sum(cell["accepted"] for cell in cells),
        "cells": cells,
        "rejected": dict(tally.refused),
        "failed": dict(tally.failed),
        "usage": {
            "calls": tally.calls,
            "prompt_tokens": tally.prompt_tokens,
            "completion_tokens": tally.completion_tokens,
        },
        "model": then.epoch.model if then.epoch else "",
        "config_hash": then.epoch.config_hash if then.epoch else "",
        "prompt_hashes": dict(then.epoch.prompt_hashes) if then.epoch else {},
    }


def _check_files(run_dir: RunDir, manifest: Manifest, then: RunHistory) -> list[str]:
    known = {
        run_dir.relative(name_part(name_folder(run_dir.path, role, task), shard)): end
        for task, history in then.tasks.items()
        for role, ends in ((SHARD, history.shards), (REJECTS, history.rejects))
        for shard, end in enumerate(ends)
    }
    listed = {record.path: record for record in manifest.files}
    problems = [f"{run_dir.manifest}: {path}: unknown to the journal" for path in sorted(listed.keys() - known.keys())]
    problems += [f"{run_dir.manifest}: {path}: not listed" for path in sorted(known.keys() - listed.keys())]
    for path in known.keys() & listed.keys():
        record, end = listed[path], known[path]
        if (record.bytes, record.rows) != (end.size, end.rows):
            problems.append(f"{run_dir.manifest}: {path}: {record.rows} rows, the journal knows {end.rows}")
        elif _hash_prefix(run_dir.path / path, end.size) != record.sha256:
            problems.append(f"{run_dir.path / path}: its first {end.size} bytes are not those of the manifest")
    return problems


def _hash_prefix(path: Path, size: int) -> str | None:
    if not path.is_file():
        return None
    digest = hashlib.sha256()
    with map_errors(path, "read"), path.open("rb") as file:
        while size > 0 and (chunk := file.read(min(_BUFFER, size))):
            digest.update(chunk)
            size -= len(chunk)
    return digest.hexdigest()
