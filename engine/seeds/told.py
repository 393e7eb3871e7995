"""What a run tells of its seeds' form, to prompts and to the audit: exactly, or with the noise drawn for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.rundir import RunDir
from engine.seeds.chosen import Choice
from engine.seeds.release import make_guides, read_release
from engine.seeds.statistics import describe_style
from prompts.base import TaskSpec
from prompts.style import StyleGuide


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that leaves the seeds.

    Attributes:
        figures: Figures by task and subject, as JSON-ready values.
        guides: Task to the guide that stands in place of its seeds' own; none without noise.
        sha256: Of the file that holds the figures with noise; empty where there is none.
    """

    figures: Mapping[str, Any] = field(default_factory=dict)
    guides: Mapping[str, StyleGuide] = field(default_factory=dict)
    sha256: str = ""


TOLD_NOTHING = Told()
"""There are no seeds."""


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
