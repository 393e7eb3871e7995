"""Whether the folders of templates that a config names can be used, before anything is spent."""

from collections.abc import Iterator, Mapping

from engine.config.model import Config
from engine.config.place import Loc, Problem
from engine.config.suggestion import hint
from engine.config.tree import Tree
from prompts.base import TaskSpec
from prompts.examine import open_templates
from prompts.templates import TemplateError


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
            try:
                open_templates(tasks[name].folder, folder)
            except TemplateError as error:
                for fault in error.faults:
                    yield Problem(tree.find_value(loc), loc, str(fault))
