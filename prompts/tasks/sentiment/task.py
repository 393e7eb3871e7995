"""Short opinions with a sentiment label: what the engine needs to know about them."""

from pathlib import Path
from random import Random
from typing import Any

from prompts.base import TaskSpec, Wanted
from prompts.facets import read_facet
from prompts.tasks.sentiment.checks import make_checks
from prompts.tasks.sentiment.checks.shape import select_texts
from prompts.tasks.sentiment.schema import DIMENSIONS, SentimentReply, build_item
from prompts.tasks.sentiment.traits import read_traits
from prompts.variants.base import VariantRule
from validators.base import Item

FOLDER = Path(__file__).parent
_BANK = FOLDER / "facets.txt"


def keep_item(item: Item, wanted: Wanted) -> Item:  # noqa: ARG001
    """Return the item as it is: a label cannot be changed without changing the text."""
    return item


def compose_opinion(wanted: Wanted, rng: Random) -> dict[str, Any]:
    """Return one opinion, as the mock model writes it; a function of its arguments alone."""
    from prompts.tasks.sentiment.content.compose import compose  # noqa: PLC0415 - nothing but the mock needs its banks

    return compose(wanted, rng)


def list_variants() -> tuple[VariantRule, ...]:
    """Return the rules that vary an opinion."""
    from prompts.tasks.sentiment.augment import list_rules  # noqa: PLC0415 - nothing but augmenting needs them

    return list_rules()


TASK = TaskSpec(
    name="sentiment",
    folder=FOLDER,
    dimensions=DIMENSIONS,
    facets={
        "aspect": read_facet(_BANK, "aspect", by="domain", steers=True),
        **{name: read_facet(_BANK, name) for name in ("occasion", "voice", "opening", "order")},
    },
    reply_model=SentimentReply,
    build=build_item,
    arrange=keep_item,
    checks=make_checks,
    texts=select_texts,
    identity=lambda reading: reading.keys["text"],
    sketch=lambda reading: (reading.keys["text"],),
    protected=lambda fields: (fields["text"],),
    compose=compose_opinion,
    profile=read_traits,
    standard_arabic=False,
    completion_tokens=160,
    variants=list_variants,
)
