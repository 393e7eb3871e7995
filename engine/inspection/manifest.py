"""Holds the manifest against the files and counts that it describes; an older one against what was there then."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from engine.rundir import RunDir

_BUFFER = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Recount:
    """What was recomputed from the files, in the manifest's own terms."""

    complete: bool
    target: int
    accepted: int
    rejected: int
    cells: list[dict[str, Any]]


def check_manifest(run_dir: RunDir, recount: Recount) -> list[str]:
    """Return what the manifest says and the files do not.

    Files only ever grow, so whatever a manifest describes is a prefix of what lies there now. Where the journal has
    grown since, counts may have grown too; where it has not, they must be the same. A run that never came to an
    orderly end need not have a manifest.
    """
    if not run_dir.manifest.is_file():
        return []
    try:
        manifest = orjson.loads(run_dir.manifest.read_bytes())
        problems = [problem for record in manifest["files"] if (problem := _check_prefix(run_dir, record))]
        journal = {**manifest["journal"], "path": run_dir.journal.name}
        problem = _check_prefix(run_dir, journal)
        if problem is not None:
            return [*problems, problem]
        if journal["bytes"] == run_dir.journal.stat().st_size:
            problems += _compare(run_dir, manifest, recount)
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError, OSError) as error:
        return [f"{run_dir.manifest}: not a manifest ({type(error).__name__}: {error})"]
    return problems


def _compare(run_dir: RunDir, manifest: dict[str, Any], recount: Recount) -> list[str]:
    said = {
        "complete": manifest["complete"],
        "target": manifest["target"],
        "accepted": manifest["accepted"],
        "rejected": sum(manifest["rejected"].values()),
        "cells": manifest["cells"],
    }
    found = {name: getattr(recount, name) for name in said}
    listed = {record["path"] for record in manifest["files"]}
    there = {run_dir.relative(path) for path in run_dir.path.glob("*/*/part-*.jsonl")}
    problems = [
        f"{run_dir.manifest}: {name}: the manifest does not say what the files do"
        for name in said
        if said[name] != found[name]
    ]
    return problems + [
        f"{run_dir.path / path}: the manifest does not list this file" for path in sorted(there - listed)
    ]


def _check_prefix(run_dir: RunDir, record: dict[str, Any]) -> str | None:
    path = run_dir.path / str(record["path"])
    if ".." in Path(record["path"]).parts or not path.is_file():
        return f"{path}: the manifest lists this file, and it is not there"
    rows, digest = _hash_prefix(path, int(record["bytes"]))
    if digest != record["sha256"]:
        return f"{path}: its first {record['bytes']} bytes are not those that the manifest describes"
    if record.get("rows", rows) != rows:
        return f"{path}: {rows} rows, the manifest says {record['rows']}"
    return None


def _hash_prefix(path: Path, size: int) -> tuple[int, str]:
    rows, digest = 0, hashlib.sha256()
    with path.open("rb") as file:
        while size > 0 and (chunk := file.read(min(_BUFFER, size))):
            digest.update(chunk)
            rows += chunk.count(b"\n")
            size -= len(chunk)
    return rows, digest.hexdigest()
