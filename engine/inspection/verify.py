"""Recomputes a run from its files alone and says whether they agree: journal, shards, rejects, manifest, config."""

from dataclasses import dataclass, field
from typing import Any

from engine.config.freeze import config_hash
from engine.config.load import LoadedConfig, load_config
from engine.config.settings import TaskSettings
from engine.errors import ArabicSynthError
from engine.inspection.committed import Committed, read_committed
from engine.inspection.guards import make_guards
from engine.inspection.manifest import Recount, check_manifest
from engine.inspection.rejects import check_rejects
from engine.inspection.rows import RowCounts, count_rows
from engine.rundir import RunDir
from engine.sink.recovery import plan_recovery
from engine.sink.shards import FOLDERS, list_parts
from engine.work.progress import label_cell
from quotas.plan import Plan

MOST_PROBLEMS = 100
"""Problems that are spelled out; the rest is counted."""


@dataclass(slots=True)
class Verification:
    """What was found.

    Attributes:
        ok: Whether everything agrees; a run that is not complete can be ok.
        rejected: Refused candidates in the rejects.
        duplicate_ids: Rows whose id another row has.
        duplicate_texts: Rows whose text another row has, after Arabic normalising.
        near_duplicates: Rows near another one; None where the run has no near-duplicate index.
        leaks: Rows that are a copy of a seed or of a protected item.
        lost: Rows that the journal knows and no shard holds as they were committed.
        orphans: Rows in shards that the journal does not know.
        uncommitted_bytes: Bytes past the last journalled ones; a crash leaves them, a resume cuts them.
        cells: `{cell, target, accepted}`, accepted recounted from the rows' own fields.
        problems: What does not agree, in words, with its place.
        notes: What could not be checked, and why.
    """

    ok: bool = False
    complete: bool = False
    target: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicate_ids: int = 0
    duplicate_texts: int = 0
    near_duplicates: int | None = None
    leaks: int = 0
    lost: int = 0
    orphans: int = 0
    uncommitted_bytes: int = 0
    cells: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def verify_run(run_dir: RunDir) -> Verification:
    """Return what a run directory holds and what does not agree in it; never raises for bad content."""
    found = Verification()
    try:
        _verify(run_dir, found)
    except ArabicSynthError as error:
        found.problems.append(str(error))
    if len(found.problems) > MOST_PROBLEMS:
        found.problems[MOST_PROBLEMS:] = [f"… and {len(found.problems) - MOST_PROBLEMS} more problems"]
    found.ok = not found.problems
    found.complete = found.ok and found.complete
    return found


def _verify(run_dir: RunDir, found: Verification) -> None:
    if not run_dir.journal.is_file():
        found.problems.append(f"{run_dir.path} holds no run: there is no journal.jsonl")
        return
    committed = read_committed(run_dir)
    loaded = load_config(run_dir.config, check_files=False)
    if config_hash(loaded.config) not in committed.config_hashes:
        found.problems.append(f"{run_dir.config}: not the config of any process that worked on the run")
    guards = make_guards(loaded, committed.inputs)
    found.notes += guards.notes
    for each in loaded.settings:
        names = tuple(quota.name for quota in each.quotas)
        counts = count_rows(run_dir, each.spec, committed, guards, names)
        _add_rows(found, counts)
        _add_cells(found, loaded, each, committed, counts)
        found.rejected += check_rejects(run_dir, each.task, committed, found.problems)
    found.lost = len(committed.places)
    if found.lost:
        found.problems.append(f"{found.lost} rows that the journal knows are in no shard")
    _find_strangers(run_dir, loaded, found.problems)
    recovery = plan_recovery(run_dir.path, committed.history, committed.tail, [each.task for each in loaded.settings])
    found.uncommitted_bytes = recovery.uncommitted_bytes
    recount = Recount(found.complete, found.target, found.accepted, found.rejected, found.cells)
    found.problems += check_manifest(run_dir, recount)


def _add_rows(found: Verification, counts: RowCounts) -> None:
    found.accepted += counts.rows
    found.duplicate_ids += counts.duplicate_ids
    found.duplicate_texts += counts.duplicate_texts
    found.leaks += counts.leaks
    found.orphans += counts.orphans
    found.problems += counts.problems


def _add_cells(
    found: Verification, loaded: LoadedConfig, settings: TaskSettings, committed: Committed, counts: RowCounts
) -> None:
    task = settings.task
    history = committed.history.tasks.get(task)
    steps = history.steps if history is not None and history.steps else (settings.target,)
    plan = Plan.grow(settings.quotas, steps, loaded.config.seed)
    names = tuple(quota.name for quota in settings.quotas)
    several = len(loaded.settings) > 1
    planned = plan.cells()
    for cell, target in planned.items():
        accepted = counts.cells[cell]
        label = label_cell(task, names, cell, several=several)
        found.cells.append({"cell": label, "target": target, "accepted": accepted})
        if accepted > target:
            found.problems.append(f"{task} {'/'.join(cell)}: {accepted} rows, but only {target} are planned")
    for cell in counts.cells.keys() - planned.keys():
        found.problems.append(f"{task} {'/'.join(cell)}: {counts.cells[cell]} rows of a cell that is not planned")
    found.target += plan.target
    found.complete = all(each["accepted"] == each["target"] for each in found.cells)


def _find_strangers(run_dir: RunDir, loaded: LoadedConfig, problems: list[str]) -> None:
    """Report files among the data that no run writes, so that nobody takes them for its rows."""
    tasks = {each.task for each in loaded.settings}
    for name in FOLDERS.values():
        folder = run_dir.path / name
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name not in tasks:
                problems.append(f"{path}: does not belong to this run")
                continue
            known = set(list_parts(path).values())
            problems += [f"{file}: does not belong to this run" for file in sorted(path.iterdir()) if file not in known]
