"""Finds the tasks: every folder in `prompts/tasks` with a `task.py` is one, and no list names them."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from prompts import tasks
from prompts.base import TaskSpec


class UnknownTaskError(ValueError):
    """No folder in `prompts/tasks` has this name; the message names those that are there."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"unknown task {name!r}; known tasks: {', '.join(known)}")
        self.name, self.known = name, known


@cache
def discover_tasks() -> Mapping[str, TaskSpec]:
    """Return folder name to task, in alphabetical order.

    Raises:
        TypeError: If a `task.py` has no `TASK`, or one that does not carry its folder's name.
    """
    places = {folder.parent.name for base in tasks.__path__ for folder in Path(base).glob("*/task.py")}
    return MappingProxyType({name: _load_task(name) for name in sorted(places)})


def find_task(name: str) -> TaskSpec:
    """Return one task by name; raises `UnknownTaskError`, which names the known ones."""
    known = discover_tasks()
    if name not in known:
        raise UnknownTaskError(name, tuple(known))
    return known[name]


def _load_task(name: str) -> TaskSpec:
    task = getattr(import_module(f"{tasks.__name__}.{name}.task"), "TASK", None)
    if not isinstance(task, TaskSpec) or task.name != name:
        raise TypeError(f"prompts/tasks/{name}/task.py must export TASK, a TaskSpec with the name {name!r}")
    return task
