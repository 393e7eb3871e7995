"""The nouns of asking: what a task is, what one request must contain, and the prompt made of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from pydantic import BaseModel

from validators.base import Check, Item, Refusal

Wanted = Mapping[str, str]
"""What one attempt must produce: field name to value, the slot's quota values before the brief's drawn ones."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A field of the row whose values are planned (by quotas) or drawn (by the brief).

    Attributes:
        name: Field name, such as `answer`.
        weights: Value to default weight, in declared order; what can be asked for when no quota names others.
        quota: True where the weights are a quota by default; False where a value is drawn evenly for each attempt
            unless the config sets a quota.
        closed: True where only the listed values make sense (answer letters, labels); False where users may add
            their own (subjects).
        labels: Value to its Arabic name, used in prompts; a value without one is shown as it is.
    """

    name: str
    weights: Mapping[str, int]
    quota: bool = True
    closed: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TaskSpec:
    """Everything that the engine needs to know about a task; one folder in `prompts/tasks` makes one.

    Attributes:
        name: Folder name, used in configs, paths and commands.
        folder: Where the templates and examples lie.
        dimensions: Fields with planned or drawn values, in declared order.
        facets: Name to Arabic phrases of which the brief draws one for each attempt; they steer the prompt and are
            recorded in the brief, but are no field of the row.
        reply_model: Pydantic model of one object as the model is asked to return it; unknown keys are ignored.
        build: Parsed reply and wanted row fields to an item in output order. A field that the reply leaves out is
            taken from `wanted`; one that it states (by value or Arabic label) wins. Refuses what has no right shape.
        arrange: Moves an item to its wanted values where that does not change its meaning (the right option to the
            planned letter); returns the item as it is where there is nothing to move.
        checks: Structural checks of this task, cheap to dear.
        texts: The free texts of a row that text checks read, by field name, from the row's fields.
        identity: The key by which two rows are the same, from the row's fields: folded by the task itself, because
            only it knows whether a hamza makes another row; compare it as it stands.
        protected: The texts of a row that must not equal a protected item's, from the row's fields (the stem).
        compose: Writes one good reply for the mock model, as a JSON-ready object with no missing field, from wanted
            values (which may be unknown to it) and a seeded generator. A function of its arguments alone.
        completion_tokens: Typical length of a reply, for estimates.
    """

    name: str
    folder: Path
    dimensions: tuple[Dimension, ...]
    facets: Mapping[str, tuple[str, ...]]
    reply_model: type[BaseModel]
    build: Callable[[BaseModel, Wanted], Item | Refusal]
    arrange: Callable[[Item, Wanted], Item | Refusal]
    checks: tuple[Check, ...]
    texts: Callable[[Mapping[str, Any]], Mapping[str, str]]
    identity: Callable[[Mapping[str, Any]], str]
    protected: Callable[[Mapping[str, Any]], tuple[str, ...]]
    compose: Callable[[Wanted, Random], dict[str, Any]]
    completion_tokens: int = 200


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent to a model: a system and a user message, and the hash of the templates that made them."""

    system: str
    user: str
    hash: str
