"""The nouns of asking: what a task is, what one request must contain, and the prompt made of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from pydantic import BaseModel

from prompts.figures import StyleForm
from prompts.variants.base import VariantRule
from validators.base import Check, Item, Reading, Refusal
from validators.corpus.traits import Traits
from validators.leak.item import pick_nothing

Wanted = Mapping[str, str]
"""What one attempt must produce: field name to value, the slot's quota values before the brief's drawn ones."""


class FieldError(ValueError):
    """A field of a row that somebody else wrote is wrong; the message is one line that names it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"field {name!r}: {reason}")
        self.name, self.reason = name, reason


class ShapeError(FieldError):
    """A row that somebody else wrote is sound, but of a shape that rows of ours never have, such as five options.

    Attributes:
        fields: What it says, with the texts that must not be copied where a row of ours has them.
    """

    def __init__(self, name: str, reason: str, fields: Mapping[str, Any]) -> None:
        super().__init__(name, reason)
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Dimension:
    """A field of the row whose values are planned (by quotas) or drawn (by the brief).

    Attributes:
        name: Field name, such as `answer`.
        weights: Value to default weight, in declared order; what can be asked for when no quota names others.
        quota: True where the weights are a quota by default; False where a value is drawn by them for each attempt
            unless the config sets a quota.
        closed: True where only the listed values make sense (answer letters, labels); False where users may add
            their own (subjects).
        movable: True where `arrange` can move an item to any of the values without changing what it says.
        labels: Value to its Arabic name, used in prompts; a value without one is shown as it is.
    """

    name: str
    weights: Mapping[str, int]
    quota: bool = True
    closed: bool = True
    movable: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facet:
    """Arabic phrases of which the brief draws one for each attempt; they steer the prompt and are no field of the row.

    Attributes:
        values: Value of the dimension `by` to the phrases for it; those of "" are for any other value, such as a
            subject that a user added. Where there are none for a value, the brief leaves the facet out.
        by: Name of the dimension of the row that decides which phrases fit; empty where the same ones always do.
        steers: Whether it says what a row is about: every phrase gets its share of rows, and phrases that bring copies
            are drawn less.
    """

    values: Mapping[str, tuple[str, ...]]
    by: str = ""
    steers: bool = False

    def list_phrases(self, value: str = "") -> tuple[str, ...]:
        """Return the phrases that fit where the dimension `by` has this value."""
        phrases = self.values.get(value)
        return self.values.get("", ()) if phrases is None else phrases


@dataclass(frozen=True, slots=True)
class Strictness:
    """How hard a task's own checks judge its rows.

    Attributes:
        foreign: True for rows that people wrote elsewhere, where what real text commonly holds passes: no explanation,
            a figure that the file does not have, a tweet of three words. False for what a model wrote for us.
        words: Name of a text to least and largest number of its words, both allowed, in place of the task's own
            limits; a text that the task sets no limit for may be named too.
        bare: True for rows that a model wrote without all the fields of ours (an explanation); `foreign` is then true
            too, for tasks that make no difference, but what is there is to be worth its place.
    """

    foreign: bool = False
    words: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    bare: bool = False


def _copy(fields: Mapping[str, Any]) -> dict[str, Any]:
    return dict(fields)


def _leave(item: dict[str, Any], rng: Random) -> dict[str, Any]:  # noqa: ARG001
    return item


def _profile_first(reading: Reading) -> Traits:
    return Traits(next(iter(reading.texts)))


def _vary_nothing() -> tuple[VariantRule, ...]:
    return ()


def _check_nothing(strictness: Strictness) -> tuple[Check, ...]:  # noqa: ARG001
    return ()


def _name_nothing(fields: Mapping[str, Any]) -> str:  # noqa: ARG001
    return ""


