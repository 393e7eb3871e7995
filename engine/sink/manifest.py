"""The manifest: what a run directory holds, with a hash of every file, as of the last time a process left it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import orjson
from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

import engine
from engine.journal.disk import Disk, map_errors
from engine.rundir import RunDir
from engine.schedule.budget import to_usd
from engine.sink.shards import FOLDERS, list_parts, name_folder
from engine.work.tally import Tally
from validators.near_dup import NEAR_DUP_VERSION

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


@dataclass(frozen=True, slots=True)
class JournalRecord:
    """Which moment is described: the journal as it was then."""

    bytes: NonNegativeInt
    sha256: str


class Manifest(BaseModel):
    """What a run directory holds.

    Attributes:
        state: How the process that worked last left it; `running` while one works.
        complete: Whether every cell holds exactly its target.
        cells: `{cell, target, accepted}` for every planned cell.
        base: Name of each data set whose rows are only there to be rewritten, to its target and its accepted rows.
        workflow: How rows came about.
        evaluation_use: False where items of a benchmark were rewritten: nothing is to be evaluated on it with this.
        rejected: Reason code to attempts.
        failed: Error kind to attempts.
        usage: Calls and tokens.
        cost_usd: US dollars, with those of calls whose end was never learned.
        prompt_hashes: Task to hash of its templates.
        inputs: Name of an input file in the config, such as `protect.0`, to its SHA-256.
        versions: Distribution to version.
        files: Every part, accepted rows first.
    """

    model_config = ConfigDict(strict=True, frozen=True)

    name: str
    state: str
    complete: bool
    target: int
    accepted: int
    cells: list[dict[str, Any]]
    base: dict[str, dict[str, int]]
    workflow: str
    evaluation_use: bool
    rejected: dict[str, int]
    failed: dict[str, int]
    usage: dict[str, int]
    cost_usd: float
    model: str
    config_hash: str
    prompt_hashes: dict[str, str]
    inputs: dict[str, str]
    versions: dict[str, str]
    journal: JournalRecord
    files: list[FileRecord]

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return what a file's bytes say; keys that a later version adds are passed over.

        Raises:
            ValueError: With the field that is wrong.
        """
        try:
            return cls.model_validate_json(data)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, first["loc"]))
            raise ValueError(f"not a manifest: {f'{place}: ' if place else ''}{first['msg']}") from None

    def to_bytes(self) -> bytes:
        """Return the content of the file."""
        return orjson.dumps(self.model_dump(), option=orjson.OPT_INDENT_2) + b"\n"


def describe_run(
    *,
    name: str,
    state: str,
    cells: Sequence[Mapping[str, Any]],
    base: Mapping[str, Mapping[str, int]],
    workflow: str,
    evaluation_use: bool,
    tally: Tally,
    model: str,
    config_hash: str,
    prompt_hashes: Mapping[str, str],
    inputs: Mapping[str, str],
    journal: JournalRecord,
    files: Sequence[FileRecord],
) -> Manifest:
    """Return the manifest of a run; what can be counted is counted from `cells` and `tally`."""
    return Manifest(
        name=name,
        state=state,
        complete=state == "complete",
        target=sum(cell["target"] for cell in cells),
        accepted=sum(cell["accepted"] for cell in cells),
        cells=[dict(cell) for cell in cells],
        base={name: dict(counts) for name, counts in base.items()},
        workflow=workflow,
        evaluation_use=evaluation_use,
        rejected=dict(tally.refused),
        failed=dict(tally.failed),
        usage={
            "calls": tally.calls,
            "prompt_tokens": tally.prompt_tokens,
            "completion_tokens": tally.completion_tokens,
        },
        cost_usd=to_usd(tally.spent),
        model=model,
        config_hash=config_hash,
        prompt_hashes=dict(prompt_hashes),
        inputs=dict(inputs),
        versions={"arabic-synth": engine.__version__, "near duplicates": NEAR_DUP_VERSION},
        journal=journal,
        files=list(files),
    )


def record_files(run_dir: RunDir, tasks: Iterable[str]) -> list[FileRecord]:
    """Return a record of every part of every task, accepted rows first."""
    return [
        _record(run_dir, path)
        for role in FOLDERS
        for task in tasks
        for path in list_parts(name_folder(run_dir.path, role, task)).values()
    ]


def record_journal(run_dir: RunDir) -> JournalRecord:
    """Return length and SHA-256 of the journal, by which a manifest says which moment it describes."""
    record = _record(run_dir, run_dir.journal)
    return JournalRecord(record.bytes, record.sha256)


def write_manifest(run_dir: RunDir, manifest: Manifest, disk: Disk) -> None:
    """Put a manifest in the place of the one before, as a whole."""
    disk.replace(run_dir.manifest, manifest.to_bytes(), "manifest")


def read_manifest(run_dir: RunDir) -> Manifest | None:
    """Return the manifest, or None where there is none.

    Raises:
        ValueError: If it is none, with the field that is wrong.
        StorageError: If it cannot be read.
    """
    with map_errors(run_dir.manifest, "read"):
        return Manifest.from_bytes(run_dir.manifest.read_bytes()) if run_dir.manifest.is_file() else None


def is_manifest_current(run_dir: RunDir) -> bool:
    """Return whether there is a manifest, and it describes the journal as it is now."""
    try:
        manifest = read_manifest(run_dir)
    except ValueError:
        return False
    return manifest is not None and manifest.journal == record_journal(run_dir)


def _record(run_dir: RunDir, path: Path) -> FileRecord:
    digest, size, rows = hashlib.sha256(), 0, 0
    with map_errors(path, "read"), path.open("rb") as file:
        while chunk := file.read(_BUFFER):
            digest.update(chunk)
            size += len(chunk)
            rows += chunk.count(b"\n")
    return FileRecord(run_dir.relative(path), digest.hexdigest(), size, rows)
