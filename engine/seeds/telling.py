"""Tells of a run's seeds what may be told: nothing, their exact figures, or those with noise."""

from collections.abc import Mapping

from engine.rundir import RunDir
from engine.seeds.chosen import Choice
from engine.seeds.release import make_guides, read_release
from engine.seeds.statistics import describe_style
from engine.seeds.told import TOLD_NOTHING, Told
from prompts.base import TaskSpec


def tell_style(run_dir: RunDir, choice: Choice, specs: Mapping[str, TaskSpec], epsilon: float | None) -> Told:
    """Return what may be told; changes nothing.

    Args:
        run_dir: The run, in which `draw_release` has left the figures with noise; before that, none are told.
        choice: Its seeds.
        specs: Its tasks, by name.
        epsilon: Privacy loss; None tells everything exactly.

    Raises:
        DamagedFileError: If the figures with noise are gone or were changed.
        StorageError: If they cannot be read.
    """
    if not choice.tasks:
        return TOLD_NOTHING
    if epsilon is None:
        tasks = {
            task: describe_style(specs[task], [item.fields for item in seeds.items], seeds.subjects)
            for task, seeds in choice.tasks.items()
        }
        return Told({"epsilon": None, "tasks": tasks})
    figures, digest = read_release(run_dir) or (None, "")
    return Told(figures or {}, make_guides(run_dir, choice, specs, figures), digest)
