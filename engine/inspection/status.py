"""Where a run stands: read from its journal, while it works and after it died."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from engine.clock import Clock
from engine.config.load import load_config
from engine.errors import UsageError
from engine.inspection.planned import list_cells, plan_tasks
from engine.journal.lock import is_held
from engine.journal.replay import RunHistory, replay
from engine.rundir import RunDir
from engine.session import start_tally


@dataclass(frozen=True, slots=True)
class Status:
    """A run as its files tell it; counts are cumulative over resumes.

    Attributes:
        state: `running`, `complete`, `stopped`, `interrupted`, `starved` or `failed`.
        rejected: Reason code to attempts.
        failed: Error kind to attempts.
        in_flight: Calls sent and not yet journalled; after a crash, those that may be paid twice.
        elapsed_s: Seconds worked.
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
    """Return where a run stands; one that was only just begun has done nothing yet.

    Raises:
        UsageError: If the folder holds no run.
        DamagedFileError: If the journal was changed.
    """
    running = is_held(run_dir.path)
    if not (run_dir.journal.is_file() or (running and run_dir.config.is_file())):
        raise UsageError(f"{run_dir.path} holds no run (there is no {run_dir.journal.name})")
    history, _ = replay(run_dir.journal)
    loaded = load_config(run_dir.config, check_files=False)
    plans = plan_tasks(run_dir, loaded, history)
    tally = start_tally(history)
    return Status(
        state="running" if running else history.closed.state if history.closed else "interrupted",
        target=sum(plan.target for plan in plans.values()),
        accepted=sum(task.accepted for task in history.tasks.values()),
        rejected=dict(tally.refused),
        failed=dict(tally.failed),
        attempts=sum(task.attempts for task in history.tasks.values()),
        in_flight=0 if history.closed else _read_in_flight(run_dir),
        calls=tally.calls,
        tokens={"prompt": tally.prompt_tokens, "completion": tally.completion_tokens},
        cost_usd=0.0,
        elapsed_s=round(history.elapsed_s + _measure_open_epoch(run_dir, history, clock, running=running), 3),
        cells=list_cells(plans, {task: known.cells for task, known in history.tasks.items()}),
        warnings=history.closed.warnings if history.closed else loaded.warnings,
    )


def _read_in_flight(run_dir: RunDir) -> int:
    try:
        said = orjson.loads(run_dir.heartbeat.read_bytes())
        return max(0, int(said["in_flight"]))
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _measure_open_epoch(run_dir: RunDir, history: RunHistory, clock: Clock, *, running: bool) -> float:
    if history.epoch is None or history.closed is not None:
        return 0.0
    # A process that died wrote its journal last, at the latest, when it died.
    end = clock.wall() if running else run_dir.journal.stat().st_mtime
    return max(0.0, end - history.epoch.time)
