"""What is laid over the config file: .env, environment and flags, each value with the name of its source."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dotenv.parser import parse_stream

from engine.config.document import read_document
from engine.config.node import UNREADABLE, DocumentError
from engine.config.place import Loc, Place, Problem
from engine.config.source import read_source
from engine.config.tree import Tree

PREFIX = "ARABIC_SYNTH__"
"""How the name of an environment variable begins that sets a config value; `__` stands between keys."""


_TEXTS: set[Loc] = {("name",), ("task",), ("model",), ("output",), ("seeds", "file"), ("personas", "file")}


@dataclass(frozen=True, slots=True)
class Flag:
    """A command-line option of its own for one config value, such as `--target`.

    Attributes:
        name: The option, as messages name it.
        field: The field that it sets, with dots between keys.
        value: Its value, taken as it is.
    """

    name: str
    field: str
    value: Any


def lay_env_file(tree: Tree, path: Path) -> None:
    """Lay the `ARABIC_SYNTH__` lines of a .env file over the tree; other lines are for the providers.

    Raises:
        ConfigError: If the file cannot be read.
    """
    for binding in parse_stream(io.StringIO(read_source(path))):
        place = Place(f"{path}", binding.original.line)
        if binding.error and PREFIX in binding.original.string:
            tree.problems.append(Problem(place, (), f"write it as {PREFIX}KEY=value"))
        elif binding.key and binding.key.startswith(PREFIX):
            _lay_variable(tree, binding.key, binding.value or "", place)


def read_env_file(path: Path) -> dict[str, str]:
    """Return the variables of a .env file.

    Raises:
        ConfigError: If the file cannot be read.
    """
    bindings = parse_stream(io.StringIO(read_source(path)))
    return {binding.key: binding.value for binding in bindings if binding.key and binding.value is not None}


def lay_environment(tree: Tree, env: Mapping[str, str]) -> None:
    """Lay the `ARABIC_SYNTH__` variables over the tree, in the order of their names."""
    for name in sorted(name for name in env if name.startswith(PREFIX)):
        _lay_variable(tree, name, env[name], Place(name))


def lay_overrides(tree: Tree, overrides: Iterable[str | Flag]) -> None:
    """Lay flags and `a.b=c` texts over the tree in their order; c is read as YAML."""
    for override in overrides:
        if isinstance(override, Flag):
            _put(tree, tuple(override.field.split(".")), override.value, Place(override.name))
            continue
        field, equals, text = override.partition("=")
        parts = field.strip().split(".")
        if equals and all(parts):
            _lay(tree, _address(tree, parts), text, Place("--set"))
        else:
            tree.problems.append(Problem(Place("--set"), (field,), "write it as --set key.key=value"))


def _lay_variable(tree: Tree, name: str, text: str, place: Place) -> None:
    """Lay one variable; keys are matched without letter case, because some systems have only capitals."""
    parts = name.removeprefix(PREFIX).split("__")
    if not text.strip():  # an empty variable is how a shell says that there is none
        return
    if all(parts):
        _lay(tree, _address(tree, parts, fold=True), text, place)
    else:
        tree.problems.append(Problem(place, (), f"write it as {PREFIX}KEY__KEY=value"))


def _address(tree: Tree, parts: Sequence[str], *, fold: bool = False) -> Loc:
    """Return the location that the typed keys mean: positions in lists as numbers, folded keys as they are written."""
    here, loc = tree.data, []
    for number, part in enumerate(parts):
        step: str | int = part
        if isinstance(here, list) and part.isascii() and part.isdecimal():
            step = int(part)
        elif fold:
            same = [key for key in here if key.casefold() == part.casefold()] if isinstance(here, dict) else []
            is_quota_value = number >= 2 and parts[number - 2].casefold() == "quotas"
            step = same[0] if same else part if is_quota_value else part.lower()
        loc.append(step)
        here = here.get(step) if isinstance(here, dict) else _get(here, step)
    return tuple(loc)


def _get(here: Any, step: str | int) -> Any:
    return here[step] if isinstance(here, list) and isinstance(step, int) and step < len(here) else None


def _lay(tree: Tree, loc: Loc, text: str, place: Place) -> None:
    """Lay one typed value: YAML, but for fields that hold text always the text itself, unless it is quoted."""
    if loc in _TEXTS and text.strip() and not text.lstrip().startswith(("'", '"')):
        _put(tree, loc, text.strip(), place)
        return
    try:
        found = read_document(text, place)
    except DocumentError as error:
        tree.problems.append(Problem(place, loc, error.message))
        return
    tree.problems += [Problem(place, loc + problem.loc, problem.message) for problem in found.problems]
    _put(tree, loc, found.data, place)


def _list_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _list_texts([*value, *value.values()])
    elif isinstance(value, list):
        for inner in value:
            yield from _list_texts(inner)


def _put(tree: Tree, loc: Loc, value: Any, place: Place) -> None:
    value = str(value) if isinstance(value, Path) else deepcopy(value)
    if any(UNREADABLE.search(text) for text in _list_texts(value)):
        tree.problems.append(Problem(place, loc, "holds a character that must not stand in a config"))
        return
    try:
        tree.replace(loc, value, place)
    except LookupError as error:
        tree.problems.append(Problem(place, loc, str(error)))
