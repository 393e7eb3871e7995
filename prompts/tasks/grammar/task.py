"""Sentences with one mistake, their correction and the rule: what the engine needs to know about them."""

from pathlib import Path

from prompts.base import TaskSpec, Wanted
from prompts.tasks.grammar.checks import make_checks, select_texts
from prompts.tasks.grammar.content.compose import compose
from prompts.tasks.grammar.schema import DIMENSIONS, GrammarReply, build_item
from prompts.tasks.grammar.traits import read_traits
from validators.base import Item, Reading

SETTINGS = (
    "المدرسة أو الجامعة",
    "البيت والأسرة",
    "العمل والمكتب",
    "السوق والتجارة",
    "السفر والمواصلات",
    "الطبيعة والبيئة",
    "الصحة والرياضة",
    "الأخبار والحياة العامة",
    "التاريخ والتراث",
    "العلم والتقنية",
    "الأدب والفن",
    "المطبخ والضيافة",
)


def keep_item(item: Item, wanted: Wanted) -> Item:  # noqa: ARG001
    """Return the item as it is: its error type lies in its texts."""
    return item


def key_identity(reading: Reading) -> str:
    """Return the key of a triplet: both sentences in light form, because a hamza alone makes another triplet."""
    return f"{reading.light['input']}\n{reading.light['correction']}"


TASK = TaskSpec(
    name="grammar",
    folder=Path(__file__).parent,
    dimensions=DIMENSIONS,
    facets={"setting": SETTINGS},
    reply_model=GrammarReply,
    build=build_item,
    arrange=keep_item,
    checks=make_checks,
    texts=select_texts,
    identity=key_identity,
    sketch=lambda reading: (reading.keys["input"], reading.keys["correction"]),
    protected=lambda fields: (fields["input"], fields["correction"]),
    compose=compose,
    profile=read_traits,
    completion_tokens=180,
)
