"""Compares a config with the one that a run directory was made with, and says how the run may go on."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.config.change import compare
from engine.config.load import LoadedConfig, load_config
from engine.errors import ChangedConfigError
from engine.inputs import Inputs
from engine.journal.replay import RunHistory
from engine.rundir import RunDir


@dataclass(frozen=True, slots=True)
class Revision:
    """What is different from the process before.

    Attributes:
        lines: Every change, such as `limits.rpm: 500 -> 800`.
        steps: Task to its growth steps, the configured target being the last.
        is_new: Whether there is something to record before work: a first run, a changed config, a new target.
    """

    lines: tuple[str, ...]
    steps: Mapping[str, tuple[int, ...]]
    is_new: bool


def revise(loaded: LoadedConfig, inputs: Inputs, run_dir: RunDir, history: RunHistory) -> Revision:
    """Return what changed since the process before.

    Raises:
        ChangedConfigError: If a change cannot be continued; the message is a diff.
    """
    steps = {each.task: _list_steps(history, each.task, each.target) for each in loaded.settings}
    if history.opened is None:
        return Revision((), steps, is_new=True)
    old = load_config(run_dir.config, check_files=False)
    accepted = {task: known.accepted for task, known in history.tasks.items()}
    changes = compare(old.config, loaded.config, history.opened.inputs, inputs.hashes, accepted)
    if changes.refused:
        diff = "\n".join(f"  {line}" for line in changes.refused)
        raise ChangedConfigError(f"{run_dir.path} was made with another config, which cannot be continued:\n{diff}")
    lines = (*changes.free, *changes.epoch)
    return Revision(lines, steps, is_new=bool(lines))


def _list_steps(history: RunHistory, task: str, target: int) -> tuple[int, ...]:
    taken = history.tasks[task].steps if task in history.tasks else ()
    return taken if taken and taken[-1] == target else (*taken, target)