@dataclass(frozen=True, slots=True)
class TaskSpec:
    """Everything that the engine needs to know about a task; one folder in `prompts/tasks` makes one.

    Attributes:
        name: Folder name, used in configs, paths and commands.
        folder: Where the templates and examples lie.
        dimensions: Fields with planned or drawn values, in declared order.
        facets: Name to what the brief draws a phrase of, in the order of the prompt's lines; no name of a field.
        reply_model: Pydantic model of one object as the model is asked to return it; unknown keys are ignored.
        build: Parsed reply and wanted row fields to an item in output order. A field that the reply leaves out is
            taken from `wanted`; one that it states (by value or Arabic label) wins. Refuses what has no right shape.
        arrange: Moves an item to its wanted values where that does not change its meaning (the right option to the
            planned letter); returns the item as it is where there is nothing to move.
        checks: Makes the checks of this task's own, cheap to dear, as hard as they are asked to be.
        last_checks: Makes those that come behind the checks of every text: of what a sound text says; by default none.
        texts: The free texts of a row that text checks read, by field name, from the row's fields.
        identity: The key by which two rows are the same, of a row as checks get it: folded by the task itself, because
            only it knows whether a hamza makes another row; compare it as it stands.
        sketch: The folded texts whose words tell near duplicates, the main one first and the others in any order, each
            compared apart; of a row as checks get it.
        protected: The texts of a row that must not be copies of a protected item's, from the row's fields (the stem);
            some of `texts`.
        compose: Writes one good reply for the mock model, as a JSON-ready object with no missing field, from wanted
            values (which may be unknown to it) and a seeded generator. A function of its arguments alone.
        completion_tokens: Typical length of a reply, for estimates.
        read_foreign: The fields of a row that somebody else wrote, valid for `reply_model`, in the shape of a row of
            ours; raises `FieldError`. By default they have it already.
        stratum: What seeds are drawn evenly over, from a row's fields (the subject); by default they are all alike.
        guide: Which figures of a seed's form steer the style, and their wording as wishes; only figures can go into
            them, never a word of the seed. By default the length and the vowel marks of its first protected text.
        companions: Some of `texts` that stand beside the protected ones and are common by themselves (the options), in
            any order; they tell copies of short stems from chance.
        profile: Which texts of a row the figures of all rows together look at, of a row as checks get it; by default
            its first text.
        standard_arabic: Whether rows are to be in Modern Standard Arabic; dialects are refused then.
        variants: The rules that vary a row without making its label untrue; by default there are none.
        retell: What of a row, from its fields, a model is told that is to rewrite it; see `tell`.
        spoil: Makes the key of a composed reply wrong, where a reply has one that can be; by default it has none.
        expansion: Name of the task whose rows are further phrases of the facet `growing`; empty where there is none. It
            has the dimension that the facet goes by, and its first text is the phrase.
    """

    name: str
    folder: Path
    dimensions: tuple[Dimension, ...]
    facets: Mapping[str, Facet]
    reply_model: type[BaseModel]
    build: Callable[[BaseModel, Wanted], Item | Refusal]
    arrange: Callable[[Item, Wanted], Item | Refusal]
    checks: Callable[[Strictness], tuple[Check, ...]]
    texts: Callable[[Mapping[str, Any]], Mapping[str, str]]
    identity: Callable[[Reading], str]
    sketch: Callable[[Reading], tuple[str, ...]]
    protected: Callable[[Mapping[str, Any]], tuple[str, ...]]
    compose: Callable[[Wanted, Random], dict[str, Any]]
    last_checks: Callable[[Strictness], tuple[Check, ...]] = _check_nothing
    completion_tokens: int = 200
    read_foreign: Callable[[Mapping[str, Any]], dict[str, Any]] = _copy
    stratum: Callable[[Mapping[str, Any]], str] = _name_nothing
    guide: StyleForm | None = None
    companions: Callable[[Mapping[str, Any]], tuple[str, ...]] = pick_nothing
    profile: Callable[[Reading], Traits] = _profile_first
    standard_arabic: bool = True
    retell: Callable[[Mapping[str, Any]], str] | None = None
    spoil: Callable[[dict[str, Any], Random], dict[str, Any]] = _leave
    variants: Callable[[], tuple[VariantRule, ...]] = _vary_nothing
    expansion: str = ""

    def tell(self, fields: Mapping[str, Any]) -> str:
        """Return what of a row a model is told that is to rewrite it: by default its protected texts and companions."""
        if self.retell is not None:
            return self.retell(fields)
        return " — ".join((*self.protected(fields), *self.companions(fields)))

    @property
    def text_fields(self) -> tuple[str, ...]:
        """The fields of a reply that are free texts, by name: neither lists nor planned values."""
        planned = {dimension.name for dimension in self.dimensions}
        fields = self.reply_model.model_fields.items()
        return tuple(name for name, field in fields if field.annotation in {str, str | None} and name not in planned)

    @property
    def growing(self) -> str:
        """The facet that an expansion adds phrases to: the first that steers by a dimension; empty for none."""
        return next((name for name, facet in self.facets.items() if facet.steers and facet.by), "")

    def read(self, item: Item, family: str = "") -> Reading:
        """Return an item of this task as checks get it; `family` is the id of the item that it rewrites, or its own."""
        return Reading(item, self.texts, family)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent to a model: a system and a user message, and the hash of the templates that made them."""

    system: str
    user: str
    hash: str
