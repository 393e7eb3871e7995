"""Multiple-choice exam questions: what the engine needs to know about them."""

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from prompts.base import TaskSpec, Wanted
from prompts.facets import read_facet, read_facet_folder
from prompts.tasks.exams.arrange import arrange_options
from prompts.tasks.exams.checks import make_checks
from prompts.tasks.exams.checks.shape import select_texts
from prompts.tasks.exams.foreign import read_question
from prompts.tasks.exams.options import LETTERS, bare_texts
from prompts.tasks.exams.schema import DIMENSIONS, ExamReply, build_item
from prompts.tasks.exams.style import STYLE
from prompts.tasks.exams.traits import read_traits
from prompts.variants.base import VariantRule
from validators.base import Reading

FOLDER = Path(__file__).parent
_BANK = FOLDER / "facets.txt"


def key_identity(reading: Reading) -> str:
    """Return the key of a question: stem and options in matching form, whatever the order of the options."""
    question, *options, _ = reading.keys.values()
    return "\n".join([question, *sorted(options)])


def sketch_question(reading: Reading) -> tuple[str, ...]:
    """Return stem, options and once more the right option: a stem alone is shared by many questions."""
    question, *options, _ = reading.keys.values()
    return (question, *options, options[LETTERS.index(reading.fields["answer"])])


def spoil_key(item: dict[str, Any], rng: Random) -> dict[str, Any]:
    """Return a question whose key names a wrong option."""
    return {**item, "answer": rng.choice([letter for letter in LETTERS if letter != item["answer"]])}


def tell_question(fields: Mapping[str, Any]) -> str:
    """Return a question with its options, the right one, and why it is right."""
    options = bare_texts(fields["options"])
    told = [fields["question"], "البدائل: " + "؛ ".join(options)]
    if fields.get("answer") in LETTERS[: len(options)]:
        told.append("الصواب: " + options[LETTERS.index(fields["answer"])])
    if fields.get("explanation"):
        told.append("الشرح: " + fields["explanation"])
    return " — ".join(told)


def compose_question(wanted: Wanted, rng: Random) -> dict[str, Any]:
    """Return one right question, as the mock model writes it; a function of its arguments alone."""
    from prompts.tasks.exams.content.compose import compose  # noqa: PLC0415 - nothing but the mock needs its banks

    return compose(wanted, rng)


def list_variants() -> tuple[VariantRule, ...]:
    """Return the rules that vary a question."""
    from prompts.tasks.exams.augment import list_rules  # noqa: PLC0415 - nothing but augmenting needs them

    return list_rules()


TASK = TaskSpec(
    name="exams",
    folder=FOLDER,
    dimensions=DIMENSIONS,
    facets={
        "topic": read_facet_folder(FOLDER / "topics", by="subject", steers=True),
        **{name: read_facet(_BANK, name) for name in ("form", "level", "opening", "context", "order")},
    },
    reply_model=ExamReply,
    build=build_item,
    arrange=arrange_options,
    checks=make_checks,
    texts=select_texts,
    identity=key_identity,
    sketch=sketch_question,
    protected=lambda fields: (fields["question"],),
    companions=lambda fields: tuple(bare_texts(fields["options"])),
    compose=compose_question,
    profile=read_traits,
    completion_tokens=260,
    read_foreign=read_question,
    stratum=lambda fields: str(fields.get("subject", "")),
    guide=STYLE,
    spoil=spoil_key,
    retell=tell_question,
    expansion="topics",
    variants=list_variants,
)
