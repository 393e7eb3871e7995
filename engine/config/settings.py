"""The effective settings of each data set: its task, its target, and its quota dimensions with defaults filled in."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.config.model import Config, TaskConfig
from engine.config.quota import QuotaConfig
from prompts.base import Dimension, TaskSpec
from quotas.dimension import QuotaDimension

BASE = "-base"
"""What the name of a data set ends with whose rows are only there to be rewritten."""

TOPICS = "-topics"
"""What the name of a data set ends with whose rows are only there to be drawn by the briefs of another."""

SEED_FILE = "seeds"
"""Stands for the items of the seed file, as that which a data set rewrites."""


@dataclass(frozen=True, slots=True)
class TaskSettings:
    """One data set of a run, resolved: a stage of its task.

    Attributes:
        task: Name of the data set: that of its task, and `BASE` behind it where its rows are only to be rewritten; that
            of another task and `TOPICS` where they are topics for its briefs.
        spec: The task itself.
        target: Rows to accept.
        quotas: Planned dimensions: the task's own in declared order, then the user's in the order of the config.
        parents: What its rows rewrite: the name of another data set, or `SEED_FILE`; empty where they are new.
        expands: The task whose briefs draw its rows, before any of which is asked for; None where none does.
    """

    task: str
    spec: TaskSpec
    target: int
    quotas: tuple[QuotaDimension, ...]
    parents: str = ""
    expands: TaskSpec | None = None

    @property
    def is_base(self) -> bool:
        """Whether its rows are only there for those of another data set, and count for no target of the run."""
        return is_base(self.task)

    @property
    def kept(self) -> tuple[int, ...]:
        """Places of the planned values that a rewrite has from its parent: all but those that can be arranged."""
        movable = {dimension.name for dimension in self.spec.dimensions if dimension.movable}
        known = {dimension.name for dimension in self.spec.dimensions}
        return tuple(place for place, each in enumerate(self.quotas) if each.name in known and each.name not in movable)


def is_base(task: str) -> bool:
    """Return whether the rows of a data set of this name are only there for those of another."""
    return task.endswith((BASE, TOPICS))


def fill_quotas(config: Config, tasks: Mapping[str, TaskSpec]) -> Config:
    """Return the config with every quota that its tasks bring, in the order in which they are planned."""
    if config.task is not None:
        return config.model_copy(update={"quotas": merge_quotas(tasks[config.task], config.quotas)})
    entries = tuple(
        entry.model_copy(update={"quotas": merge_quotas(tasks[entry.task], entry.quotas)}) for entry in config.tasks
    )
    return config.model_copy(update={"tasks": entries})


def merge_quotas(spec: TaskSpec, given: Mapping[str, QuotaConfig]) -> dict[str, QuotaConfig]:
    """Return a task's default quotas with those given in their place, and the user's own after them.

    The closed values of a known dimension take the task's order, so that a plan does not hang on how they were typed.
    """
    known = {dimension.name: dimension for dimension in spec.dimensions}
    merged: dict[str, QuotaConfig] = {}
    for name, dimension in known.items():
        if name in given:
            merged[name] = _order_values(dimension, given[name])
        elif dimension.quota:
            merged[name] = QuotaConfig.model_validate(dict(dimension.weights))
    return merged | {name: quota for name, quota in given.items() if name not in known}


def _order_values(dimension: Dimension, quota: QuotaConfig) -> QuotaConfig:
    if not dimension.closed:
        return quota
    ordered = {value: quota.amounts[value] for value in dimension.weights if value in quota.amounts}
    return QuotaConfig.model_validate({"counts": ordered} if quota.exact else ordered)


def resolve_settings(config: Config, tasks: Mapping[str, TaskSpec]) -> tuple[TaskSettings, ...]:
    """Return the settings of each data set of a checked config, in its order."""
    return tuple(
        stage
        for entry in config.entries
        for stage in (*_list_expansions(config, entry, tasks), *_list_stages(config, entry, tasks[entry.task]))
    )


def _list_expansions(config: Config, entry: TaskConfig, tasks: Mapping[str, TaskSpec]) -> Iterator[TaskSettings]:
    """Yield the data set of new topics for an entry, where they are asked for; they are spread evenly."""
    spec = tasks[entry.task]
    if not config.topics.expand or not spec.expansion or config.workflow == "persona":
        return
    by = spec.facets[spec.growing].by
    quota = entry.quotas.get(by)
    known = next(dimension.weights for dimension in spec.dimensions if dimension.name == by)
    share = QuotaDimension.weighted(by, dict.fromkeys(_drop_nothing(quota) if quota else known, 1.0))
    yield TaskSettings(f"{entry.task}{TOPICS}", tasks[spec.expansion], config.topics.expand, (share,), expands=spec)


def _list_stages(config: Config, entry: TaskConfig, spec: TaskSpec) -> tuple[TaskSettings, ...]:
    """Return the data sets that the workflow makes of an entry; each comes after that which it rewrites."""
    merged = merge_quotas(spec, entry.quotas)
    quotas = tuple(make_dimension(name, quota) for name, quota in merged.items())
    if config.workflow == "style":
        return (TaskSettings(entry.task, spec, entry.target, quotas),)
    if config.workflow == "persona":
        return (TaskSettings(entry.task, spec, entry.target, quotas, SEED_FILE),)
    base = f"{entry.task}{BASE}"
    # Counts fit the rewrites alone: their shares are what the base takes from them.
    shares = tuple(QuotaDimension.weighted(name, _drop_nothing(quota)) for name, quota in merged.items())
    rows = _count_base(entry.target, config.per_item, quotas, shares)
    return TaskSettings(base, spec, rows, shares), TaskSettings(entry.task, spec, entry.target, quotas, base)


def _count_base(target: int, per_item: int, quotas: Sequence[QuotaDimension], shares: Sequence[QuotaDimension]) -> int:
    """Return the fewest items that give `per_item` rewrites each, and one of every value of which rewrites are planned.

    As apportionments are house-monotone, the number grows with the target.
    """
    wanted = [
        {value for value, rows in zip(each.values, each.apportion(target), strict=True) if rows} for each in quotas
    ]

    def covers(rows: int) -> bool:
        return all(
            count or value not in values
            for values, share in zip(wanted, shares, strict=True)
            for value, count in zip(share.values, share.apportion(rows), strict=True)
        )

    least = -(-target // per_item)
    return least + bisect_left(range(least, target), True, key=covers)


def _drop_nothing(quota: QuotaConfig) -> dict[str, float]:
    """Return the shares of a quota, without values of which no row is wanted."""
    return {value: amount for value, amount in quota.amounts.items() if amount}


def make_dimension(name: str, quota: QuotaConfig) -> QuotaDimension:
    """Return the planner's dimension of a quota."""
    if quota.counts is not None:
        return QuotaDimension.counted(name, quota.counts)
    return QuotaDimension.weighted(name, quota.amounts)
