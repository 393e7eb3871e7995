"""Refuses items in which a gap of a template was left open."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.glance import find_signs
from validators.text import normalize

_HINTS = frozenset("[{<LlTXx")  # none of them in a text: none of the searches below can succeed
_GRAMMAR = r"(?! (?:كان|إن|مجرور|منصوب|مرفوع|علم|فعل|ال(?:فاعل|مفعول|إشارة|موصول|تفضيل|آلة|زمان|مكان|مرة|هيئة)))"
_GAP = re.compile(
    rf"\[ *(?:أ?دخل|أدرج|[اأ]كتب|ضع|أضف|اسم{_GRAMMAR}|عنوان|موضوع|تاريخ|التاريخ|المكان|رقم|النص|السؤال|الخيار|الإجابة"
    r"|الشرح|المدينة|الدولة|الشركة|المنتج|هنا|your|insert|name|topic|text|placeholder|option|question|answer)"
    r"(?: [^\[\]\n]{0,60})?\]"
    r"|\{\{[^{}\n]{1,60}\}\}|\{(?:name|topic|subject|text|question|answer|label|[a-z]+_[a-z_]+)\}"
    r"|<(?:insert|your|اسم|أدخل|ضع|اكتب)\b[^<>\n]{0,60}>"
    r"|\b[Ll]orem\b|\bTODO\b|\bTBD\b|\b(?:X{4,}|x{4,})\b"
)
_TRIPLE_X = re.compile(r"\bXXX\b")
_KARYOTYPE = re.compile(r"\bXX?Y+\b|\bXX\b|\b4[4-9]\b")
_BLANK = " \n\t.…_"
_DOTS = re.compile(r"\.\.|…|__")
_CHOICES = "الخيار | خيار | الاختيار | option"
_NUMBERS = "1 | 2 | 3 | 4 | أ | ب | ج | د | a | b | c | d | الأول | الثاني | الثالث | الرابع"
_NAMES = (
    "نص السؤال | السؤال هنا | اكتب السؤال هنا | نص الخيار | شرح الإجابة | الشرح هنا | النص هنا | نص تجريبي"
    " | question text | explanation"
)
_EMPTY = frozenset(
    normalize(phrase)
    for phrase in (*(f"{a} {b}" for a in _CHOICES.split("|") for b in _NUMBERS.split("|")), *_NAMES.split("|"))
)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Refuses an item with a gap such as `[اسم]` or `{{name}}`, filler text, or a text of dots alone.

    Dots and lines within a text pass: exams use them for the word to be found.
    """

    codes = ("placeholder",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes what was left open."""
        if not _EMPTY.isdisjoint(reading.keys.values()):
            return Refusal("placeholder", next(key for key in reading.keys.values() if key in _EMPTY))
        for text in reading.texts.values():
            if text[:1] in _BLANK and not text.strip(_BLANK) and _DOTS.search(text):
                return Refusal("placeholder", text[:40])
        whole = reading.text
        if _HINTS.isdisjoint(find_signs(whole)):
            return None
        if found := _GAP.search(whole):
            return Refusal("placeholder", found[0])
        if _TRIPLE_X.search(whole) and not _KARYOTYPE.search(whole):  # trisomy X is a real answer
            return Refusal("placeholder", "XXX")
        return None
