"""A model's reply to an item of its task, moved to its planned values, or the reason why there is none."""

from pydantic import ValidationError

from engine.parse.extract import extract_object
from engine.records import Reply
from prompts.base import TaskSpec, Wanted
from validators.base import Item, Refusal
from validators.boilerplate import is_model_refusal

CODES = ("content_filter", "empty_reply", "malformed_json", "model_refusal", "truncated", "wrong_shape")
"""Reason codes that a reply can be refused with before any check has seen an item."""


def read_item(reply: Reply, spec: TaskSpec, wanted: Wanted) -> Item | Refusal:
    """Return the item in `reply`, arranged to the wanted values, or why there is none.

    Args:
        reply: The model's answer.
        spec: The task it was asked for.
        wanted: Row fields that the reply may leave out.
    """
    early = _refuse_early(reply)
    if early is not None:
        return early
    found = extract_object(reply.text)
    if found is None:
        return Refusal("model_refusal" if is_model_refusal(reply.text) else "malformed_json")
    try:
        parsed = spec.reply_model.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return Refusal("wrong_shape", f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
    built = spec.build(parsed, wanted)
    return built if isinstance(built, Refusal) else spec.arrange(built, wanted)


def _refuse_early(reply: Reply) -> Refusal | None:
    if reply.finish_reason == "refusal":
        return Refusal("model_refusal")
    if reply.finish_reason == "content_filter":
        return Refusal("content_filter")
    if not reply.text.strip():
        return Refusal("empty_reply")
    # A cut reply can still hold a whole-looking object: never take half an answer for a whole one.
    return Refusal("truncated") if reply.finish_reason == "length" else None
