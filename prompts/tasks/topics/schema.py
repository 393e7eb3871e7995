"""What a model returns for one topic, and how it becomes a row."""

from typing import cast

from pydantic import BaseModel, ConfigDict, Field

from prompts.base import Dimension, Wanted
from prompts.tasks.exams.schema import SUBJECT as EXAM_SUBJECT
from prompts.values import FieldReader
from validators.base import Item, Refusal

SUBJECT = Dimension("subject", EXAM_SUBJECT.weights, closed=False, labels=EXAM_SUBJECT.labels)
DIMENSIONS = (SUBJECT,)

_READER = FieldReader(DIMENSIONS)


class TopicReply(BaseModel):
    """One topic as a model returns it; unknown keys are kept aside for fields that the plan added."""

    model_config = ConfigDict(extra="allow", str_strip_whitespace=True, defer_build=True)

    topic: str = Field(max_length=1000)
    subject: str | None = Field(default=None, max_length=200)


def build_item(reply: BaseModel, wanted: Wanted) -> Item | Refusal:
    """Return the row's fields in output order, or a refusal where nothing says the subject."""
    reply = cast("TopicReply", reply)
    subject = _READER.read("subject", reply.subject, wanted)
    if subject is None:
        return Refusal("wrong_shape", "no subject")
    return Item("topics", _READER.complete({"topic": reply.topic, "subject": subject}, reply.model_extra or {}, wanted))
