"""Stems that do not stand alone: they need a figure or a text, carry an exam's numbering, or name their source."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal

_LONG_STEM = 30
"""Words of a stem from where it may hold the text that it speaks of."""
_TABLE_NUMBERS = 4
"""Numbers of a stem from where it may hold the table that it speaks of."""

_HERE = r"(?:(?:ال)?(?:مقابل|مجاور|مرفق|موضح|مبين)ه?|(?:الذي|التي) امامك|امامك|ادناه|اعلاه)(?!\w)"
_NEXT = r"(?:التالي|الاتي|السابق)ه?(?!\w)"
_FIGURE = r"(?:شكل|صوره|خريطه|رسم|رسمه|منحني|مخطط|مبيان)(?: (?:البياني|التوضيحي|التخطيطي|الهندسي|المظلل))?"
_PICTURE = re.compile(
    rf"(?<!\w)[وف]?ال{_FIGURE} (?:{_HERE}|{_NEXT})|(?<!\w)بال{_FIGURE} {_HERE}"
    rf"|(?<!\w)(?:ب|في )هذ[اه] ال{_FIGURE}(?!\w)|(?:موضح|مبين|ظاهر)ه? (?:في ال|بال){_FIGURE}(?!\w)"
)
_TABLE = re.compile(rf"(?<!\w)(?:[وفب]?ال|لل)جدول (?:{_HERE}|{_NEXT})")
_PASSAGE = r"(?:نص|فقره|قطعه|قصيده|ابيات|مقطع|مقال|قصه|حوار)"
_READ = re.compile(
    rf"(?<!\w)(?:[وفب]?ال|لل){_PASSAGE} (?:{_HERE}|{_NEXT}|المقروءه?|المعطي)"
    rf"|(?<!\w)(?:في|من|حسب|بحسب|وفق|وفقا|استنادا الي|من خلال|بناء علي) (?:ال|لل)(?:نص|قصيده|مقطع|مقال)(?= |$)(?! ال)"
    r"|(?<!\w)(?:كاتب|صاحب|قائل|عنوان|فكره) النص(?= |$)(?! ال)"
    r"|(?:كلمه|معني|جمع|مفرد|مضاد|مرادف).{1,40} (?:في|من) الفقره (?:الاولي|الثانيه|الثالثه|الرابعه|الاخيره)"
)
_QUOTED = re.compile(r"[«“\"(\[':：\n؛]\s*(?:[^\s]+\s+){3}")
_CONTEXT_HINTS = (
    *("الشكل", "الصور", "الخريط", "الرسم", "المنحن", "المخطط", "المبيان", "جدول"),
    *("النص", "للنص", "الفقر", "القطع", "لقصيد", "الابيات", "مقطع", "مقال", "القصه", "الحوار"),
)
_NUMBERED = re.compile(
    r"\s*[(\[]?(?:س\s*[0-9٠-٩]{1,3}\s*[-–.:)/]|(?:ال)?سؤال\s*(?:رقم\s*)?[(\[]?\s*(?:[0-9٠-٩]{1,3}|(?:ال)?(?:أول|ثاني|ثالث|رابع|خامس))\b"
    r"|[Qq](?:uestion)?\s*[0-9]{1,3}\s*[-–.:)]|[0-9٠-٩]{1,2}\s*(?:[.)\]]|[-–]\s)\s*(?=[ء-ي]{2}))"
)
_SOURCE = re.compile(
    r"(?<!\w)(?:EXAMS|Arabic\s?MMLU|MMLU|AlGhafa)(?!\w)|هذا السؤال (?:من|مأخوذ|مقتبس|ورد)"
    r"|\((?:ال)?دور (?:ال)?(?:أول|ثاني?|صيف)[^)]*\)"
    r"|(?<!\w)(?:امتحان|اختبار)(?:ات)?\s+(?:شهادة|الشهادة|الثانوية|البكالوريا|الوزارة|وزاري|نهاية)"
    r"|(?:كما|ما|مما)\s+(?:ورد|جاء|درست|تعلمت)\s+في\s+(?:الدرس|الوحدة|الكتاب المدرسي|كتابك|الفصل السابق)",
)
_SOURCE_HINTS = ("EXAMS", "MMLU", "Ghafa", "هذا السؤال", "دور ", "امتحان", "اختبار", "ورد", "جاء", "درست", "تعلمت")


@dataclass(frozen=True, slots=True)
class StandsAlone:
    """Refuses a stem that leans on what is not there, or that was numbered or named for another paper."""

    codes = ("missing_context", "numbered_stem", "source_named")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return the first fault with the words that show it."""
        question, key = reading.texts["question"], reading.keys["question"]
        if match := _NUMBERED.match(question):
            return Refusal("numbered_stem", match[0].strip())
        if any(map(question.__contains__, _SOURCE_HINTS)) and (match := _SOURCE.search(question)):
            return Refusal("source_named", match[0])
        missing = _find_missing(question, key) if any(map(key.__contains__, _CONTEXT_HINTS)) else None
        return Refusal("missing_context", missing) if missing else None


def _find_missing(question: str, key: str) -> str | None:
    """Return the words that speak of a figure, a table or a text that the stem does not hold."""
    if match := _PICTURE.search(key):
        return match[0]
    if (match := _TABLE.search(key)) and sum(map(str.isdigit, key.split())) < _TABLE_NUMBERS and "\n" not in question:
        return match[0]
    match = _READ.search(key)
    return match[0] if match and key.count(" ") < _LONG_STEM and not _QUOTED.search(question) else None
