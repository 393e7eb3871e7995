"""What a config must satisfy beyond its shape: known tasks, sensible quotas, a model that some provider has."""

from collections.abc import Iterator, Mapping

from engine.config.model import Config, TaskConfig
from engine.config.model_name import KNOWN_PROVIDERS, parse_model
from engine.config.place import Loc, Problem, show_loc
from engine.config.quota import QuotaConfig
from engine.config.suggestion import hint, suggest
from engine.config.tree import Tree
from engine.providers.mock.profile import BUILT_IN
from prompts.base import TaskSpec

_OWN_FIELDS = ("id", "meta", "task")
_MISSPELT = 0.75
"""Similarity to a known dimension from which a name counts as misspelt, not as one of the user's own."""


def check_tasks(config: Config, tree: Tree, tasks: Mapping[str, TaskSpec]) -> Iterator[Problem]:
    """Yield what is wrong with the data sets that are asked for."""
    if tree.has(("tasks",)):
        for key in ("task", "target", "quotas"):
            if tree.has((key,)):
                yield Problem(tree.find_key((key,)), (key,), "stands beside `tasks`; give one of the two")
        if not config.tasks:
            yield Problem(tree.find_value(("tasks",)), ("tasks",), "names no data set")
        for number, entry in enumerate(config.tasks):
            yield from _check_entry(("tasks", number), entry, tree, tasks)
            if entry.task in {other.task for other in config.tasks[:number]}:
                loc: Loc = ("tasks", number, "task")
                yield Problem(tree.find_value(loc), loc, f"{entry.task!r} stands twice")
        return
    for key in ("task", "target"):
        if getattr(config, key) is None:
            yield Problem(tree.find_key((key,)), (key,), "missing")
    if config.task is not None:
        # A target that is missing is reported above; the quotas are checked all the same, by a target that fits them.
        target = config.target or next((_sum(quota) for quota in config.quotas.values() if quota.exact), 1)
        entry = TaskConfig.model_construct(task=config.task, target=target, quotas=config.quotas)
        yield from _check_entry((), entry, tree, tasks)


def _check_entry(base: Loc, entry: TaskConfig, tree: Tree, tasks: Mapping[str, TaskSpec]) -> Iterator[Problem]:
    spec = tasks.get(entry.task)
    if spec is None:
        loc = (*base, "task")
        yield Problem(tree.find_value(loc), loc, f"unknown task {entry.task!r}{hint(entry.task, tasks)}")
        return
    for name, quota in entry.quotas.items():
        loc = (*base, "quotas", name)
        yield from _check_dimension(loc, name, tree, spec)
        yield from _check_values(loc, quota, tree, spec)
        if quota.exact and _sum(quota) != entry.target:
            loc = (*loc, "counts")
            message = f"the counts add up to {_sum(quota)}, but the target is {entry.target}"
            yield Problem(tree.find_key(loc), loc, message)


def check_words(config: Config, tree: Tree, tasks: Mapping[str, TaskSpec]) -> Iterator[Problem]:
    """Yield a problem for every text that limits of words name and no task of the run has."""
    known = [name for entry in config.entries if entry.task in tasks for name in tasks[entry.task].text_fields]
    for name in config.validators.words if known else ():
        if name not in known:
            loc = ("validators", "words", name)
            yield Problem(tree.find_key(loc), loc, f"no text of this run{hint(name, known)}")


def list_misspelt(config: Config, tree: Tree, tasks: Mapping[str, TaskSpec]) -> Iterator[str]:
    """Yield one line for every quota value that looks like a known one of an open dimension, but is not."""
    for number, entry in enumerate(config.entries):
        base: Loc = ("tasks", number) if config.tasks else ()
        for dimension in tasks[entry.task].dimensions:
            quota = entry.quotas.get(dimension.name)
            for value in quota.amounts if quota and not dimension.closed else ():
                close = suggest(value, dimension.weights, _MISSPELT)
                if close and close != value:
                    loc = (*base, "quotas", dimension.name, value)
                    yield f"{tree.find_key(loc).locate(show_loc(loc))}: planned as it stands; did you mean {close!r}?"


