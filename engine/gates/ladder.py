"""The scale ladder: rungs of one run directory, and the gates between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.config.load import LoadedConfig, load_config
from engine.config.sections import GateConfig
from engine.gates.gate import Criterion, judge_sample
from engine.gates.samples import read_samples
from engine.journal.replay import RunHistory, replay
from engine.rundir import RunDir

NOT_MET = 100
"""Exit code of a command whose gate is shut."""


class Stage(StrEnum):
    """A rung of the scale ladder."""

    pilot = "pilot"
    small = "small"
    full = "full"


STAGE_TARGETS = {Stage.pilot: 150, Stage.small: 1000}
"""Rows of the rungs below the config's own target."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate as it was found.

    Attributes:
        criteria: Everything that it asks, kept or not.
    """

    criteria: Sequence[Criterion]

    @property
    def is_open(self) -> bool:
        """Whether all of it is kept."""
        return all(each.met for each in self.criteria)

    @property
    def lines(self) -> list[str]:
        """What keeps it shut, in words."""
        return [each.line for each in self.criteria if not each.met]


def check_rows(loaded: LoadedConfig) -> Gate:
    """Return the gate behind the rows that a run directory holds.

    Raises:
        DamagedFileError: If journal or shards were changed.
    """
    gate = loaded.config.gate or GateConfig()
    samples = read_samples(RunDir(loaded.config.output), loaded)
    return Gate([criterion for sample in samples for criterion in judge_sample(sample, gate)])


def check_growth(loaded: LoadedConfig) -> Gate | None:
    """Return the gate before a growth: shut where the rung before is not complete; None where nothing grows.

    Raises:
        DamagedFileError: If journal or shards were changed.
    """
    run_dir = RunDir(loaded.config.output)
    if not run_dir.journal.is_file() or not run_dir.config.is_file():
        return None
    history, _ = replay(run_dir.journal)
    if not _grows(loaded, history):
        return None
    if not _is_complete(history):
        line = "the rung before is not complete: finish it first, with its own --stage or target"
        return Gate([Criterion("all rows", "complete", 0.0, 0.0, 1.0, met=False, line=line)])
    earlier = load_config(run_dir.config, check_files=False)
    gate = loaded.config.gate or GateConfig()
    samples = read_samples(run_dir, earlier)
    return Gate([criterion for sample in samples for criterion in judge_sample(sample, gate)])


def _is_complete(history: RunHistory) -> bool:
    return history.closed is not None and history.closed.state == "complete"


def _grows(loaded: LoadedConfig, history: RunHistory) -> bool:
    targets = {each.task: each.target for each in loaded.settings if not each.is_base}
    return any(
        task in history.tasks and history.tasks[task].steps and target > history.tasks[task].steps[-1]
        for task, target in targets.items()
    )
