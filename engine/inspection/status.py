"""Where a run stands: read from its journal, while it works and after it died."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from engine.clock import Clock
from engine.config.load import LoadedConfig, load_config
from engine.errors import UsageError
from engine.journal.lock import is_held
from engine.journal.replay import RunHistory, replay
from engine.rundir import RunDir
from engine.work.progress import label_cell
from quotas.plan import Plan


@dataclass(frozen=True, slots=True)
class Status:
    """A run as its files tell it; counts are cumulative over resumes.

    Attributes:
        state: `running`, `complete`, `stopped`, `interrupted`, `starved` or `failed`.
        rejected: Reason code to attempts.
        failed: Error kind to attempts.
        in_flight: Calls sent and not yet journalled; after a crash, those that may be paid twice.
        cells: `{cell, target, accepted}` for every planned cell.
    """

    state: str
    target: int
    accepted: int
    rejected: Mapping[str, int]
    failed: Mapping[str, int]
    attempts: int
    in_flight: int
    calls: int
    tokens: Mapping[str, int]
    cost_usd: float
    elapsed_s: float
    cells: Sequence[Mapping[str, Any]]
    warnings: Sequence[str]


def read_status(run_dir: RunDir, clock: Clock) -> Status:
    """Return where a run stands.

    Raises:
        UsageError: If the folder holds no run.
        DamagedFileError: If the journal was changed.
    """
    if not run_dir.journal.is_file():
        raise UsageError(f"{run_dir.path} holds no run (there is no journal.jsonl)")
    running = is_held(run_dir.path)
    history, _ = replay(run_dir.journal)
    if history.opened is None:
        raise UsageError(f"{run_dir.path} holds a run that was never begun; run its config again")
    loaded = load_config(run_dir.config, check_files=False)
    tasks = history.tasks.values()
    state = "running" if running else history.closed.state if history.closed else "interrupted"
    return Status(
        state=state,
        target=sum(task.target for task in tasks),
        accepted=sum(task.accepted for task in tasks),
        rejected=_add(task.refusals for task in tasks),
        failed=_add(task.failures for task in tasks),
        attempts=sum(task.attempts for task in tasks),
        in_flight=_read_in_flight(run_dir) if history.closed is None else 0,
        calls=sum(task.calls for task in tasks),
        tokens={
            "prompt": sum(task.usage.prompt_tokens for task in tasks),
            "completion": sum(task.usage.completion_tokens for task in tasks),
        },
        cost_usd=0.0,
        elapsed_s=round(history.elapsed_s + _read_open_epoch(run_dir, history, clock, running=running), 3),
        cells=list_cells(loaded, history),
        warnings=history.closed.warnings if history.closed else loaded.warnings,
    )


def list_cells(loaded: LoadedConfig, history: RunHistory) -> list[dict[str, Any]]:
    """Return `{cell, target, accepted}` for every cell that the run has planned."""
    cells: list[dict[str, Any]] = []
    for each in loaded.settings:
        task = history.tasks.get(each.task)
        if task is None:
            continue
        plan = Plan.grow(each.quotas, task.steps, loaded.config.seed)
        names = tuple(dimension.name for dimension in plan.dimensions)
        several = len(loaded.settings) > 1
        cells += [
            {
                "cell": label_cell(each.task, names, cell, several=several),
                "target": target,
                "accepted": task.cells.get(cell, 0),
            }
            for cell, target in plan.cells().items()
        ]
    return cells


def _add(counts: Any) -> dict[str, int]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(total)


def _read_in_flight(run_dir: RunDir) -> int:
    try:
        said = orjson.loads(run_dir.heartbeat.read_bytes())
        return max(0, int(said["in_flight"]))
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _read_open_epoch(run_dir: RunDir, history: RunHistory, clock: Clock, *, running: bool) -> float:
    # A process that died last wrote its journal, at the latest, when it died.
    if history.epoch is None or history.closed is not None:
        return 0.0
    end = clock.wall() if running else run_dir.journal.stat().st_mtime
    return max(0.0, end - history.epoch.time)
