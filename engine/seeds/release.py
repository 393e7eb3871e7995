"""Figures of seeds with noise: drawn once for a run, kept in its `style.json`, and read from there ever after.

What is protected is what each seed in use contributes to the figures. Two seed sets are neighbours if they have the
same number of seeds with the same tasks and subjects, and one seed had another form. Numbers of seeds, tasks, subjects
and bounds of figures are public.

Each of a task's k figures is released for each group of its seeds as a sum with privacy loss epsilon / k. These k
releases add up to epsilon (sequential composition: Dwork and Roth 2014, theorem 3.16). Every seed is in one group, and
groups are made of subjects alone, so a replaced seed changes the figures of one group: over all groups and tasks the
loss is epsilon too (parallel composition: McSherry 2009). Means, clamping, rounding and the wording of prompts are
computed from these sums and the public numbers, which costs nothing more (post-processing: Dwork and Roth 2014,
proposition 2.1). Another run directory over the same seeds draws anew: losses of runs add up.

Not protected is which items of a file became seeds, and what else a run does with seeds: the leak guard compares rows
with them (a topic that brings copies is asked for less), rows carry that likeness, and the audit names seeds and their
hashes. The guarantee is about the style guidance that prompts carry, and about this file.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any

import orjson

from engine.errors import DamagedFileError
from engine.journal.disk import Disk, map_errors
from engine.rundir import RunDir
from engine.seeds.chosen import Choice
from engine.seeds.groups import Group, group_seeds
from engine.seeds.noise import release_sum
from prompts.base import TaskSpec
from prompts.figures import Figure, StyleForm
from prompts.style import StyleGuide, find_form, word_guidance

NAME = "style.json"
"""The file in a run directory."""

INPUT = "seeds.style"
"""The name under which the journal records what the file holds."""

ReleaseSum = Callable[[Sequence[int], int, int, float], int]
"""Values, their bounds and a privacy loss to a sum with noise."""


def draw_release(
    run_dir: RunDir,
    choice: Choice,
    specs: Mapping[str, TaskSpec],
    epsilon: float,
    disk: Disk,
    release: ReleaseSum = release_sum,
) -> None:
    """Draw the figures of a run that has not begun, and write them; what a crash before its journal left is replaced.

    Raises:
        ConfigError: If the package that draws the noise is not installed.
        StorageError: If the disk refuses.
    """
    tasks = {
        task: [
            {
                "subject": group.subject,
                "seeds": len(group.seeds),
                "figures": _draw(
                    find_form(specs[task]), [seeds.items[at].fields for at in group.seeds], epsilon, release
                ),
            }
            for group in group_seeds(seeds.subjects)
        ]
        for task, seeds in choice.tasks.items()
    }
    content = {
        "epsilon": epsilon,
        "mechanism": "discrete Laplace noise on clamped sums",
        "neighbours": "one seed replaced by another of its task and subject",
        "tasks": tasks,
    }
    disk.replace(run_dir.path / NAME, orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n", "style")


def read_release(run_dir: RunDir) -> tuple[dict[str, Any], str] | None:
    """Return what the file says and its SHA-256; None where nothing was drawn yet, as in a plan.

    Raises:
        DamagedFileError: If it is gone from a run that has begun, or holds no JSON object.
        StorageError: If it cannot be read.
    """
    path = run_dir.path / NAME
    with map_errors(path, "read"):
        content = path.read_bytes() if path.is_file() else None
        has_begun = run_dir.journal.is_file()
    if content is None:
        if has_begun:
            raise DamagedFileError(path, 1, 0, "the run has begun, and the figures of its prompts are gone")
        return None
    try:
        told = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise DamagedFileError(path, 1, 0, str(error)) from None
    if not isinstance(told, dict):
        raise DamagedFileError(path, 1, 0, "no JSON object")
    return told, sha256(content).hexdigest()


def recall_release(run_dir: RunDir, recorded: str | None) -> dict[str, Any] | None:
    """Return the figures with which a run began; None where it drew none, whatever lies in its folder.

    Args:
        run_dir: The run.
        recorded: What its journal says of them under `INPUT`.

    Raises:
        DamagedFileError: If they are gone or were changed.
        StorageError: If they cannot be read.
    """
    if recorded is None:
        return None
    held = read_release(run_dir)
    if held is None or held[1] != recorded:
        raise DamagedFileError(run_dir.path / NAME, 1, 0, "not the figures that the run began with")
    return held[0]


def make_guides(
    run_dir: RunDir, choice: Choice, specs: Mapping[str, TaskSpec], told: Mapping[str, Any] | None
) -> dict[str, StyleGuide]:
    """Return each task's guide: a seed stands for the figures of its group, and nothing is read of the seed itself.

    Where nothing was drawn yet, every figure is the middle of its bounds.

    Raises:
        DamagedFileError: If what the file says does not fit these seeds.
    """
    guides = {}
    for task, seeds in choice.tasks.items():
        form, groups = find_form(specs[task]), group_seeds(seeds.subjects)
        try:
            figures = [_middle(form)] * len(groups) if told is None else _recall(form, groups, told["tasks"][task])
        except (KeyError, TypeError, ValueError, AttributeError):
            raise DamagedFileError(run_dir.path / NAME, 1, 0, f"its figures are not those of {task}") from None
        wording = {
            at: word_guidance(form, held) for group, held in zip(groups, figures, strict=True) for at in group.seeds
        }
        guides[task] = StyleGuide(tuple(wording[at] for at in range(len(seeds.items))))
    return guides


def _draw(form: StyleForm, rows: Sequence[Mapping[str, Any]], epsilon: float, release: ReleaseSum) -> dict[str, float]:
    columns = zip(*(form.measure(row) for row in rows), strict=True)
    share = epsilon / len(form.figures)
    return {
        figure.name: _bound(figure, release(column, figure.least, figure.most, share) / len(rows))
        for figure, column in zip(form.figures, columns, strict=True)
    }


def _bound(figure: Figure, value: float) -> float:
    return round(min(max(value, float(figure.least)), float(figure.most)), 2)


def _middle(form: StyleForm) -> tuple[int, ...]:
    return tuple((figure.least + figure.most) // 2 for figure in form.figures)


def _recall(form: StyleForm, groups: Sequence[Group], told: Sequence[Mapping[str, Any]]) -> list[tuple[int, ...]]:
    """Return the figures of each group, as whole numbers within their bounds."""
    if [(group.subject, len(group.seeds)) for group in groups] != [(each["subject"], each["seeds"]) for each in told]:
        raise ValueError
    return [
        tuple(math.floor(_bound(figure, float(each["figures"][figure.name])) + 0.5) for figure in form.figures)
        for each in told
    ]
