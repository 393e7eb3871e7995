"""Where a config comes in: file, .env, environment and flags become one checked config, or one error that names all."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.config.available import find_gaps, list_warnings
from engine.config.checks import check_model, check_tasks, check_words, list_misspelt, list_unexpanded
from engine.config.document import read_document
from engine.config.explanation import explain
from engine.config.model import Config
from engine.config.node import DocumentError
from engine.config.overlay import Flag, lay_env_file, lay_environment, lay_overrides, read_env_file
from engine.config.paths import find_missing, resolve_paths
from engine.config.place import Loc, Place, Problem, raise_problems
from engine.config.section import name_after
from engine.config.settings import TaskSettings, fill_quotas, resolve_settings
from engine.config.source import read_source
from engine.config.templates import check_templates
from engine.config.tree import Tree
from engine.errors import ConfigError
from prompts.base import TaskSpec
from prompts.discover import discover_tasks

FROZEN = "config.yaml"
"""Name of the effective config in a run directory."""

_MOST_ROUNDS = 10
_STAND_IN = {"task": "-", "target": 1}


@dataclass(frozen=True, slots=True)
class LoadedConfig:
    """A config that can be run.

    Attributes:
        config: Every value, from whatever source, defaults and default quotas filled in, paths absolute.
        path: The config file, where there is one.
        settings: The data sets that it asks for.
        warnings: What it states that has no effect, one line each, with its place.
        env: Environment variables over those of the .env file, for the keys of providers; never shown or written.
    """

    config: Config
    path: Path | None
    settings: tuple[TaskSettings, ...]
    warnings: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict, repr=False)


def load_config(
    path: Path | None,
    overrides: Sequence[str | Flag] = (),
    env: Mapping[str, str] | None = None,
    env_file: Path | None = None,
    *,
    check_files: bool = True,
    tasks: Mapping[str, TaskSpec] | None = None,
) -> LoadedConfig:
    """Return the config that all sources make together: flag over environment over .env over YAML over default.

    Args:
        path: YAML file; None for a config of flags alone.
        overrides: `key.key=value` texts of `--set`, and flags of their own; later ones win.
        env: Environment variables; those that begin with `ARABIC_SYNTH__` set values, the others may hold keys.
        env_file: A .env file, of which the same holds.
        check_files: Whether a missing input file is an error.
        tasks: Task name to task; those in `prompts/tasks` where None.

    Raises:
        ConfigError: With every problem on a line of its own, each naming source, line, column and field.
    """
    tasks = discover_tasks() if tasks is None else tasks
    tree = _read_file(path) if path else Tree({})
    if env_file:
        lay_env_file(tree, env_file)
    lay_environment(tree, env or {})
    lay_overrides(tree, overrides)
    resolve_paths(tree, (path.parent if path else Path()).absolute())
    _fill_names(tree, path)
    _follow_move(tree, path)
    config, problems = _validate(tree)
    unsound = {problem.loc for problem in (*tree.problems, *problems)}
    checks = [
        check_tasks(config, tree, tasks),
        check_model(config, tree),
        check_words(config, tree, tasks),
        check_templates(config, tree, tasks, read=check_files),
        find_gaps(config, tree),
    ]
    if check_files:
        checks.append(find_missing(config, tree))
    further = [problem for problem in chain(*checks) if not _follows(problem.loc, unsound)]
    raise_problems([*tree.problems, *problems, *further])
    config = fill_quotas(config, tasks)
    warnings = chain(
        list_warnings(config, tree), list_misspelt(config, tree, tasks), list_unexpanded(config, tree, tasks)
    )
    variables = {**(read_env_file(env_file) if env_file else {}), **(env or {})}
    return LoadedConfig(config, path, resolve_settings(config, tasks), tuple(warnings), variables)


def _read_file(path: Path) -> Tree:
    try:
        tree = read_document(read_source(path), Place(str(path), in_config=True))
    except DocumentError as error:
        raise ConfigError(f"{path}:{error.line}:{error.column}: {error.message}") from None
    if tree.data is None:
        raise ConfigError(f"{path}: is empty")
    if not isinstance(tree.data, dict):
        raise ConfigError(f"{tree.find_value(()).locate('')}: must be a mapping of keys to values")
    return tree


def _fill_names(tree: Tree, path: Path | None) -> None:
    """Name the run after its file (or else its task), and its directory after the run."""
    task = tree.data.get("task")
    stem = path.stem if path else task if isinstance(task, str) else "run"
    if tree.data.get("name") is None:
        tree.replace(("name",), name_after(stem), Place("default"))
    if tree.data.get("output") is None and isinstance(tree.data["name"], str):
        tree.replace(("output",), str(Path.cwd() / "runs" / tree.data["name"]), Place("default"))


def _follow_move(tree: Tree, path: Path | None) -> None:
    """Let the frozen config of a run directory mean that directory, even after it was moved."""
    is_frozen = path is not None and path.name == FROZEN and (path.parent / "journal.jsonl").is_file()
    if path and is_frozen and tree.find_value(("output",)).in_config:
        tree.replace(("output",), str(path.parent.resolve()), tree.find_value(("output",)))


def _validate(tree: Tree) -> tuple[Config, list[Problem]]:
    """Return the config without the parts that are wrong, and what is wrong with them.

    A part that is wrong is taken out and the rest validated again, so that checks which need the whole model can
    report their problems beside those of its parts.
    """
    data, problems = deepcopy(tree.data), dict[Loc, Problem]()
    unread = {(problem.place, problem.loc) for problem in tree.problems}
    for attempt in range(_MOST_ROUNDS):
        try:
            config = Config.model_validate(data)
        except ValidationError as error:
            for problem in explain(error, tree):
                is_new = attempt == 0 or not _follows(problem.loc, set(problems))
                if is_new and (problem.place, problem.loc) not in unread:
                    problems.setdefault(problem.loc, problem)
                _take_out(data, problem.loc)
        else:
            return config, list(problems.values())
    raise ConfigError("\n".join(map(str, problems.values())))


def _take_out(data: Any, loc: Loc) -> None:
    """Remove a part, or where it is missing, what it is missing from; data sets keep their place by a stand-in."""
    if loc[:1] == ("tasks",) and len(loc) > 1 and isinstance(data["tasks"], list):
        entries, number = data["tasks"], int(loc[1])
        if len(loc) == 2 or not isinstance(entries[number], dict):
            entries[number] = dict(_STAND_IN)
        elif loc[2] in _STAND_IN:
            entries[number][loc[2]] = _STAND_IN[str(loc[2])]
        else:
            _remove(entries[number], loc[2:])
    else:
        _remove(data, loc)


def _remove(data: dict[str, Any], loc: Loc) -> None:
    """Delete the innermost key on the way to a part, lists going as a whole."""
    holders: list[tuple[dict[str, Any], str]] = []
    here: Any = data
    for step in loc:
        if not isinstance(here, dict) or step not in here:
            break
        holders.append((here, str(step)))
        here = here[step]
    if holders:
        holder, key = holders[-1]
        del holder[key]


def _follows(loc: Loc, unsound: set[Loc]) -> bool:
    """Return whether a problem may only be there because a part was left out around, at or under its place."""
    return any(loc[: len(part)] == part or part[: len(loc)] == loc for part in unsound)
