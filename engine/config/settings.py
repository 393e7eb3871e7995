"""The effective settings of each data set: its task, its target, and its quota dimensions with defaults filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.config.model import Config, TaskConfig
from engine.config.quota import QuotaConfig
from prompts.base import Dimension, TaskSpec
from quotas.dimension import QuotaDimension


@dataclass(frozen=True, slots=True)
class TaskSettings:
    """One data set of a run, resolved.

    Attributes:
        task: Task name.
        spec: The task itself.
        target: Rows to accept.
        quotas: Planned dimensions: the task's own in declared order, then the user's in the order of the config.
    """

    task: str
    spec: TaskSpec
    target: int
    quotas: tuple[QuotaDimension, ...]


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
    return tuple(_resolve_entry(entry, tasks[entry.task]) for entry in config.entries)


def _resolve_entry(entry: TaskConfig, spec: TaskSpec) -> TaskSettings:
    quotas = tuple(make_dimension(name, quota) for name, quota in merge_quotas(spec, entry.quotas).items())
    return TaskSettings(entry.task, spec, entry.target, quotas)


def make_dimension(name: str, quota: QuotaConfig) -> QuotaDimension:
    """Return the planner's dimension of a quota."""
    if quota.counts is not None:
        return QuotaDimension.counted(name, quota.counts)
    return QuotaDimension.weighted(name, quota.amounts)
