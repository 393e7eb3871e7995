"""Plans the data sets of a run: every slot that is wanted, over all the steps by which its target has grown."""

from collections.abc import Mapping, Sequence

from engine.config.load import LoadedConfig
from engine.config.settings import TaskSettings
from engine.errors import DamagedFileError
from engine.rundir import RunDir
from quotas.plan import Plan


def make_plans(loaded: LoadedConfig, steps: Mapping[str, Sequence[int]], run_dir: RunDir) -> dict[str, Plan]:
    """Return each task's plan over the growth steps that its journal remembers.

    Raises:
        DamagedFileError: If no run could have planned so.
    """
    try:
        return grow_plans(loaded.settings, steps, loaded.config.seed)
    except ValueError as error:
        raise DamagedFileError(run_dir.journal, 1, 0, f"its targets fit no plan: {error}") from None


def grow_plans(settings: Sequence[TaskSettings], steps: Mapping[str, Sequence[int]], seed: int) -> dict[str, Plan]:
    """Return each task's plan over the growth steps that its run has taken."""
    return {each.task: Plan.grow(each.quotas, steps[each.task], seed) for each in settings}
