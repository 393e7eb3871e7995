"""Finds the tasks: every folder in `prompts/tasks` with a `task.py` is one, and no list names them."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from prompts import tasks
from prompts.base import TaskSpec


class UnknownTaskError(ValueError):
    """No folder in `prompts/tasks` has this name; the message names those that are there."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"unknown task {name!r}; known tasks: {', '.join(known)}")
        self.name, self.known = name, known


class _Tasks(Mapping[str, TaskSpec]):
    """Folder name to task, in alphabetical order; a task is loaded when it is first looked up."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names

    def __getitem__(self, name: str) -> TaskSpec:
        if name not in self._names:
            raise KeyError(name)
        return _load_task(name)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@cache
def discover_tasks() -> Mapping[str, TaskSpec]:
    """Return folder name to task, in alphabetical order; who names tasks alone loads none.

    To look a task up raises TypeError where its `task.py` has no `TASK`, or one that does not carry its folder's name.
    """
    places = {folder.parent.name for base in tasks.__path__ for folder in Path(base).glob("*/task.py")}
    return _Tasks(tuple(sorted(places)))


def find_task(name: str) -> TaskSpec:
    """Return one task by name; raises `UnknownTaskError`, which names the known ones."""
    known = discover_tasks()
    if name not in known:
        raise UnknownTaskError(name, tuple(known))
    return known[name]


@cache
def _load_task(name: str) -> TaskSpec:
    task = getattr(import_module(f"{tasks.__name__}.{name}.task"), "TASK", None)
    if not isinstance(task, TaskSpec) or task.name != name:
        raise TypeError(f"prompts/tasks/{name}/task.py must export TASK, a TaskSpec with the name {name!r}")
    return task
