"""Where a run stands: read from its journal, while it works and after it died."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.clock import Clock
from engine.config.load import load_config
from engine.config.settings import is_base
from engine.errors import UsageError
from engine.inspection.planned import count_base, list_cells, plan_tasks
from engine.journal.lock import is_held
from engine.journal.replay import RunHistory, Watch, replay
from engine.rundir import RunDir
from engine.schedule.budget import to_usd
from engine.work.beat import describe_death, read_beat
from engine.work.tally import start_tally


@dataclass(frozen=True, slots=True)
class Status:
    """A run as its files tell it; counts are cumulative over resumes.

    Attributes:
        state: `running`, `complete`, `stopped`, `interrupted`, `starved` or `failed`.
        base: Name of each data set that is only there for another, to its target and its accepted rows.
        rejected: Reason code to attempts.
        failed: Error kind to attempts.
        in_flight: Calls sent and not yet journalled; after a crash, those that may be paid twice.
        cost_usd: US dollars; after a crash with all that calls in flight may have cost.
        elapsed_s: Seconds worked.
        cells: `{cell, target, accepted}` for every planned cell.
    """

    state: str
    target: int
    accepted: int
    base: Mapping[str, Mapping[str, int]]
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
    """Return where a run stands; one that was only just begun has done nothing yet. Raises as `look_at`."""
    return look_at(run_dir, clock)[0]


def look_at(run_dir: RunDir, clock: Clock, watch: Watch | None = None) -> tuple[Status, RunHistory]:
    """Return where a run stands and what it did, by one reading of its journal, which `watch` sees.

    Raises:
        UsageError: If the folder holds no run.
        DamagedFileError: If the journal was changed.
    """
    running = is_held(run_dir.path)
    if not (run_dir.journal.is_file() or (running and run_dir.config.is_file())):
        raise UsageError(f"{run_dir.path} holds no run (there is no {run_dir.journal.name})")
    history, _ = replay(run_dir.journal, watch)
    loaded = load_config(run_dir.config, check_files=False)
    plans = plan_tasks(run_dir, loaded, history)
    tally = start_tally(history)
    beat = read_beat(run_dir.heartbeat, history)
    death = describe_death(history, beat)
    open_s = (
        max(0.0, (clock.wall() if running else death.time) - history.epoch.time) if history.epoch and death else 0.0
    )
    status = Status(
        state="running" if running else history.closed.state if history.closed else "interrupted",
        target=sum(plan.target for task, plan in plans.items() if not is_base(task)),
        accepted=sum(known.accepted for task, known in history.tasks.items() if not is_base(task)),
        base=count_base(plans, history),
        rejected=dict(tally.refused),
        failed=dict(tally.failed),
        attempts=sum(task.attempts for task in history.tasks.values()),
        in_flight=beat.in_flight if beat else 0,
        calls=tally.calls,
        tokens={"prompt": tally.prompt_tokens, "completion": tally.completion_tokens},
        cost_usd=to_usd(history.settled if running else history.spent),
        elapsed_s=round(history.elapsed_s + open_s, 3),
        cells=list_cells(plans, {task: known.cells for task, known in history.tasks.items()}),
        warnings=history.closed.warnings if history.closed else (*loaded.warnings, *(beat.warnings if beat else ())),
    )
    return status, history
