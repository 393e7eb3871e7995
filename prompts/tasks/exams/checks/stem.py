"""Stems that do not stand alone: they need a figure or a text, carry an exam's numbering, or name their source."""

import re
from dataclasses import dataclass

from prompts.tasks.exams.checks.shape import list_option_texts
from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.late import compile_late

_LONG_STEM = 30
"""Words of a stem from where it may hold the text that it speaks of."""
_CONTEXT = 8
"""Words before a mention of the text above from where they may be that text."""
_LEFT_OUT = 45
"""Words of a stem from where even a text called attached may stand in it."""
_MOST_PAIRED = 1
"""Options that may look as if they had two parts where none is the answer to two questions."""
_TABLE_NUMBERS = 4
"""Numbers of a stem from where it may hold the table that it speaks of."""

_HERE = r"(?:(?:ال)?(?:مقابل|مجاور|مرفق|موضح|مبين)ه?|(?:الذي|التي) امامك|امامك|ادناه|اعلاه)(?!\w)"
_NEXT = r"(?:التالي|الاتي|السابق)ه?(?!\w)"
_FIGURE = r"(?:شكل|صوره|خريطه|رسم|رسمه|منحني|مخطط|مبيان)(?: (?:البياني|التوضيحي|التخطيطي|الهندسي|المظلل))?"
_PICTURE = compile_late(
    rf"(?<!\w)[وف]?(?:ال|لل){_FIGURE} (?:{_HERE}|{_NEXT})|(?<!\w)بال{_FIGURE} {_HERE}"
    rf"|(?<!\w)(?:ب|في )هذ[اه] ال{_FIGURE}(?!\w)|(?:موضح|مبين|ظاهر)ه? (?:في ال|بال){_FIGURE}(?!\w)"
)
_TABLE = compile_late(rf"(?<!\w)(?:[وفب]?ال|لل)جدول (?:{_HERE}|{_NEXT})")
_SHOWN = compile_late(
    rf"^(?:يوضح|يبين|توضح|تبين|يمثل|تمثل) ال{_FIGURE} (?!ال)|المشار اليها? (?:بال?(?:رقم|سهم|حرف|رمز)|في ال{_FIGURE})"
    r"|(?:دائره|دائره الكهربائيه|مثلث|مربع|مستطيل|زاويه|مضلع|جهاز|تجربه|خليه) (?:المرسوم|المبين|الموضح|الظاهر)ه?"
    r" (?:امامك|اعلاه|ادناه|في الشكل|في الرسم|جانبا)"
    r"|^(?:بعد )?(?:شاهد|شاهدي|مشاهده|استمع|استمعي|الاستماع|سماع) (?:الي )?(?:هذا )?(?:ال)?(?:فيديو|مقطع|تسجيل)"
    r"|(?:البيانات|المعلومات|القيم|الارقام) (?:(?:الوارده|المبينه|الموضحه|المعطاه) )?"
    rf"(?:في|ب) ?ال(?:جدول|{_FIGURE})(?! الدوري)"
)
_LEAD = compile_late(
    r"^\W*(?:كما\s+(?:يظهر|يبدو|يتضح|ترى|هو\s+\w+)\s+(?:في|من)|(?:من|في|حسب|بحسب|وفق|من\s+خلال|بناءً?\s+على|استنادًا\s+إلى"
    r"|اعتمادًا\s+على))\s+ال(?:شكل|صورة|رسم|رسم\s+البياني|مخطط|مخطط\s+البياني|خريطة|منحنى|جدول)\s*[،,:]"
)
"""A figure or a table that a stem begins with, and says no more of."""
_PASSAGE = r"(?:نص|فقره|قطعه|قصيده|ابيات|مقطع|مقال|قصه|حوار)"
_LOOK = compile_late(
    r"(?<!\w)[وف]?(?:انظر|انظري|لاحظ|تامل|ادرس|راجع|افحص|تفحص|شاهد|ارجع|بالنظر|بالرجوع|استعن|اعتمد|مستعينا|بالاستعانه"
    rf"|اعتمادا|استنادا)(?: (?:في|الي|علي|هذا|هذه))* (?:[بل]?ال|لل){_FIGURE}(?!\w)"
    r"(?! (?:البيان|البلاغ|الفني|الشعري|الادبي|الذهني|الحسي))"
    r"|(?<!\S)(?:ال)?(?:شكل|جدول|صوره) رقم [0-9]{1,2}(?!\S)|(?<!\S)(?:ال)?شكل [0-9]{1,2}$"
)
_READ = compile_late(
    rf"(?<!\w)(?:[وفب]?ال|لل){_PASSAGE} (?:(?P<behind>السابقه?|السالفه?|اعلاه|المذكوره?)|(?P<ahead>التاليه?|الاتيه?"
    rf"|ادناه)|(?P<apart>المرفقه?|المقابله?|المجاوره?|امامك|(?:الذي|التي) امامك|المقروءه?|المعطاه?|المعطي))(?!\w)"
    r"|(?<!\w)(?:في|من|حسب|بحسب|وفق|وفقا|استنادا الي|من خلال|بناء علي) (?:ال|لل)(?:نص|قصيده|مقطع|مقال)(?= |$)(?! ال)"
    r"|(?<!\w)(?:كاتب|صاحب|قائل|عنوان|فكره) النص(?= |$)(?! ال)"
    r"|(?:كلمه|معني|جمع|مفرد|مضاد|مرادف).{1,40} (?:في|من) الفقره (?:الاولي|الثانيه|الثالثه|الرابعه|الاخيره)"
)
_QUOTED = compile_late(r"[«“\"(\[':：\n؛]\s*(?:[^\s]+\s+){3}")
_TASK = compile_late(r"^[^:：\n«\"]{0,60}?(?<!\w)و?(?:[أا]ج[بي]+|[أا]كمل|حدد|[اأ]ختر|[اأ]ستخرج)[^:：\n«\"]{0,40}[:：.]")
"""What a reader is told to do with the text that follows: no part of it."""
_PARTS = compile_late(r"[^\s.…][.؟?!][\"»)]*\s+\S+\s+\S|[.:؟!»…\n]\s*\n\s*\S|[«“\"]\s*(?:[^\s»”\"]+\s+){3}")
"""A text and a question: two sentences, two lines, or a quotation."""
_MENTION = compile_late(
    r"(?:[وفب]?ال|لل)(?:نص|فقر[ةه]|قطع[ةه]|قصيد[ةه]|[أا]بيات|مقطع|مقال[ةه]?|قص[ةه]|حوار)\s+(?:السا|[أا]علاه|المذكور|الت|ال[آا]ت|[أا]دناه)"
)
_CONTEXT_HINTS = watch(
    f"{joint}{noun}"
    for joint in ("ال", "وال", "فال", "بال", "وبال", "لل", "كال")
    for noun in (
        *("شكل", "صوره", "خريطه", "رسم", "رسمه", "منحني", "مخطط", "مبيان", "جدول"),
        *("نص", "فقره", "قطعه", "قصيده", "ابيات", "مقطع", "مقال", "قصه", "حوار"),
    )
) | watch(("شكل", "جدول", "صوره", "المشار", "المرسوم", "المرسومه", "الفيديو", "فيديو", "مقطعا", "التسجيل"))
_TELL = r"(?:[اأ]ذكر|عد[ّ]?د|علل|[اأ]شرح|وضح|ناقش|قارن)"
_ASK = r"(?:ما|من|متى|أين|كم|لماذا|كيف|هل|أي)"
_SECOND = rf"(?:\s{_TELL}\s|\s{_ASK}\s.*[؟?]\W*$)"
_TWO = compile_late(
    r"\W*[أا]ول[اًى]+\s*[:：.)–-].+?(?<!\w)ثاني[اًة]+\s*[:：.)–-]|\W*(?:السؤال\s+)?ال[أا]ول\s*[:：].+?(?<!\w)الثاني\s*[:：]"
    rf"|\W*[1١أ]\s*+[-–.):]\s*+.+?(?<![\w.])[(]?[2٢ب]\s*[-–.):]{_SECOND}",
    re.DOTALL,
)
_AGAIN = compile_late(
    rf"[؟?]\s*(?:(?:[(\[]?(?:[2-4٢-٤]|[بج])[)\].:ـ–-]|ثانيا){_SECOND}|(?:ثم\s+|و)?{_TELL}\s+\S+"
    r"|[(\[]?(?:[2٢]\s?[)\].:ـ–-]|(?:س|Q|q)\s?[2٢]\s?[)\].:ـ/–-]"
    r"|و?(?:ال)?سؤال (?:(?:رقم )?[2٢]|(?:ال)?(?:ثاني|تالي|آخر|آتي))\s?[:)\].–-])\s*\S+\s+\S+)",
    re.DOTALL,
)
_AND = compile_late(
    r"^[^؟?«»“”\"():]{8,}[؟?](?:\s*(?:و|ثم |وكذلك )|\s*\n\s*)(?:ما|من|متى|أين|كم|لماذا|كيف|هل|أي)\s[^؟?]{2,}[؟?]\W*$"
)
"""A question and one more that begins with `and`."""
_PAIRED = compile_late(r"[-–—,،؛;/+]|(?<!\w)و|(?<!\w)(?:لأن|بسبب|نعم|لا|ثم|إذ|لكن|حيث)")
"""Stands in an option that may answer two questions."""
_NUMBERED = compile_late(
    r"\s*[(\[]?(?:س\s*[0-9٠-٩]{1,3}\s*[-–.:)/]|(?:ال)?سؤال\s*(?:رقم\s*)?[(\[]?\s*(?:[0-9٠-٩]{1,3}|(?:ال)?(?:أول|ثاني|ثالث|رابع|خامس))\b"
    r"|[Qq](?:uestion)?\s*[0-9]{1,3}\s*[-–.:)]|[0-9٠-٩]{1,2}\s*(?:[.)\]]|[-–]\s)\s*(?=[ء-ي]{2}))"
)
_SOURCE = compile_late(
    r"(?<!\w)(?:EXAMS|Arabic\s?MMLU|MMLU|AlGhafa)(?!\w)|هذا السؤال (?:من|مأخوذ|مقتبس|ورد)"
    r"|\((?:ال)?دور (?:ال)?(?:أول|ثاني?|صيف)[^)]*\)"
    r"|(?<!\w)(?:امتحان|اختبار)(?:ات)?\s+(?:شهادة|الشهادة|الثانوية|البكالوريا|الوزارة|وزاري|نهاية)"
    r"|(?:كما|ما|مما)\s+(?:ورد|جاء|درست|تعلمت)\s+في\s+(?:الدرس|الوحدة|الكتاب المدرسي|كتابك|الفصل السابق)",
)
_SOURCE_HINTS = watch(
    {
        *("exams", "mmlu", "arabicmmlu", "alghafa", "السؤال", "دور", "الدور", "ورد", "جاء", "درست", "تعلمت"),
        *("امتحان", "امتحانات", "اختبار", "اختبارات"),
    }
)
_ANY_HINT = _CONTEXT_HINTS | _SOURCE_HINTS


