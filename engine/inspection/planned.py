"""The cells that a run has planned so far: its quotas over the growth steps that its journal remembers."""

from collections.abc import Mapping
from typing import Any

from engine.config.load import LoadedConfig
from engine.config.settings import TaskSettings, is_base
from engine.journal.replay import RunHistory
from engine.plans import make_plans
from engine.records import Cell, label_cell
from engine.rundir import RunDir
from quotas.plan import Plan


def plan_tasks(run_dir: RunDir, loaded: LoadedConfig, history: RunHistory) -> dict[str, Plan]:
    """Return each task's plan; one that the journal does not know yet is planned as the config asks.

    Raises:
        DamagedFileError: If no run could have planned so.
    """
    return make_plans(loaded, {each.task: _list_steps(each, history) for each in loaded.settings}, run_dir)


def list_cells(plans: Mapping[str, Plan], accepted: Mapping[str, Mapping[Cell, int]]) -> list[dict[str, Any]]:
    """Return `{cell, target, accepted}` for every planned cell of what the run is for.

    Args:
        plans: Task to plan; those of rows that are only there for others are passed over.
        accepted: Task to cell to rows.
    """
    final = {task: plan for task, plan in plans.items() if not is_base(task)}
    return [
        {
            "cell": label_cell(task, tuple(each.name for each in plan.dimensions), cell, several=len(final) > 1),
            "target": target,
            "accepted": accepted.get(task, {}).get(cell, 0),
        }
        for task, plan in final.items()
        for cell, target in plan.cells().items()
    ]


def count_base(plans: Mapping[str, Plan], history: RunHistory) -> dict[str, dict[str, int]]:
    """Return target and accepted rows of each data set whose rows are only there for those of another."""
    return {
        task: {"target": plan.target, "accepted": history.tasks[task].accepted if task in history.tasks else 0}
        for task, plan in plans.items()
        if is_base(task)
    }


def _list_steps(settings: TaskSettings, history: RunHistory) -> tuple[int, ...]:
    known = history.tasks.get(settings.task)
    return known.steps if known and known.steps else (settings.target,)
