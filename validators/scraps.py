"""Refuses texts with what a site puts around its articles: links to more, notices, sources, counters and bylines."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.text import normalize

_NETWORKS = r"(?:فيس ?بوك|تويتر|واتس ?[اآ]?ب|[إا]نست[غقا]?\s?رام|تيلي?[غج]رام|يوتيوب|لينكد\s?إن|بنترست)"
_AGENCY = r"(?:أ ?ف ?ب|رويترز|وكالات|الوكالات|سانا|واس|وام|كونا|بترا|قنا)"
_SCRAP = re.compile(
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
    r"|^\W{0,3}(?:الرئيسية|الصفحة الرئيسية|[Hh]ome)\s*[>»/|←]"
    r"|^\W{0,3}كتبت?\s*[:：]\s*[ء-ي]{2,12} [ء-ي]{2,12}(?: [ء-ي]{2,12})?\s*[-–—|\n]"
    rf"|^\W{{0,3}}[ء-ي]{{3,12}}(?: [ء-ي]{{3,12}})?\s?[-–—،(/]\s?{_AGENCY}\s?[-–—):]",
    re.MULTILINE,
)
_HINTS = watch(
    normalize(
        "اضغط اضغطوا اضغطي ضغط انقر انقروا انقري لمتابعة لقراءة للمزيد أيضا كذلك المزيد القراءة بقية محفوظة"
        " مشاركة شارك شاركها شاركه شاركوا فيسبوك تويتر واتساب المصدر مصدر ويكيبيديا عدل تحرير أخف أظهر يتبع تابع تتمة"
        " المشاهدات الزيارات المشاركات القراءات التعليقات صلة مشابهة متعلقة تهمك تعليقات تعليقا تعليق تعليقك"
        " الرئيسية home ف كتب كتبت رويترز وكالات الوكالات سانا واس وام كونا بترا قنا"
    ).split()
)
"""Every such piece holds one of these words, or the sign of copyright."""


@dataclass(frozen=True, slots=True)
class Scraps:
    """Refuses an item with what a site puts around an article, wherever it stands.

    What people write themselves passes: an order to read something as well, a source that is spoken of, a network.
    """

    codes = ("boilerplate",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the piece."""
        if _HINTS.isdisjoint(reading.hints) and "©" not in reading.signs:
            return None
        found = _SCRAP.search(reading.text)
        return Refusal("boilerplate", found[0].strip()[:80]) if found else None
