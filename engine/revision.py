"""Compares a config with the one that a run directory was made with, and says how the run may go on."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.config.change import compare
from engine.config.freeze import config_hash
from engine.config.load import LoadedConfig, load_config
from engine.config.model import Config
from engine.errors import ChangedConfigError
from engine.inputs import Inputs
from engine.journal.replay import RunHistory
from engine.rundir import RunDir


@dataclass(frozen=True, slots=True)
class Revision:
    """What is different from the process before.

    Attributes:
        steps: Task to its growth steps, the configured target being the last.
        config: Every change of the config, such as `limits.rpm: 500 -> 800`; none in a new run.
        prompts: Tasks whose templates were changed.
        items_before: Rows that the process before asked for in one call; None in a new run.
    """

    steps: Mapping[str, tuple[int, ...]]
    config: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    items_before: int | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """Every change, for people and for the journal."""
        return self.config + self.prompts


def revise(loaded: LoadedConfig, inputs: Inputs, run_dir: RunDir, history: RunHistory) -> Revision:
    """Return what changed since the process before.

    Raises:
        ChangedConfigError: If a change cannot be continued; the message is a diff. Or if the frozen config was edited.
    """
    steps = {each.task: _list_steps(history, each.task, each.target) for each in loaded.settings}
    if history.opened is None:
        return Revision(steps)
    old = load_config(run_dir.config, check_files=False).config
    if config_hash(old) not in history.config_hashes:
        raise ChangedConfigError(
            f"{run_dir.config} is not as the run wrote it: put it back, and change the run by a config of your own, or"
            " by flags, which are compared with it"
        )
    accepted = {task: known.accepted for task, known in history.tasks.items()}
    changes = compare(old, loaded.config, _recall_hashes(old, history, inputs), inputs.hashes, accepted)
    if changes.refused:
        diff = "\n".join(f"  {line}" for line in changes.refused)
        raise ChangedConfigError(
            f"{run_dir.path} was made with another config, which cannot be continued:\n{diff}\n"
            f"go on with the run as it is (run {run_dir.config}), or begin another one (--output)"
        )
    return Revision(steps, (*changes.free, *changes.epoch), items_before=old.generation.items_per_call)


def compare_prompts(history: RunHistory, hashes: Mapping[str, str]) -> tuple[str, ...]:
    """Return a line for every task whose templates are not those of the process before; hashes are by task."""
    before = history.epoch.prompt_hashes if history.epoch else {}
    return tuple(
        f"prompts.{task}: templates {before[task]} -> {digest}"
        for task, digest in hashes.items()
        if before.get(task, digest) != digest
    )


def name_inputs(config: Config) -> dict[str, Path]:
    """Return the input files of a config, by the names that their contents are recorded under."""
    seeds = {"seeds.file": config.seeds.file} if config.seeds else {}
    if config.personas and config.personas.file and config.workflow != "style":
        seeds["personas.file"] = config.personas.file
    return seeds | {f"protect.{number}": path for number, path in enumerate(config.protect)}


def _recall_hashes(old: Config, history: RunHistory, inputs: Inputs) -> Mapping[str, str]:
    """Return path to SHA-256 of the files of `old` as the process before read them, wherever they lie now."""
    if history.epoch is None:  # it died before it got to work, and no row was held against any content
        return inputs.hashes
    recorded = history.epoch.inputs
    return {str(path): recorded[name] for name, path in name_inputs(old).items() if name in recorded}


def _list_steps(history: RunHistory, task: str, target: int) -> tuple[int, ...]:
    taken = history.tasks[task].steps if task in history.tasks else ()
    # Growth is in the journal first: after a crash in between, the frozen config still asks for the smaller target.
    return taken if taken and taken[-1] >= target else (*taken, target)
