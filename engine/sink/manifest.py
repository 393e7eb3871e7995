"""The manifest: what a run directory holds, with a hash of every file, as of the last time a process left it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from engine.journal.disk import Disk, map_errors
from engine.rundir import RunDir
from engine.sink.shards import FOLDERS, list_parts, name_folder

_BUFFER = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One part file as it was.

    Attributes:
        path: Relative to the run directory, with forward slashes.
        rows: Lines in it.
    """

    path: str
    sha256: str
    bytes: int
    rows: int


def record_files(run_dir: RunDir, tasks: Iterable[str]) -> list[FileRecord]:
    """Return a record of every part of every task, accepted rows first."""
    return [
        _record(run_dir, path)
        for role in FOLDERS
        for task in tasks
        for path in list_parts(name_folder(run_dir.path, role, task)).values()
    ]


def hash_journal(run_dir: RunDir) -> dict[str, Any]:
    """Return length and SHA-256 of the journal, by which a manifest says which moment it describes."""
    record = _record(run_dir, run_dir.journal)
    return {"bytes": record.bytes, "sha256": record.sha256}


def write_manifest(run_dir: RunDir, content: Mapping[str, Any], disk: Disk) -> None:
    """Put a manifest in the place of the one before, as a whole."""
    disk.replace(run_dir.manifest, orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n", "manifest")


def is_manifest_current(run_dir: RunDir) -> bool:
    """Return whether there is a manifest, and it describes the journal as it is now."""
    try:
        manifest = orjson.loads(run_dir.manifest.read_bytes())
        return bool(manifest["journal"] == hash_journal(run_dir))
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError):
        return False


def _record(run_dir: RunDir, path: Path) -> FileRecord:
    digest, size, rows = hashlib.sha256(), 0, 0
    with map_errors(path, "read"), path.open("rb") as file:
        while chunk := file.read(_BUFFER):
            digest.update(chunk)
            size += len(chunk)
            rows += chunk.count(b"\n")
    return FileRecord(run_dir.relative(path), digest.hexdigest(), size, rows)
