"""Holds the manifest against the files, and against what the journal knew at the moment that it describes."""

import hashlib
from pathlib import Path

from engine.config.load import LoadedConfig
from engine.inspection.committed import Committed
from engine.inspection.planned import count_base, list_cells, plan_tasks
from engine.journal.disk import map_errors
from engine.journal.replay import RunHistory
from engine.rundir import RunDir
from engine.sink.manifest import Manifest, describe_run
from engine.sink.shards import REJECTS, SHARD, name_folder, name_part
from engine.work.tally import start_tally

_BUFFER = 1024 * 1024
_CONFIRMED = Manifest.model_fields.keys() - {"name", "versions", "journal", "files"}
"""What the journal can confirm; journal and files are held against the files themselves."""


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
    expected = _describe(run_dir, manifest, loaded, then)
    problems += [
        f"{run_dir.manifest}: {name}: the manifest does not say what the journal does"
        for name in Manifest.model_fields
        if name in _CONFIRMED and getattr(manifest, name) != getattr(expected, name)
    ]
    return problems + _check_files(run_dir, manifest, then)


def _describe(run_dir: RunDir, manifest: Manifest, loaded: LoadedConfig, then: RunHistory) -> Manifest:
    """Return what a manifest of that moment says; what the journal cannot confirm is taken as it is."""
    epoch, plans = then.epoch, plan_tasks(run_dir, loaded, then)
    return describe_run(
        name=manifest.name,
        state=then.closed.state if then.closed else "running",
        cells=list_cells(plans, {task: known.cells for task, known in then.tasks.items()}),
        base=count_base(plans, then),
        workflow=loaded.config.workflow,
        evaluation_use=manifest.evaluation_use,
        tally=start_tally(then),
        model=epoch.model if epoch else "",
        config_hash=epoch.config_hash if epoch else "",
        prompt_hashes=epoch.prompt_hashes if epoch else {},
        inputs=epoch.inputs if epoch else {},
        journal=manifest.journal,
        files=manifest.files,
    )


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