@dataclass(frozen=True, slots=True)
class StandsAlone:
    """Refuses a stem that leans on what is not there, or that was numbered or named for another paper."""

    codes = ("missing_context", "numbered_stem", "two_questions", "source_named")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return the first fault with the words that show it."""
        question = reading.texts["question"]
        if match := _TWO.match(question) or _find_again(question, reading):
            return Refusal("two_questions", match[0][-100:])
        if match := _NUMBERED.match(question):
            return Refusal("numbered_stem", match[0].strip())
        if _ANY_HINT.isdisjoint(reading.hints):
            return None
        words = reading.words["question"]
        if not _SOURCE_HINTS.isdisjoint(words) and (match := _SOURCE.search(question)):
            return Refusal("source_named", match[0])
        missing = None if _CONTEXT_HINTS.isdisjoint(words) else _find_missing(question, reading.keys["question"])
        return Refusal("missing_context", missing) if missing else None


def _find_again(question: str, reading: Reading) -> re.Match[str] | None:
    """Return the second task that follows a question; most stems end with their question mark.

    Where it is joined by `and`, options that have two parts each may answer both.
    """
    place = question.find("؟")
    if not 0 < place < len(question) - 4:
        return None
    paired = sum(_PAIRED.search(option) is not None for option in list_option_texts(reading))
    return _AGAIN.search(question, place) or (_AND.search(question) if paired <= _MOST_PAIRED else None)


def _find_missing(question: str, key: str) -> str | None:
    """Return the words that speak of a figure, a table or a text that the stem does not hold."""
    if match := _PICTURE.search(key) or _LOOK.search(key) or _SHOWN.search(key):
        return match[0]
    if "\n" not in question and (match := _LEAD.match(question)):
        return match[0]
    if (match := _TABLE.search(key)) and sum(map(str.isdigit, key.split())) < _TABLE_NUMBERS and "\n" not in question:
        return match[0]
    match = _READ.search(key)
    return match[0] if match and not _holds_text(question, key, match) else None


def _holds_text(question: str, key: str, match: re.Match[str]) -> bool:
    """Return whether the text that a stem speaks of may stand in it, on the side where the stem says it does."""
    size = key.count(" ")
    if match["apart"]:
        return size >= _LEFT_OUT or question.rpartition("\n")[0].count(" ") >= _LONG_STEM
    noun = _MENTION.search(question)
    if noun is None or not (match["behind"] or match["ahead"]):
        return size >= _LONG_STEM or _QUOTED.search(question) is not None
    if match["behind"]:
        before = question[: noun.start()]
        return match.string.count(" ", 0, match.start()) >= _CONTEXT or _QUOTED.search(before) is not None
    after = _TASK.sub("", question[noun.end() :])
    return _PARTS.search(after) is not None or after.count(" ") >= _LONG_STEM
