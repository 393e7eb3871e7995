"""Refuses items in which a gap of a template was left open."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.late import compile_late
from validators.text import normalize

_HINTS = frozenset("[{<$#LlTXxuN")  # none of them in a text: none of the searches below can succeed
_GRAMMAR = r"(?! (?:كان|إن|مجرور|منصوب|مرفوع|علم|فعل|ال(?:فاعل|مفعول|إشارة|موصول|تفضيل|آلة|زمان|مكان|مرة|هيئة)))"
_FILL = "(?:أ?دخل|أدرج|[اأ]كتب|ضع|أضف|[اأ]ذكر|املأ|insert|enter|your|add|put|type|write|fill in|specify)"
_SLOT = (
    rf"(?:اسم{_GRAMMAR}|نص|عنوان|موضوع|تاريخ|مكان|رقم|ال(?:اسم|نص|عنوان|موضوع|تاريخ|مكان|رقم"
    r"|وصف|سؤال|خيار|بديل|إجابة|جواب|شرح|مدينة|دولة|شركة|منتج|كاتب|مؤلف|كلمة|جملة|مادة|قيمة|مصطلح)|هنا|name"
    r"|topic|subject|text"
    r"|title|date|place|city|number|word|sentence|placeholder|option|question|answer|explanation|label|blank)"
)
_CODE_NAME = r"[A-Za-z_]\w*(?:\.\w+|\[\w+\]|[:!][\w.]+)*"
_GAP = compile_late(
    rf"\[ *(?:{_FILL}|{_SLOT})(?: [^\[\]\n]{{0,60}})?\]|\[[^\[\]\n]{{0,60}} (?:هنا|here)\]"
    rf"|<(?:{_FILL}|{_SLOT})(?: [^<>\n]{{0,60}})?>"
    r"|<[ء-ي]{3,}(?: [ء-ي]+){0,4}>|\{\{[^{}\n]{1,60}\}\}|\{%[^{}\n]{1,60}%\}|<%[^<>\n]{1,60}%>|\$\{[^{}\n]{1,40}\}"
    rf"|(?<![\w\\^}}{{)]){{(?=..){_CODE_NAME}}}|\{{ *{_SLOT} *\}}|\[object Object\]|#(?:REF|VALUE|NAME|N/A|DIV/0)[!?]?"
    r"|\b(?-i:[Ll]orem|X{4,}|x{4,})\b|(?<![A-Za-z])(?-i:TODO|TBD|FIXME)(?![A-Za-z])"
    r"|(?<![\w$])(?-i:\$(?:VAR|NAME|TEXT|TOPIC|CITY|DATE|USER|ID|LABEL|[A-Z]{2,20}_[A-Z_]{1,20}|[A-Z]{6,20}))\b(?!\$)"
    r"|(?<=\S )\b(?-i:NaN|undefined)\b|\b(?-i:NaN|undefined)\b(?= \S)",
    re.IGNORECASE,
)
_ROUND = compile_late(rf"\( *(?:{_FILL}|{_SLOT}) (?:[^()\n]{{1,60}} )?(?:هنا|here)\)", re.IGNORECASE)
_HERE = watch(("هنا", "here"))
_UNSAID = watch("سص")
_UNKNOWN = compile_late(r"(?<!\S)([سص]) \1 \1(?!\S)(?! ?[=+×÷*/-])|(?<!\S)\[(?:\.\.\.|…)\](?!\S)")
_QUOTING = ("question", "explanation")
"""Texts that may quote others and leave something out."""
_NUMBERED = compile_late(r"(?<![\\^}{)=∈∪∩] )(?<![\w\\^}{)=∈∪∩])\{[0-9]\}")
_FORMATTED = compile_late(r"(?<![0-9٠-٩%\"'])%(?:\(\w+\))?[sdfi](?![\w\"'\\])")
_OF_SETS = frozenset(
    normalize("مجموعة المجموعة مجموعات المجموعات فئة حل الحل المعادلة عناصر عنصر الآية آية سورة").split()
)
_OF_CODE = frozenset(
    normalize(
        "برمجة البرمجة برمجية البرمجية بايثون python جافا javascript java الكود كود الشيفرة شيفرة دالة الدالة متغير"
        " المتغير printf scanf html xml"
    ).split()
)
_NOTHING = frozenset(
    word
    for base in (
        "null",
        "none",
        "n/a",
        "nan",
        "nil",
        "undefined",
        "empty",
        "blank",
        "unknown",
        "tbd",
        "todo",
        "tba",
        "n.a",
    )
    for word in (base, f"{base}.", f"({base})", f"<{base}>", f"[{base}]", f"#{base}", f"{{{base}}}")
)
_VALUES = frozenset({"true", "false", "void", "int", "0"})
"""Options beside which such a word is one of a programming language."""
_TRIPLE_X = compile_late(r"\bXXX\b")
_KARYOTYPE = compile_late(r"\bXX?Y+\b|\bXX\b|\b4[4-9]\b")
_SHORT = 12
"""Characters below which a text can be one of these words."""
_MOST_SIGNS = 400
"""Characters of a text below which it is looked at whether it is signs alone."""
_FIRST = frozenset("nNuUvVeEbBtT#(<[{\"'")
_MEANT = compile_late(r"[^\s.…_؟?!،,؛;:~*/|\\\-–—=#]")
"""A sign that can be an answer by itself, such as + or ×."""
_DOTS = compile_late(r"[\s.…_]+")
_CHOICES = "الخيار | خيار | الاختيار | option"
_NUMBERS = "1 | 2 | 3 | 4 | أ | ب | ج | د | a | b | c | d | الأول | الثاني | الثالث | الرابع"
_NAMES = (
    "نص السؤال | السؤال هنا | اكتب السؤال هنا | نص الخيار | شرح الإجابة | الشرح هنا | النص هنا | نص تجريبي"
    " | question text | explanation | نص البديل | نص الرأي | شرح الإجابة الصحيحة | الجملة وفيها الخطأ"
    " | الجملة بعد التصحيح | الكلمة الخاطئة وصوابها والقاعدة | رمز المادة كما ورد أعلاه"
)
_EMPTY = frozenset(
    normalize(phrase)
    for phrase in (*(f"{a} {b}" for a in _CHOICES.split("|") for b in _NUMBERS.split("|")), *_NAMES.split("|"))
)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Refuses an item with a gap such as `[اسم]` or `{{name}}`, filler text, or a text that says nothing (`null`, `-`).

    Dots and lines within a text pass: exams use them for the word to be found. So do sets such as {0}, what a question
    about programming quotes, and signs alone where two texts or more are signs: options can be the signs of reckoning
    or of punctuation.
    """

    codes = ("placeholder",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes what was left open."""
        found = _find_empty(reading) or _find_blank(reading) or _find_gap(reading) or _find_unknown(reading)
        return Refusal("placeholder", found[:60]) if found else None


def _find_empty(reading: Reading) -> str | None:
    """Return a text that is nothing but the name of what belongs there."""
    keys = reading.keys.values()
    return None if _EMPTY.isdisjoint(keys) else next(key for key in keys if key in _EMPTY)


def _find_unknown(reading: Reading) -> str | None:
    """Return letters for what was not known, or dots in brackets where nothing is quoted."""
    if _UNSAID.isdisjoint(reading.hints) and "[" not in reading.signs:
        return None
    for name, each in reading.texts.items():
        if (found := _UNKNOWN.search(each)) and (found[1] or name not in _QUOTING):
            return found[0]
    return None


def _find_gap(reading: Reading) -> str | None:
    """Return a gap, wherever it stands."""
    whole = reading.text
    here = not _HERE.isdisjoint(reading.hints) and ("هنا)" in whole or "here)" in whole)
    if here and (found := _ROUND.search(whole)):
        return found[0]
    signs = reading.signs
    if not signs or ("%" not in whole and _HINTS.isdisjoint(signs)):
        return None
    found = None
    about_code = not _OF_CODE.isdisjoint(reading.tokens)
    if "%" in whole and not about_code:
        found = _FORMATTED.search(whole)
    if not found and not _HINTS.isdisjoint(signs):
        found = _GAP.search(whole)
        if found and about_code and found[0][0] in "{$<#uUnN":
            found = None
        if not found and "{" in signs and not about_code and _OF_SETS.isdisjoint(reading.tokens):
            found = _find_number(reading)
        if not found and not _KARYOTYPE.search(whole):  # trisomy X is a real answer
            found = _TRIPLE_X.search(whole)
    return found[0] if found else None


def _find_blank(reading: Reading) -> str | None:
    """Return a text that says nothing."""
    odd = [text for text in reading.texts.values() if text and not "\u0621" <= text[0] <= "\u064a"]
    if not odd:
        return None
    for text in odd:
        if text[0] in _FIRST and len(text) < _SHORT and text.strip().lower() in _NOTHING:
            others = {other.strip().lower() for other in reading.texts.values()}
            return text if _VALUES.isdisjoint(others) and len(others & _NOTHING) == 1 else None
    signs = [text for text in odd if not text[0].isalnum() and _is_sign(text)]
    if signs and (len(signs) == 1 or all(map(_DOTS.fullmatch, signs))) and not _MEANT.search(signs[0]):
        return signs[0]
    return None


def _is_sign(text: str) -> bool:
    """Return whether a text is nothing but signs."""
    return len(text) < _MOST_SIGNS and not text.isspace() and not any(map(str.isalnum, text))


def _find_number(reading: Reading) -> re.Match[str] | None:
    """Return a number in braces within a text; alone it is a set."""
    for text in reading.texts.values():
        if len(text) > _SHORT and (found := _NUMBERED.search(text)):
            return found
    return None
