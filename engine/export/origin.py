"""Where rows come from: one file as it lies, or the committed parts of a run directory, and whether that is all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from engine.config.settings import BASE
from engine.errors import InputError, UsageError
from engine.evaluate.statement import state_privacy
from engine.export.account import Account, RowSums, read_account
from engine.journal.disk import map_errors
from engine.journal.lock import is_held
from engine.rundir import RunDir
from engine.sink.manifest import is_manifest_current, read_manifest
from engine.sink.shards import list_parts, name_part


@dataclass(frozen=True, slots=True)
class Part:
    """A file of rows.

    Attributes:
        path: Where it lies.
        size: Bytes of it that count; None where all do.
        sha256: Hash that it must have; empty where none is known.
        sums: Length and checksum that each of its rows must have; None where they are not known.
    """

    path: Path
    size: int | None = None
    sha256: str = ""
    sums: RowSums | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What is exported.

    Attributes:
        parts: Its files, in order.
        run: Manifest of the run; empty where there is none.
        unfinished: Why a run is not complete, in words; empty where it is, or where a file is exported.
        parents: Name of the data set of the run whose rows these rewrite; empty where there is none.
        privacy: What may be stated of the seeds' privacy; empty where no noise was drawn.
    """

    parts: tuple[Part, ...]
    run: Mapping[str, Any]
    unfinished: str = ""
    parents: str = ""
    privacy: Mapping[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of all files, as far as they tell."""
        return sum(part.path.stat().st_size if part.size is None else part.size for part in self.parts)


def find_origin(source: Path, data_set: str, *, allow_partial: bool) -> Origin:
    """Return what a path leads to.

    Raises:
        UsageError: If it is a run that is not complete, unless that is allowed.
        InputError: If there are no rows of the data set, or those of a complete run are not as its manifest says.
        DamagedFileError: If the journal of a run, or the figures that it drew with noise, were changed.
    """
    if not source.is_dir():
        if not source.exists():
            raise InputError(source, "there is no such file or folder")
        return Origin((Part(source),), {})
    run = RunDir(source)
    _expect_rows(run, data_set)
    try:
        manifest = read_manifest(run)
    except ValueError as error:
        raise InputError(run.manifest, str(error)) from None
    known = _read_json(run.manifest) if manifest else {}
    account = read_account(run, data_set) if run.journal.exists() else None
    unfinished = _explain_unfinished(run, known, account)
    if unfinished and not allow_partial:
        raise UsageError(f"{source}: {unfinished}; --allow-partial exports what there is, and marks it")
    listed = {} if unfinished else _list_described(run, data_set, known)
    parts = tuple(_list_parts(run, data_set, listed, account))
    base = f"{data_set}{BASE}"
    return Origin(parts, known, unfinished, base if run.rows(base).is_dir() else "", state_privacy(source))


def _expect_rows(run: RunDir, data_set: str) -> None:
    if run.rows(data_set).is_dir():
        return
    with map_errors(run.path, "read"):
        data = run.path / "data"
        others = sorted(path.name for path in data.iterdir() if path.is_dir()) if data.is_dir() else []
    if others:
        raise InputError(run.path, f"holds no rows of {data_set}, only of {', '.join(others)}")
    raise InputError(run.path, f"is no run directory: there is no data/{data_set} in it")


def _explain_unfinished(run: RunDir, manifest: Mapping[str, Any], account: Account | None) -> str:
    writing = "; another process is working on it now" if is_held(run.path) else ""
    if not manifest:
        return f"the run has no manifest.json, so it is not known to be complete{writing}"
    if not manifest["complete"]:
        so_far = f"{manifest['accepted']:,} of {manifest['target']:,} rows"
        return f"the run is not complete ({manifest['state']}: {so_far}{writing})"
    if account and not is_manifest_current(run):
        return f"the run went on after its manifest.json was written, so it is not known to be complete{writing}"
    if account and account.state != "complete":
        return f"manifest.json says that the run is complete, and journal.jsonl that it is {account.state}{writing}"
    return ""


def _list_described(run: RunDir, data_set: str, manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return the parts that a manifest lists with their hashes; raises InputError where others lie there."""
    folder = run.relative(run.rows(data_set))
    listed = {each["path"]: each["sha256"] for each in manifest["files"] if each["path"].startswith(f"{folder}/")}
    lying = {run.relative(path) for path in list_parts(run.rows(data_set)).values()}
    for name in sorted(listed.keys() ^ lying):
        told = "is not there, though manifest.json lists it" if name in listed else "is not listed in manifest.json"
        raise InputError(run.path / name, f"{told}; `verify` says more")
    return listed


def _list_parts(run: RunDir, data_set: str, listed: Mapping[str, str], account: Account | None) -> Iterator[Part]:
    """Yield the parts as far as the journal has them; without one, all that lies there."""
    folder = run.rows(data_set)
    if account is None:
        for path in list_parts(folder).values():
            yield Part(path, sha256=listed.get(run.relative(path), ""))
        return
    for shard, sums in enumerate(account.shards):
        path = name_part(folder, shard)
        if sums.size:
            yield Part(path, None if listed else sums.size, listed.get(run.relative(path), ""), sums)


def _read_json(path: Path) -> dict[str, Any]:
    with map_errors(path, "read"):
        content: dict[str, Any] = orjson.loads(path.read_bytes())
    return content