def list_unexpanded(config: Config, tree: Tree, tasks: Mapping[str, TaskSpec]) -> Iterator[str]:
    """Yield a line where new topics are asked for and no data set of the run draws any."""
    if not config.topics.expand:
        return
    loc: Loc = ("topics", "expand")
    place = tree.find_key(loc).locate(show_loc(loc))
    if config.workflow == "persona":
        yield f"{place}: has no effect: rewrites are about what their items are about"
    elif not any(tasks[entry.task].expansion for entry in config.entries):
        yield f"{place}: has no effect: no task of this run takes new topics"


def _sum(quota: QuotaConfig) -> int:
    return sum((quota.counts or {}).values())


def _check_dimension(loc: Loc, name: str, tree: Tree, spec: TaskSpec) -> Iterator[Problem]:
    known = [dimension.name for dimension in spec.dimensions]
    if name in known:
        return
    if name in {*spec.reply_model.model_fields, *_OWN_FIELDS}:
        yield Problem(
            tree.find_key(loc), loc, f"is a field of the row's content, which no quota can plan{_list(known)}"
        )
    elif name in spec.facets:
        yield Problem(tree.find_key(loc), loc, "is drawn for each row by the task itself; choose another name")
    elif close := suggest(name, known, _MISSPELT):
        yield Problem(tree.find_key(loc), loc, f"unknown key; did you mean {close!r}?")
    elif not name.isidentifier():
        yield Problem(tree.find_key(loc), loc, "a dimension's name must be letters, digits and '_', as a field's is")


def _list(known: list[str]) -> str:
    return f"; known: {', '.join(known)}" if known else ""


def _check_values(loc: Loc, quota: QuotaConfig, tree: Tree, spec: TaskSpec) -> Iterator[Problem]:
    dimension = next((known for known in spec.dimensions if known.closed and known.name == loc[-1]), None)
    for value in quota.amounts if dimension else ():
        if dimension and value not in dimension.weights:
            inner = tree.settle((*loc, "counts", value))
            yield Problem(tree.find_key(inner), inner, f"unknown value{hint(value, dimension.weights)}")


def _check_name(loc: Loc, text: str, names: list[str], tree: Tree) -> Iterator[Problem]:
    place, (provider, model) = tree.find_value(loc), parse_model(text)
    if provider not in names:
        yield Problem(place, loc, f"unknown provider {provider!r}{hint(provider, names)}")
    elif provider == "mock":
        profiles = [*BUILT_IN, *tree.list_keys(("providers", "mock", "profiles"))]
        if model not in profiles:
            yield Problem(place, loc, f"unknown mock profile {model!r}{hint(model, profiles)}")


def check_model(config: Config, tree: Tree) -> Iterator[Problem]:
    """Yield what is wrong with the names of models and with the providers."""
    names = list(dict.fromkeys((*KNOWN_PROVIDERS, *tree.list_keys(("providers",)))))
    yield from _check_name(("model",), config.model, names, tree)
    for number, text in enumerate(config.pool):
        yield from _check_name(("pool", number), text, names, tree)
        if config.is_mock or parse_model(text).provider == "mock":
            yield Problem(tree.find_value(("pool", number)), ("pool", number), "the mock shares its calls with nobody")
    for name, entry in config.providers.items():
        base: Loc = ("providers", name)
        if name not in KNOWN_PROVIDERS and entry.base_url is None:
            yield Problem(tree.find_key(base), (*base, "base_url"), "missing")
        if name != "mock" and entry.profiles:
            inner: Loc = (*base, "profiles")
            yield Problem(tree.find_key(inner), inner, "only `mock` has fault profiles")
        if name == "mock" and entry.base_url is not None:
            inner = (*base, "base_url")
            yield Problem(tree.find_key(inner), inner, "the mock has no address; choose another name")
