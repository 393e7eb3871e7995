"""Texts that are no opinion of their writer: one that somebody reports, an article with its byline, an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.late import compile_late
from validators.text import normalize


def _fold(words: str) -> frozenset[str]:
    return frozenset(normalize(words).split())


_PIECE = r"(?:مراجعة|رأي|تعليق|نص|تقييم|تغريدة|شهادة|منشور|رسالة|انطباع)"
_WHO = (
    r"(?:ل|من\s+|ل?أحد\s+|إحدى\s+|كتب\w*\s+(?:\w+\s+)?)?(?:ال)?(?:عميل|عملاء|زبون|زبائن|مستخدم|مستخدمين|زائر|زوار|مستهلك|مشتر|مشتري"
    r"|قارئ|قراء|مشاهد|مشاهدين|طالب|طلاب|مريض|مرضى|مغرد|مغردين|شخص|نزيل|نزلاء|مسافر|راكب|متسوق)ة?"
)
_REPORTED = compile_late(
    rf"\W*(?:(?:فيما\s+يلي|إليكم?|هذ[اه]|وهذ[اه]|تجد\w*\s+أدناه|أدناه)\s+)?(?:ال)?{_PIECE}\s+{_WHO}(?:\s+\w+){{0,6}}\s*[:：]"
    rf"|\W*(?:فيما\s+يلي|إليكم?|أدناه)\s+(?:ال)?{_PIECE}(?!\w)"
    r"|\W*(?:كتب|كتبت|قال|قالت|يقول|تقول|ذكر|ذكرت)\s+(?:أحد\s+ال|إحدى\s+ال|ال)?(?:عميل|عملاء|عميلات|زبون|زبائن|مستخدم|مستخدمين|زائر"
    r"|زوار|نزيل|نزلاء)ة?(?:\s+\w+){0,8}\s*[:：]"
)
_AGENCY = (
    r"(?:وكالات|أ\s?\.?\s?ف\s?\.?\s?ب|د\s?\.?\s?ب\s?\.?\s?أ|رويترز|فرانس برس|الأناضول|سبوتنيك|متابعات|خاص|أسوشيتد برس)"
)
_ARTICLE = compile_late(
    r"\W*(?:كتبت?|بقلم|تحرير|إعداد|تصوير|المحرر|مراسلنا)\s*[:：/]\s*\w+"
    r"|\W*(?:عدد\s+)?(?:المشاهدات|مشاهدات|القراءات|الزيارات|تاريخ\s+النشر|آخر\s+تحديث|نشر\s+(?:في|بتاريخ)|(?:وقت|مدة)\s+القراءة)"
    r"\s*[:：]?\s*[0-9٠-٩]"
    r"|\W*(?:الصفحة\s+)?(?:الرئيسية|الأخبار|أخبار)\s*[>›»/|\\]+\s*\w+"
)
_DATELINE = compile_late(rf"\W*(?:\w+\s+)?\w+\s*[-–—/(:،]+\s*{_AGENCY}\s*[-–—):/]|\W*(?!خاص){_AGENCY}\s*[-–—:]\s")
_TIPS = compile_late(
    r"\W*(?:إليكم?|فيما\s+يلي|هذه|تعرفوا?\s+على)\s+(?:\w+\s+){0,2}?"
    r"(?:نصائح|خطوات|طرق|أسباب|معلومات|أفكار|أمثلة|قائمة|إرشادات|معايير)(?!\w)"
)
_OWNER = r"(?:صاحبة?|كاتبة?)\s+(?:ال|هذ[اه]\s+ال)?(?:نص|مراجعة|تغريدة|تعليق|رأي|تقييم|منشور|شهادة)"
_TELLS = (
    r"(?:يعبر|تعبر|عبر|عبرت|يصف|تصف|وصف|يشيد|تشيد|أشاد|ينتقد|تنتقد|انتقد|يشكو|تشكو|يشتكي|يبدي|تبدي|أبدى|يعرب|تعرب|أعرب"
    r"|يوضح|يذكر)"
)
_FEELS = (
    r"عن\s+(?:\w+\s+)?(?:رأي|استيا|رضا|إعجاب|خيب|غضب|سعاد|مشاعر|انزعاج|تجرب|امتنان|شكر|حزن|سخط|تقدير|فرح|موقف|إحباط)\w*"
)
_OPENS = rf"\W*(?:في\s+هذ[اه]\s+ال\w+\s*،?\s*)?{_TELLS}\s"
_ABOUT = compile_late(
    rf"(?<!\w)(?:{_TELLS}\s+{_OWNER}|{_OWNER}\s+{_TELLS})(?!\w)"
    rf"|^{_OPENS}\s*(?:ال(?:كاتب|عميل|زبون|مستخدم|زائر|معلق|مغرد|مراجع|متحدث|شخص|راوي)ة?|{_OWNER})"
    rf"\s+(?:هنا\s+)?{_FEELS}"
    rf"|(?<!\w)(?:هذ[اه]\s+(?:ال)?|ال){_PIECE}\s+(?:هنا\s+)?(?:يعبر|تعبر)\s+عن\s+(?:رأي|شعور|مشاعر|تجربة|موقف|انطباع)\w*"
    rf"|(?<!\w)هذ[اه]\s+(?:ال)?{_PIECE}\s+(?:قصيرة?\s+)?(?:يحتوي|تحتوي|يتكون|تتكون|مكونة?|من|في|كتبته|كما|حسب)\s+(?:على\s+|من\s+)?"
    r"(?:[0-9٠-٩]+|عشرين|ثلاثين|أربعين|خمسين|ستين|سبعين|حدود|طلب|طلبت|المطلوب|بناء)(?!\w)"
    r"|(?<!\w)(?:[0-9٠-٩]{2}|عشرين|عشرون|ثلاثين|أربعين|خمسين|ستين|سبعين)\s+كلمة\s+(?:على\s+ال[أا]|كحد|أو\s+|تقريب|كما)"
)
_MARKS = compile_late(r"[\u064b-\u0652]")
_OPENERS = _fold(
    "فيما اليك اليكم هذا هذه وهذا وهذه ادناه تجد تجدون مراجعه المراجعه راي الراي تعليق التعليق نص"
    " النص تقييم التقييم تغريده التغريده شهاده الشهاده منشور المنشور رساله الرساله انطباع الانطباع كتب"
    " كتبت بقلم تحرير اعداد تصوير المحرر مراسلنا عدد المشاهدات مشاهدات القراءات الزيارات تاريخ اخر نشر"
    " وقت مده الصفحه الرئيسيه الاخبار اخبار تعرف تعرفوا"
)
"""Words with which what stands around a text begins."""
_AGENCIES = watch(_fold("وكالات ف ب رويترز فرانس الأناضول سبوتنيك متابعات خاص أسوشيتد"))
_SPEAKS = watch(_fold("صاحب صاحبة كاتب كاتبة الكاتب الكاتبة يعبر تعبر كلمة النص المراجعة التغريدة التعليق نص مراجعة"))
_TELLING = watch(_fold("عبر عبرت يعرب تعرب أعرب يبدي تبدي أبدى"))
"""Words without one of which no text speaks of itself or of its writer; where there are only the latter, they open it.

