"""What a model returns for one opinion, and how it becomes a row: the label by value or by its Arabic name."""

from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field

from prompts.base import Dimension, Wanted
from prompts.values import FieldReader
from validators.base import Item, Refusal

SENTIMENT = Dimension(
    "sentiment",
    {"positive": 4, "negative": 4, "neutral": 2},
    labels={"positive": "إيجابي", "negative": "سلبي", "neutral": "محايد"},
)
_DOMAINS = {
    "restaurants": "المطاعم",
    "hotels": "الفنادق",
    "products": "المنتجات",
    "movies": "الأفلام",
    "books": "الكتب",
    "health": "الخدمات الصحية",
    "education": "التعليم",
    "transport": "النقل والمواصلات",
    "public_services": "الخدمات العامة",
    "sports": "الرياضة",
    "banking": "الخدمات المصرفية",
    "apps": "التطبيقات",
}
DOMAIN = Dimension("domain", dict.fromkeys(_DOMAINS, 1), quota=False, closed=False, labels=_DOMAINS)
_DIALECTS = {
    "msa": "العربية الفصحى المعاصرة",
    "egyptian": "اللهجة المصرية",
    "gulf": "اللهجة الخليجية",
    "levantine": "اللهجة الشامية",
    "maghrebi": "اللهجة المغاربية",
}
DIALECT = Dimension(
    "dialect",
    {dialect: 6 if dialect == "msa" else 1 for dialect in _DIALECTS},
    quota=False,
    closed=False,
    labels=_DIALECTS,
)
DIMENSIONS = (SENTIMENT, DOMAIN, DIALECT)

_READER = FieldReader(DIMENSIONS)


class SentimentReply(BaseModel):
    """One opinion as a model returns it; unknown keys are kept aside for fields that the plan added."""

    model_config = ConfigDict(extra="allow", str_strip_whitespace=True, defer_build=True)

    text: str = Field(max_length=4000)
    sentiment: str = Field(max_length=200)
    domain: str | None = Field(default=None, max_length=200)
    dialect: str | None = Field(default=None, max_length=200)


def build_item(reply: BaseModel, wanted: Wanted) -> Item | Refusal:
    """Return the row's fields in output order; a label that cannot be read stays as stated for the checks to refuse."""
    reply = cast("SentimentReply", reply)
    label = _READER.read("sentiment", reply.sentiment, {}) or reply.sentiment
    fields: dict[str, Any] = {"text": reply.text, "sentiment": label}
    stated = {**(reply.model_extra or {}), "domain": reply.domain, "dialect": reply.dialect}
    return Item("sentiment", _READER.complete(fields, stated, wanted))
