"""What a model returns for one mistake and its correction, and how it becomes a row."""

from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field

from prompts.base import Dimension, Wanted
from prompts.values import FieldReader
from validators.base import Item, Refusal

_ERROR_TYPES = {
    "hamza": "كتابة الهمزة",
    "ta_marbuta": "التاء المربوطة والهاء والتاء المفتوحة",
    "alif_maqsura": "الألف المقصورة والياء",
    "subject_verb_agreement": "مطابقة الفعل للفاعل",
    "adjective_agreement": "مطابقة النعت للمنعوت",
    "case_ending": "علامة إعراب الاسم",
    "verb_mood": "إعراب الفعل المضارع",
    "number_noun_agreement": "العدد والمعدود",
    "pronoun_reference": "مطابقة الضمير لما يعود إليه",
    "preposition": "حرف الجر المناسب",
    "definiteness": "التعريف والتنكير",
    "word_order": "ترتيب الكلمات",
    "five_nouns": "الأسماء الخمسة",
    "tanwin": "التنوين",
    "spelling_split_merge": "فصل الكلمات ووصلها",
}
ERROR_TYPE = Dimension("error_type", dict.fromkeys(_ERROR_TYPES, 1), labels=_ERROR_TYPES)
DIMENSIONS = (ERROR_TYPE,)

_READER = FieldReader(DIMENSIONS)


class GrammarReply(BaseModel):
    """One triplet as a model returns it; unknown keys are kept aside for fields that the plan added."""

    model_config = ConfigDict(extra="allow", str_strip_whitespace=True, defer_build=True)

    input: str = Field(max_length=4000)
    correction: str = Field(max_length=4000)
    explanation: str = Field(max_length=4000)
    error_type: str | None = Field(default=None, max_length=200)


def build_item(reply: BaseModel, wanted: Wanted) -> Item | Refusal:
    """Return the row's fields in output order; an error type that cannot be read stays as stated, for the checks."""
    reply = cast("GrammarReply", reply)
    error_type = _READER.read("error_type", reply.error_type, wanted)
    if error_type is None:
        return Refusal("wrong_shape", "no error_type")
    fields: dict[str, Any] = {
        "input": reply.input,
        "correction": reply.correction,
        "explanation": reply.explanation,
        "error_type": error_type,
    }
    return Item("grammar", _READER.complete(fields, reply.model_extra or {}, wanted))
