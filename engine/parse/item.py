"""A model's reply to items of its task, moved to their planned values, or the reasons why there are none."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from engine.parse.elements import Element, find_elements
from engine.parse.extract import extract_object
from engine.parse.repair import repair_object
from engine.records import Reply
from prompts.base import TaskSpec, Wanted
from validators.base import Item, Refusal
from validators.boilerplate import is_model_refusal

CODES = ("content_filter", "empty_reply", "malformed_json", "model_refusal", "truncated", "wrong_shape")
"""Reason codes that a reply can be refused with before any check has seen an item."""

_LONGEST_REFUSAL = 4000
"""Characters of a reply without an object that are searched for a model's refusal."""


class Read(NamedTuple):
    """What was read for one slot: its item or why it has none, and whether the JSON had to be repaired."""

    found: Item | Refusal
    repaired: bool = False


class Reads(NamedTuple):
    """What was read of one reply.

    Attributes:
        slots: One for each wanted item, in order; None where the reply ended before it, or left it out.
        surplus: What the reply holds beyond them, judged for no slot: nothing that it leaves out was filled in.
    """

    slots: list[Read | None]
    surplus: list[Read]


def read_item(reply: Reply, spec: TaskSpec, wanted: Wanted) -> Read:
    """Return what `reply` holds for its one item, arranged to the wanted values.

    Args:
        reply: The model's answer.
        spec: The task it was asked for.
        wanted: Row fields that the reply may leave out.
    """
    early = _refuse_early(reply)
    if early is not None:
        return Read(early)
    if reply.finish_reason == "length":
        # A cut reply can still hold a whole-looking object: never take half an answer for a whole one.
        return Read(Refusal("truncated"))
    plain = extract_object(reply.text)
    parsed = None if plain is None else _validate(plain, spec)
    if isinstance(parsed, BaseModel):
        return Read(_build(parsed, spec, wanted))
    mended = repair_object(reply.text)
    if mended is not None:
        return Read(_shape(mended, spec, wanted), repaired=True)
    return Read(parsed or _explain_nothing(reply.text))


def _refuse_early(reply: Reply) -> Refusal | None:
    if reply.finish_reason == "refusal":
        return Refusal("model_refusal")
    if reply.finish_reason == "content_filter":
        return Refusal("content_filter")
    return None if reply.text.strip() else Refusal("empty_reply")


def _explain_nothing(text: str) -> Refusal:
    return Refusal("model_refusal" if is_model_refusal(text[:_LONGEST_REFUSAL]) else "malformed_json")


def read_items(reply: Reply, spec: TaskSpec, wanted: Sequence[Wanted]) -> Reads:
    """Return the items in `reply`, in the order in which they were asked for, each arranged to its wanted values.

    Elements before the place where a reply was cut off are whole and count. A reply without any element is refused for
    every slot: its call was made for all of them, and a model that never answers must come to an end.

    Args:
        reply: The model's answer; for two items or more, an object `{"items": [...]}` or another list of them.
        spec: The task it was asked for.
        wanted: For each item, the row fields that it may leave out.
    """
    if len(wanted) == 1:
        return Reads([read_item(reply, spec, wanted[0])], [])
    early = _refuse_early(reply)
    cut = reply.finish_reason == "length"
    elements = [] if early else find_elements(reply.text, _list_required(spec.reply_model), mend=not cut)
    if not elements:
        refusal = early or (Refusal("truncated") if cut else _explain_nothing(reply.text))
        return Reads([Read(refusal)] * len(wanted), [])
    # Of a list that is short and not cut off, nobody knows which are left out: then nothing is filled in by place.
    known = wanted if cut or len(elements) >= len(wanted) else [{}] * len(wanted)
    slots: list[Read | None] = [_shape_element(each, spec, one) for each, one in zip(elements, known, strict=False)]
    slots += [None] * (len(wanted) - len(slots))
    return Reads(slots, [_shape_element(each, spec, {}) for each in elements[len(wanted) :]])


def _list_required(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(name for name, field in model.model_fields.items() if field.is_required())


def _shape_element(element: Element, spec: TaskSpec, wanted: Wanted) -> Read:
    if isinstance(element.found, Refusal):
        return Read(element.found)
    return Read(_shape(element.found, spec, wanted), element.repaired)


def _shape(fields: Mapping[str, Any], spec: TaskSpec, wanted: Wanted) -> Item | Refusal:
    parsed = _validate(fields, spec)
    return parsed if isinstance(parsed, Refusal) else _build(parsed, spec, wanted)


def _validate(fields: Mapping[str, Any], spec: TaskSpec) -> BaseModel | Refusal:
    try:
        return spec.reply_model.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return Refusal("wrong_shape", f"{'.'.join(map(str, first['loc']))}: {first['msg']}")


def _build(parsed: BaseModel, spec: TaskSpec, wanted: Wanted) -> Item | Refusal:
    built = spec.build(parsed, wanted)
    return built if isinstance(built, Refusal) else spec.arrange(built, wanted)
