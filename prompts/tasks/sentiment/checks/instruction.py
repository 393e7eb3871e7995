"""Texts that hold the work of an annotator: an order to label something, or the question which label it has."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.late import compile_late

_LABEL = r"(?:[إا]يجابي|سلبي|محايد)[ةاًا]{0,2}"
_TEXT = (
    r"[وفبلك]?(?:ال)?(?:نص|جملة|تغريدة|رأي|آراء|مراجعة|تعليق|عبارة|فقرة|تقييم|كلام|منشور|رسالة)(?:ات|ين)?"
    r"(?:\s+(?:التالي|الآتي|السابق|المذكور|أدناه|أعلاه|المعطى|الموجود)ة?)?"
)
_FEELING = (
    r"(?:ال)?(?:مشاعر|شعور|تصنيف|قطبية|عاطفة|نبرة|انطباع)(?:ه|ها)?"
    r"|نوع\s+(?:ال)?(?:مشاعر|شعور|رأي|نص|تعليق)"
)
_ORDER = (
    r"(?:صن[ِّ]{0,2}ف|حد[ِّ]{0,2}د|حل[ِّ]{0,2}ل|استخرج|استنتج|بي[ِّ]{0,2}ن|اذكر|عي[ِّ]{0,2}ن|قي[ِّ]{0,2}م|وض[ِّ]{0,2}ح|اختر|ضع|اكتب"
    r"|اقرأ|تعر[َّ]{0,2}ف|قم|أعط|احكم|قرر)(?:ي|وا)?"
)
_HEAD = r"(?<![\w\u064b-\u0652])(?:[وف][\u064b-\u0652])?"  # يُصنف is no order, and وَصنف is one
_HERE = r"(?:هذا|هذه|ال\w+)"
_ASKED = compile_late(
    rf"{_HEAD}{_ORDER}\s+(?:\w+\s+){{0,3}}?(?:{_FEELING})\s+(?:\w+\s+){{0,4}}?{_TEXT}(?!\w)"
    rf"|{_HEAD}{_ORDER}\s+(?:\w+\s+){{0,1}}?{_TEXT}\s+(?:\w+\s+){{0,4}}?(?:{_FEELING}|(?:إلى|على|ك|ب|بأنه|بأنها|هل)?\s*{_LABEL})(?!\w)"
    rf"|{_HEAD}(?:ما|ماهو|ماهي|أي|كيف)\s+(?:هو|هي|تصف|تصنف|تقيم)?\s*(?:{_FEELING})\s+(?:\w+\s+){{0,4}}?"
    rf"(?:هذا\s+|هذه\s+){_TEXT}(?!\w)"
    rf"|{_HEAD}(?:ما|أي)\s+(?:هو\s+|هي\s+)?تصنيف\s+(?:\w+\s+){{0,3}}?{_TEXT}(?!\w)"
    rf"|(?<!\w)(?:هل|أ)\s*{_HERE}\s+(?:\w+\s+){{0,3}}?{_LABEL}(?!\w)"
    rf"|(?<!\w){_LABEL}\s*،?\s*أم\s+{_LABEL}(?!\w)(?=[^.،؛\n]{{0,30}}[؟?])"
    rf"|(?<!\w)(?:{_TEXT}|{_FEELING})\s+(?:\w+\s+){{0,1}}?{_LABEL}\s*،?\s*أم\s+{_LABEL}(?!\w)"
    rf"|(?:إلى|بين|[:：(])\s*{_LABEL}\s*(?:،|أو|او|/|و)\s*{_LABEL}(?!\w)"
    rf"|(?<!\w){_LABEL}\s*(?:،|أو|او|/)\s*{_LABEL}\s*(?:،|أو|او|/)\s*{_LABEL}(?!\w)"
    r"|\b(?:classify|label|annotate|determine|identify|rate)\b[^.\n]{0,40}\b(?:sentiment|text|tweet|review|sentence|emotion)\b"
    r"|\bpositive\b\W+(?:or\W+|and\W+)?(?:negative|neutral)\b",
    re.IGNORECASE,
)


def _inflect(*words: str) -> frozenset[str]:
    ends = ("", "ه", "ها", "ته", "تها", "ا")
    return frozenset(f"{lead}{word}{end}" for lead in ("", "ال") for word in words for end in ends)


_LABELS = watch(_inflect("ايجابي", "سلبي", "محايد"))
_HINTS = watch(
    _LABELS
    | _inflect("مشاعر", "شعور", "تصنيف", "قطبي", "عاطف", "نبر", "انطباع")
    | {"نوع", "classify", "label", "annotate", "determine", "identify", "rate", "positive"}
)
"""Words of a matching key without one of which nothing is asked."""
_ORDERS = (
    "صنف حدد حلل استخرج استنتج بين اذكر عين قيم وضح اختر ضع اكتب اقرا تعرف قم اعط احكم قرر".split()  # noqa: SIM905
)
_ASKING = watch(
    f"{lead}{word}"
    for lead in ("", "و", "ف")
    for word in (*(f"{order}{end}" for order in _ORDERS for end in ("", "ي", "وا")), "ما", "ماهو", "ماهي", "اي", "كيف")
)
"""Words without one of which nobody orders or asks, unless he names a label."""


@dataclass(frozen=True, slots=True)
class TaskInText:
    """Refuses an opinion that carries an order to label it (`صنف النص التالي`) or asks which label it has."""

    codes = ("task_in_text",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the words that ask."""
        if _HINTS.isdisjoint(reading.hints) or not _may_ask(reading):
            return None
        match = _ASKED.search(reading.texts["text"])
        return Refusal("task_in_text", match[0].strip()[:100]) if match else None


def _may_ask(reading: Reading) -> bool:
    """Return whether a text names a label, orders or asks; signs may stay in a key before the word that does."""
    if not (_LABELS.isdisjoint(reading.hints) and _ASKING.isdisjoint(reading.hints)):
        return True
    return bool(reading.signs) or any(map(reading.key.__contains__, "+=%"))
