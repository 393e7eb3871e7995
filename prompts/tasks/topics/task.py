"""New topics for exam questions: what the engine needs to know about them."""

from pathlib import Path

from prompts.base import TaskSpec, Wanted
from prompts.facets import read_facet
from prompts.tasks.topics.checks import make_checks, select_texts
from prompts.tasks.topics.content.compose import compose
from prompts.tasks.topics.schema import DIMENSIONS, TopicReply, build_item
from prompts.tasks.topics.units import read_units
from validators.base import Item, Reading
from validators.corpus.traits import Traits

FOLDER = Path(__file__).parent
_BANK = FOLDER / "facets.txt"


def keep_item(item: Item, wanted: Wanted) -> Item:  # noqa: ARG001
    """Return the item as it is: its subject lies in its topic."""
    return item


def read_traits(reading: Reading) -> Traits:
    """Return the parts of a row: the topic and its subject."""
    return Traits("topic", label=reading.fields["subject"], noun="topics")


TASK = TaskSpec(
    name="topics",
    folder=FOLDER,
    dimensions=DIMENSIONS,
    facets={"unit": read_units(), **{name: read_facet(_BANK, name) for name in ("kind", "level")}},
    reply_model=TopicReply,
    build=build_item,
    arrange=keep_item,
    checks=make_checks,
    texts=select_texts,
    identity=lambda reading: reading.keys["topic"],
    sketch=lambda reading: (reading.keys["topic"],),
    protected=lambda fields: (fields["topic"],),
    compose=compose,
    profile=read_traits,
    completion_tokens=30,
    stratum=lambda fields: str(fields.get("subject", "")),
)
