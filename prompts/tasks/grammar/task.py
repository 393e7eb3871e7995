"""Sentences with one mistake, their correction and the rule: what the engine needs to know about them."""

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from prompts.base import TaskSpec, Wanted
from prompts.facets import read_facet
from prompts.tasks.grammar.checks import make_checks, select_texts
from prompts.tasks.grammar.schema import DIMENSIONS, GrammarReply, build_item
from prompts.tasks.grammar.traits import read_traits
from prompts.variants.base import VariantRule
from validators.base import Item, Reading

FOLDER = Path(__file__).parent
_BANK = FOLDER / "facets.txt"


def keep_item(item: Item, wanted: Wanted) -> Item:  # noqa: ARG001
    """Return the item as it is: its error type lies in its texts."""
    return item


def key_identity(reading: Reading) -> str:
    """Return the key of a triplet: both sentences in light form, because a hamza alone makes another triplet."""
    return f"{reading.light['input']}\n{reading.light['correction']}"


def tell_correction(fields: Mapping[str, Any]) -> str:
    """Return both sentences and the rule."""
    told = ["الجملة: " + fields["input"], "صوابها: " + fields["correction"]]
    if fields.get("explanation"):
        told.append("القاعدة: " + fields["explanation"])
    return " — ".join(told)


def compose_triplet(wanted: Wanted, rng: Random) -> dict[str, Any]:
    """Return one triplet, as the mock model writes it; a function of its arguments alone."""
    from prompts.tasks.grammar.content.compose import compose  # noqa: PLC0415 - nothing but the mock needs its banks

    return compose(wanted, rng)


def list_variants() -> tuple[VariantRule, ...]:
    """Return the rules that vary a triplet."""
    from prompts.tasks.grammar.augment import list_rules  # noqa: PLC0415 - nothing but augmenting needs them

    return list_rules()


TASK = TaskSpec(
    name="grammar",
    folder=FOLDER,
    dimensions=DIMENSIONS,
    facets={
        "subtype": read_facet(_BANK, "subtype", by="error_type", steers=True),
        **{name: read_facet(_BANK, name) for name in ("setting", "structure", "order")},
    },
    reply_model=GrammarReply,
    build=build_item,
    arrange=keep_item,
    checks=make_checks,
    texts=select_texts,
    identity=key_identity,
    sketch=lambda reading: (reading.keys["input"], reading.keys["correction"]),
    protected=lambda fields: (fields["input"], fields["correction"]),
    compose=compose_triplet,
    profile=read_traits,
    completion_tokens=180,
    variants=list_variants,
    retell=tell_correction,
)
