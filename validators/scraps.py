"""Refuses texts with what a site puts around its articles: links to more, notices, sources, counters and bylines."""

from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.chatter import may_say, pair_hints
from validators.hints import watch
from validators.late import compile_late
from validators.text import normalize

_NETWORKS = r"(?:فيس ?بوك|تويتر|واتس ?[اآ]?ب|[إا]نست[غقا]?\s?رام|تيلي?[غج]رام|يوتيوب|لينكد\s?إن|بنترست)"
_AGENCY = r"(?:أ ?ف ?ب|رويترز|وكالات|الوكالات|سانا|واس|وام|كونا|بترا|قنا)"
_SCRAP = compile_late(
    r"(?<!\w)(?:[اإأ]?ضغط|[اإأ]?نقر)(?:ي|وا)? (?:هنا|على (?:هذا )?الرابط)"
    r"|(?<!\w)(?:لمتابعة القراءة|لقراءة (?:المزيد|المقال كاملا|بقية المقال|الخبر من)"
    r"|للمزيد (?:من \S+ )?[اإ]?(?:ضغط|نقر))"
    r"|(?<!\w)(?:[اإأ]قر[أئ]وا|[اإأ]قرأ|شاهد|طالع|تصفح)(?:ي|وا)? (?:[أا]يضاً?|أيضًا|كذلك)\s*[:：>|»]"
    r"|(?<!\w)(?:[اإأ]قرأ|شاهد|عرض|تابع|قراءة) (?:المزيد|القراءة|بقية الخبر)(?:\W*$|\s*[>»←…])"
    r"|(?<!\w)(?:جميع|كافة|كل) (?:ال)?حقوق (?:النشر )?محفوظة|©"
    rf"|(?<!\w)(?:مشاركة|شارك(?:ها|ه|وا|ي)?)(?: ال(?:مقال|خبر|صفحة|موضوع))? (?:عبر|على|في) {_NETWORKS}"
    rf"|(?<!\w){_NETWORKS}(?:\s?[|/]?\s{_NETWORKS}){{2}}"
    r"|[(\[]\s*(?:ال)?مصدر\s*[:：][^)\]\n]{0,60}[)\]]|(?<!\w)(?:ال)?مصدر\s*[:：]\s*(?:ويكيبيديا|[Ww]ikipedia"
    r"|وكالات|رويترز|مواقع)"
    r"|(?<!\w)من ويكيبيديا،? الموسوعة الحرة"
    r"|\[\s?(?:عدل|تحرير|عدل المصدر|أخف|أظهر)\s?\]|[(\[]\s?(?:يتبع|تابع|يُتبع|تتمة)\s?[)\]]"
    r"|(?<!\w)(?:عدد )?(?:المشاهدات|الزيارات|المشاركات|القراءات|التعليقات)\s*[:：(]\s*[\d٠-٩]"
    r"|(?<!\w)(?:مقالات|مواضيع|موضوعات|أخبار) (?:ذات صلة|مشابهة|متعلقة|قد تهمك)(?:\W*$|\s*[:：])"
    r"|(?<!\w)(?:لا توجد تعليقات|[اأ]ضف تعليق(?:اً|ًا|ا|ك)?|[اأ]ترك تعليق(?:اً|ًا|ا|ك))(?:\W*$|\s*[:：|])"
)
_HEAD = compile_late(
    r"\W{0,3}(?:(?:الصفحة )?الرئيسية|[Hh]ome)\s*[>»/|←]"
    r"|\W{0,3}كتبت?\s*[:：]\s*[ء-ي]{2,12} [ء-ي]{2,12}(?: [ء-ي]{2,12})?\s*[-–—|\n]"
    rf"|\W{{0,3}}[ء-ي]{{3,12}}(?: [ء-ي]{{3,12}})?\s?[-–—،(/]\s?{_AGENCY}\s?[-–—):]"
)
_FIRST = watch(normalize("الصفحة الرئيسية home كتب كتبت").split())
_AGENCIES = watch(normalize("ف رويترز وكالات الوكالات سانا واس وام كونا بترا قنا").split())
_HINTS = watch(
    normalize(
        "اضغط اضغطوا اضغطي ضغط انقر انقروا انقري لمتابعة لقراءة للمزيد المزيد القراءة بقية محفوظة مشاركة شارك"
        " أيضا كذلك شاركها شاركه شاركوا فيسبوك تويتر واتساب ويكيبيديا صلة مشابهة متعلقة تهمك تعليقات"
        " تعليقا تعليق تعليقك"
    ).split()
)
"""Every piece within a text holds one of these words, one of the next beside its sign, or the sign of copyright."""
_NAMED = watch(normalize("المصدر مصدر المشاهدات الزيارات المشاركات القراءات التعليقات").split())
_COUNTED = ("مصدر:", "مصدر :", "ات:", "ات :", "ات (")
_BRACKETED = watch(normalize("عدل تحرير أخف أظهر يتبع تابع تتمة المصدر مصدر التعليقات").split())
_BESIDE = pair_hints(
    ("ضغط انقر اضغط انقروا اضغطوا انقري اضغطي", "ضغط هنا|نقر هنا|وا هنا|ي هنا|على الرابط|على هذا الرابط"),
    ("لقراءة لمتابعة", "لقراءة المزيد|لقراءة المقال|لقراءة بقية|لقراءة الخبر|لمتابعة القراءة"),
    ("أيضا كذلك", "قرأ أيضا|قرأ كذلك|قرأوا أيضا|شاهد أيضا|شاهد كذلك|طالع أيضا|شاهدوا أيضا|شاهدي أيضا|تصفح أيضا"),
    ("بقية القراءة", "بقية المقال|بقية الخبر|تابع القراءة|لمتابعة القراءة"),
    ("المزيد", "قرأ المزيد|شاهد المزيد|عرض المزيد|تابع المزيد|قراءة المزيد"),
    ("مشاركة شارك شاركها شاركه شاركوا", " عبر | على | في "),
    ("تعليقات تعليقا تعليق تعليقك", "لا توجد تعليق|أضف تعليق|اترك تعليق"),
)
"""What must stand beside those of them that texts of every kind hold."""


@dataclass(frozen=True, slots=True)
class Scraps:
    """Refuses an item with what a site puts around an article, wherever it stands.

    What people write themselves passes: an order to read something as well, a source that is spoken of, a network.
    """

    codes = ("boilerplate",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the piece."""
        hints = reading.hints
        found = _SCRAP.search(reading.text) if _may_hold(reading) else None
        of_wire = not _AGENCIES.isdisjoint(hints)
        if not found and (of_wire or not _FIRST.isdisjoint(hints)):
            words = reading.words
            heads = (text for name, text in reading.texts.items() if of_wire or _FIRST.issuperset(words[name][:1]))
            found = next(filter(None, map(_HEAD.match, heads)), None)
        return Refusal("boilerplate", found[0].strip()[:80]) if found else None


def _may_hold(reading: Reading) -> bool:
    """Return whether a piece can stand somewhere within the texts."""
    text, hints = reading.text, reading.hints
    return (
        "©" in reading.signs
        or may_say(_HINTS, _BESIDE, hints, reading.key)
        or (not _NAMED.isdisjoint(hints) and any(map(text.__contains__, _COUNTED)))
        or (not _BRACKETED.isdisjoint(hints) and ("(" in text or "[" in text))
    )
