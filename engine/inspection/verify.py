"""Recomputes a run from its files alone and says whether they agree: journal, shards, rejects, manifest, config."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine import judges
from engine.config.freeze import config_hash
from engine.config.load import LoadedConfig, load_config
from engine.errors import ArabicSynthError
from engine.expansion import list_known
from engine.inspection.attempts import check_attempts
from engine.inspection.committed import Committed, read_committed
from engine.inspection.guards import Guards, make_guards
from engine.inspection.manifest import check_manifest
from engine.inspection.planned import list_cells, plan_tasks
from engine.inspection.rejects import count_rejects
from engine.inspection.rows import RowCounter, RowCounts
from engine.inspection.strangers import find_strangers
from engine.records import Cell
from engine.rundir import RunDir
from engine.seeds.release import INPUT as STYLE
from engine.seeds.release import NAME, recall_release
from engine.sink.manifest import Manifest, read_manifest
from engine.sink.recovery import plan_recovery
from quotas.plan import Plan
from validators.base import CorpusCheck

DUPLICATE = "duplicate"
"""Reason code of a row with the text of another one; every other one of a corpus check is that of a near copy."""

MOST_PROBLEMS = 100
"""Problems that are spelled out; the rest is counted."""


@dataclass(slots=True)
class Verification:
    """What was found.

    Attributes:
        ok: Whether everything agrees; a run that is not complete can be ok.
        complete: Whether everything agrees and every cell holds exactly its target.
        rejected: Refused candidates in the rejects.
        duplicate_ids: Rows whose id another row has.
        duplicate_texts: Rows whose text another row has, after Arabic normalising.
        near_duplicates: Rows near another one; None where the run has no near-duplicate index.
        leaks: Rows that are a copy of a seed or of a protected item.
        lost: Rows that the journal knows and no shard holds.
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
    found.complete = found.ok and all(each["accepted"] == each["target"] for each in found.cells)
    return found


def _verify(run_dir: RunDir, found: Verification) -> None:
    if not run_dir.journal.is_file():
        found.problems.append(f"{run_dir.path} holds no run: there is no {run_dir.journal.name}")
        return
    manifest = _read_manifest(run_dir, found.problems)
    committed = read_committed(run_dir, manifest.journal.bytes if manifest else None)
    loaded = load_config(run_dir.config, check_files=False)
    if committed.history.opened and config_hash(loaded.config) not in committed.config_hashes:
        found.problems.append(f"{run_dir.config}: not the config that the journal was written with")
    plans = plan_tasks(run_dir, loaded, committed.history)
    found.problems += check_attempts(run_dir, plans, loaded.config.seed)
    recorded = committed.inputs.get(STYLE)
    recall_release(run_dir, recorded)
    if recorded is None and committed.history.epoch and (run_dir.path / NAME).exists():
        found.problems.append(f"{run_dir.path / NAME}: no figures with noise were drawn for this run")
    guards = make_guards(loaded, committed.inputs)
    _count_rows(run_dir, loaded, plans, committed, guards, found)
    if manifest is not None and manifest.evaluation_use and guards.inputs.benchmarks:
        found.problems.append(f"{run_dir.manifest}: evaluation_use: items of a benchmark were rewritten")
    for task in plans:
        found.rejected += count_rejects(run_dir, task, committed, found.problems)
    found.problems += find_strangers(run_dir, set(plans), committed.history)
    _check_manifest(run_dir, manifest, loaded, committed, found)
    recovery = plan_recovery(run_dir.path, committed.history, committed.tail, list(plans))
    found.uncommitted_bytes = recovery.uncommitted_bytes


def _read_manifest(run_dir: RunDir, problems: list[str]) -> Manifest | None:
    try:
        return read_manifest(run_dir)
    except ValueError as error:
        problems.append(f"{run_dir.manifest}: {error}")
        return None


def _count_rows(
    run_dir: RunDir,
    loaded: LoadedConfig,
    plans: Mapping[str, Plan],
    committed: Committed,
    guards: Guards,
    found: Verification,
) -> None:
    found.notes += guards.notes
    cells: dict[str, Mapping[Cell, int]] = {}
    rewritten: dict[str, Sequence[CorpusCheck]] = {}
    for each in loaded.settings:
        # What is rewritten and its rewrites are held against each other.
        corpus = rewritten.get(each.parents) or judges.make_corpus(
            loaded.config.dedup, each.spec, guards.inputs, list_known(each)
        )
        rewritten[each.task] = corpus
        counts = RowCounter(each, committed, corpus, guards.by_task[each.task]).count(run_dir)
        _add_counts(found, counts, is_base=each.is_base)
        _add_copies(found, corpus, counts.copies)
        cells[each.task] = counts.cells
        found.problems += _judge_cells(run_dir.rows(each.task), plans[each.task], counts)
    found.cells = list_cells(plans, cells)
    found.target = sum(plans[each.task].target for each in loaded.settings if not each.is_base)
    for task, places in committed.places.items():
        found.lost += len(places)
        if places:
            missing = f"{len(places)} rows that the journal knows are missing, {next(iter(places))!r} first"
            found.problems.append(f"{run_dir.rows(task)}: {missing}")


def _add_counts(found: Verification, counts: RowCounts, *, is_base: bool) -> None:
    found.accepted += 0 if is_base else counts.rows
    found.duplicate_ids += counts.duplicate_ids
    found.leaks += counts.leaks
    found.orphans += counts.orphans
    found.problems += counts.problems


def _add_copies(found: Verification, corpus: Sequence[CorpusCheck], copies: Mapping[str, int]) -> None:
    found.duplicate_texts += copies.get(DUPLICATE, 0)
    near = [code for check in corpus for code in check.codes if code != DUPLICATE]
    if near:
        found.near_duplicates = (found.near_duplicates or 0) + sum(copies.get(code, 0) for code in near)


def _judge_cells(folder: Path, plan: Plan, counts: RowCounts) -> list[str]:
    planned = plan.cells()
    return [
        f"{folder}: {accepted} rows of {'/'.join(cell)}, but {planned.get(cell, 0)} are planned"
        for cell, accepted in sorted(counts.cells.items())
        if accepted > planned.get(cell, 0)
    ]


def _check_manifest(
    run_dir: RunDir, manifest: Manifest | None, loaded: LoadedConfig, committed: Committed, found: Verification
) -> None:
    if manifest is not None:
        found.problems += check_manifest(run_dir, manifest, loaded, committed)
    elif not run_dir.manifest.exists() and any(run_dir.path.glob("*/*/part-*.jsonl")):
        found.problems.append(f"{run_dir.manifest}: missing; every process writes one before it works")
