"""Whether the folders of templates that a config names can be used, before anything is spent."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.config.model import Config
from engine.config.place import Loc, Problem
from engine.config.suggestion import hint
from engine.config.tree import Tree
from prompts.base import TaskSpec

if TYPE_CHECKING:
    from prompts.templates import Fault


def check_templates(
    config: Config, tree: Tree, tasks: Mapping[str, TaskSpec], *, read: bool = True
) -> Iterator[Problem]:
    """Yield a problem for every folder of templates that is for no task of the run or cannot be used.

    Args:
        config: The config.
        tree: Where its values stand.
        tasks: Task name to task.
        read: Whether to read the templates.
    """
    known = [entry.task for entry in config.entries if entry.task in tasks]
    for name, folder in config.prompts.items() if known else ():
        loc: Loc = ("prompts", name)
        if name not in known:
            yield Problem(tree.find_key(loc), loc, f"no task of this run{hint(name, known)}")
        elif read:
            for fault in _find_faults(tasks[name], folder, _list_needed(config)):
                yield Problem(tree.find_value(loc), loc, str(fault))


def _list_needed(config: Config) -> tuple[str, ...]:
    """Return the values without which prompts of this workflow ask for nothing that the config says."""
    styled = ("style",) if config.seeds is not None and config.workflow != "persona" else ()
    return ("lines", *styled, *(("persona", "parent") if config.workflow != "style" else ()))


def _find_faults(task: TaskSpec, folder: Path, needed: Sequence[str]) -> "Sequence[Fault]":
    from prompts.examine import find_unshown, open_templates  # noqa: PLC0415 - jinja2, for who gives templates alone
    from prompts.templates import USER, TemplateError  # noqa: PLC0415 - as above

    try:
        templates = open_templates(task.folder, folder)
    except TemplateError as error:
        return error.faults
    return [*find_unshown(templates, USER, needed)]
