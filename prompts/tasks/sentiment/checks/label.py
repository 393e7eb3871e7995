"""Texts that say their own label: they were written for the label, and a reader of the label learns nothing."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.late import compile_late

_LABEL = r"(?:[إا]يجابي|سلبي|محايد)ة?"
_ANY = rf"(?:{_LABEL}|positive|negative|neutral)"
_REVIEW = (
    r"(?:نص|تعليق|رأي|تقييم|مراجعة|تغريدة|انطباع|تجربة|شعور|مشاعر|رأيي|تجربتي|تقييمي|انطباعي"
    r"|شعوري|تعليقي|مشاعري|منشور|جملة)"
)
_WRITING = r"(?:نص|تعليق|رأي|تقييم|مراجعة|تغريدة|منشور|حكم)"
_CASE = r"(?:ًا|اً|ا)?"
_ANNOUNCED = compile_late(
    rf"#{_ANY}(?!\w)"
    rf"|(?<!\w)(?:(?:ال)?(?:مشاعر|شعور|تصنيف|تقييم|قطبية|رأي|حكم|نوع|label|sentiment))\s*[:：=]\s*[(\[«\"]?{_ANY}(?!\w)"
    rf"|^\W*(?:هذا|هذه)?\s*(?:ال)?{_REVIEW}\s+(?:ال)?{_ANY}\s*(?:[:：\n]|[-–—]\s)"
    rf"|^\W*(?:ال)?{_ANY}\s*(?:[:：|>←→\n]|[-–—=]+[>\s])|^\s*[(\[{{<«\"'*_|]+\s*(?:ال)?{_ANY}\s*[)\]}}>»\"'*_|]"
    rf"|[(\[]\s*(?:ال)?{_ANY}\s*[)\]]\W*$|[.!؟\n]\s*{_ANY}\W*$"
    rf"|^\W*هذ[اه]\s+(?:ال)?{_REVIEW}\s+{_ANY}(?!\w)"
    rf"|(?<!\w)[وف]?(?:هذ[اه]|ذلك|تلك|إنها?|هو|هي|يعد|تعد|يعتبر|تعتبر)\s+(?:ال)?{_WRITING}\s+{_LABEL}(?!\w)"
    rf"|(?<!\w)[وف]?(?:ال)?(?:نص|تغريدة|مراجعة|تعليق)\s+(?:هنا\s+|هذ[اه]\s+)?{_LABEL}(?!\w)"
    rf"|(?<!\w)[وف]?(?:رأيي|تقييمي|تعليقي|مراجعتي|حكمي)\s+(?:\w+\s+){{0,2}}?{_LABEL}(?!\w)",
    re.IGNORECASE,
)
_SAID = compile_late(
    rf"(?<!\w)[وفب]?{_REVIEW}\s+(?:\w+\s+)?{_LABEL}{_CASE}(?!\w)|(?<!\w)(?:positive|negative|neutral)(?!\w)"
    rf"|(?<!\w)[وف]?(?:رأيي|تقييمي|انطباعي|شعوري|موقفي|حكمي|تجربتي|مشاعري|نظرتي|تعليقي|وجهة\s+نظري?)\s+(?:\w+\s+){{0,4}}?"
    rf"{_LABEL}{_CASE}(?!\w)|(?<!\w)(?:بنبرة|نبرته|نبرتها|نبرتي|بأسلوب|بشعور|بانطباع|طابعه|طابعها)\s+(?:\w+\s+)?{_LABEL}(?!\w)",
    re.IGNORECASE,
)
_HINTS = ("جابي", "سلبي", "محايد")
_LATIN_HINTS = ("ositive", "egative", "eutral", "OSITIVE", "EGATIVE", "EUTRAL")


@dataclass(frozen=True, slots=True)
class LabelInText:
    """Refuses a text that announces its label (`تقييم سلبي:`, `#إيجابي`) or calls itself by it (`تجربة سلبية`).

    Attributes:
        foreign: Refuses announcements only; people do speak of a positive experience.
    """

    foreign: bool = False
    codes = ("label_in_text",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the words that say it."""
        text = reading.texts["text"]
        if not any(map(text.__contains__, _HINTS)) and not (
            reading.signs and any(map(text.__contains__, _LATIN_HINTS))
        ):
            return None
        match = _ANNOUNCED.search(text) or (None if self.foreign else _SAID.search(text))
        return Refusal("label_in_text", match[0].strip()[:100]) if match else None