Signs that no key shows may part the former from the word before them.
"""
_OPENING = compile_late(_OPENS)
_BOOKS = _fold(
    "الكتاب كتاب كتابه الرواية رواية روايته القصة قصة قصته القصيدة الديوان المقال مقاله المسلسل الفيلم الفصل"
)
"""Words beside which a writer is somebody else's."""


@dataclass(frozen=True, slots=True)
class Framing:
    """Refuses a text that hands on an opinion, an article or an answer in place of an opinion of its own.

    `header` is one that begins with what stood around it: `مراجعة كتبها مستخدم:`, a byline, a count of views, the path
    of a page. `task_in_text` is one that speaks of itself (`هذا النص يحتوي على عشرين كلمة`) or of its writer as of
    somebody else (`يعبر صاحب التعليق عن استيائه`).

    Attributes:
        foreign: True for texts that people wrote: news with a dateline, and lists of advice, then pass.
    """

    foreign: bool = False
    codes = ("header", "task_in_text")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the words that frame."""
        hints, tokens = reading.hints, reading.tokens
        opens = bool(tokens) and (tokens[0] in _OPENERS or not _AGENCIES.isdisjoint(hints))
        speaks, tells = not _SPEAKS.isdisjoint(hints), not _TELLING.isdisjoint(hints)
        if not (opens or speaks or tells):
            return None
        text = _MARKS.sub("", reading.texts["text"])
        speaks = speaks or (tells and (bool(reading.signs) or _OPENING.match(text) is not None))
        for pattern in self._list_patterns() if opens else ():
            if found := pattern.match(text):
                return Refusal("header", found[0].strip()[:100])
        about = _ABOUT.search(text) if speaks and _BOOKS.isdisjoint(tokens) else None
        return Refusal("task_in_text", about[0].strip()[:100]) if about else None

    def _list_patterns(self) -> Sequence[re.Pattern[str]]:
        return (_REPORTED, _ARTICLE) if self.foreign else (_REPORTED, _ARTICLE, _DATELINE, _TIPS)
