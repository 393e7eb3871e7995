"""Compares a config with the one that a run directory was made with, and says how the run may go on."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.config.change import Hashes, compare
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
    """

    steps: Mapping[str, tuple[int, ...]]
    config: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Every change, for people and for the journal."""
        return self.config + self.prompts


def revise(loaded: LoadedConfig, inputs: Inputs, run_dir: RunDir, history: RunHistory) -> Revision:
    """Return what changed since the process before.

    Raises:
        ChangedConfigError: If a change cannot be continued; the message is a diff.
    """
    steps = {each.task: _list_steps(history, each.task, each.target) for each in loaded.settings}
    if history.opened is None:
        return Revision(steps)
    old = load_config(run_dir.config, check_files=False).config
    accepted = {task: known.accepted for task, known in history.tasks.items()}
    recalled = recall_hashes(old, loaded.config, history.opened.inputs, inputs.hashes)
    changes = compare(old, loaded.config, recalled, inputs.hashes, accepted)
    if changes.refused:
        diff = "\n".join(f"  {line}" for line in changes.refused)
        raise ChangedConfigError(f"{run_dir.path} was made with another config, which cannot be continued:\n{diff}")
    return Revision(steps, (*changes.free, *changes.epoch))


def compare_prompts(history: RunHistory, hashes: Mapping[str, str]) -> tuple[str, ...]:
    """Return a line for every task whose templates are not those of the process before; hashes are by task."""
    before = history.epoch.prompt_hashes if history.epoch else {}
    return tuple(
        f"prompts.{task}: templates {before[task]} -> {digest}"
        for task, digest in hashes.items()
        if before.get(task, digest) != digest
    )


def recall_hashes(old: Config, new: Config, recorded: Hashes, now: Hashes) -> dict[str, str]:
    """Return the content of the files of `old`, of which some were moved after it was recorded.

    A run never goes on with other content, so what a moved file held is among the records that no path claims.

    Args:
        old: Config of the process before.
        new: Config to go on with.
        recorded: Path to SHA-256 of the input files, as the run first read them.
        now: The same for `new`, as they are now.
    """
    paths = [*_list_seeds(old), *old.protect]
    spare = [digest for path, digest in recorded.items() if path not in set(map(str, paths))]
    known = dict(recorded)
    for path in (path for path in paths if str(path) not in recorded):
        # Of the seed file there is one: it is still the same if the one that is named now holds a spare content.
        likely = now.get(str(_list_seeds(new)[0])) if path in _list_seeds(old) and _list_seeds(new) else None
        if spare:
            known[str(path)] = spare.pop(spare.index(likely) if likely in spare else -1)
    return known


def _list_seeds(config: Config) -> list[Path]:
    return [config.seeds.file] if config.seeds else []


def _list_steps(history: RunHistory, task: str, target: int) -> tuple[int, ...]:
    taken = history.tasks[task].steps if task in history.tasks else ()
    # Growth is in the journal first: after a crash in between, the frozen config still asks for the smaller target.
    return taken if taken and taken[-1] >= target else (*taken, target)
