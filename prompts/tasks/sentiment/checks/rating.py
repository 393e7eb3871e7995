"""Ratings inside a text, as marks or stars, that contradict its label."""

from collections.abc import Iterator
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.late import compile_late

_SIGNS = str.maketrans(dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True)) | {"\ufe0e": "", "\ufe0f": ""})
_DECIMAL = compile_late(r"(?<=\d)[,،٫](?=\d)")
_SCORE = compile_late(r"(?<![\d/.])(?<!\d-)(\d{1,3}(?:\.\d{1,2})?)\s?/\s?(5|10|100)(?![\d/]|[.-]\d)")
_NUMBER = r"صفر|واحدة?|اثن[يا]ن|اثنت[يا]ن|(?:ثلاث|أربع|خمس|ست|سبع|ثماني|ثمان|تسع|عشر)ة?"
_MARK = r"(?:تقييم|تقدير|علام[ةت]|درج[ةت]|[أن]عطي|أعطيت|منحت|[أن]منح)\w{0,8}"
_WORDED = compile_late(
    _MARK + r"\s{1,3}(?:\S{1,20}\s{1,3}){0,3}?"
    rf"(\d{{1,2}}(?:\.\d{{1,2}})?|{_NUMBER})\s{{1,3}}(?:من|على)\s{{1,3}}(?:أصل\s{{1,3}})?(5|10|خمسة?|عشرة?)(?!\w)"
)
_STARS = compile_late(
    r"(?:تقييم|[أن]عطي|أعطيت|منحت|[أن]منح)\w{0,8}\s{1,3}(?:\S{1,20}\s{1,3}){0,3}?(نجمة(?: واحدة)?|خمس نجوم|5 نجوم)"
)
_DRAWN = compile_late("([⭐★]{3,5})(?![⭐★☆])|(★)☆{4}")
_RATED = compile_late(r"تقييم|تقدير|علام[ةت]|درج[ةت]|[أن]عطي|منح|نتيجة|نقاط|نجوم")
_NEAR = 40  # characters around a mark in which words tell whether it is a date
_MONTHS = "يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|أيار|تشرين|محرم|رمضان|شوال"
_DATED = compile_late(  # within the three words before
    rf"(?:يوم|تاريخ|ليلة|صباح|مساء|ظهر|عصر|شهر|موعد|منذ|حتى|لغاية|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت"
    rf"|{_MONTHS}|زرت|زرنا|زيارت|ذهب|وصل|حجز|طلبت|طلبنا|اشتري|سافر|استلم|بدأ|افتتح|انته|رجع|عدنا|حضر)\w{{0,6}}"
    r"(?:\s{1,3}\S{1,20}){0,2}\s{0,3}[:(]?\s{0,3}$|(?:^|\s)[وف]?(?:في|من|إلى|قبل|بعد|بين)\s{1,3}$"
)
_DATED_AFTER = compile_late(
    rf"\s{{0,3}}[)]?\s{{0,3}}(?:{_MONTHS}|م(?!\w)|هـ|الماضي|الجاري|القادم|المقبل|الساعة|صباح|مساء|إلى|حتى"
    r"|ريال|درهم|دينار|جنيه|دولار|ليرة|(?:19|20)\d\d|من ال(?:طلبات|كمية|وقت|سعر|قيمة|مبلغ|حجم|عدد))"
)
_NAMES = {"صفر": 0, "واحد": 1, "اثنان": 2, "اثنين": 2, "اثنتان": 2, "اثنتين": 2, "ثلاث": 3, "أربع": 4, "خمس": 5}
_NAMES |= {"ست": 6, "سبع": 7, "ثمان": 8, "ثماني": 8, "تسع": 9, "عشر": 10}
_HINTS = ("/", "نجم", "من خمس", "من عشر", "من أصل", "على خمس", "على عشر")
_RARE_HINTS = ("⭐", "★", "من 5", "من 10", "من ٥", "من ١٠", "على 5", "على 10", "على ٥", "على ١٠")
"""What a mark is written with: the latter hold digits or signs that most texts have none of."""
_RARE = frozenset("⭐★50٥٠")


@dataclass(frozen=True, slots=True)
class RatingAgrees:
    """Refuses an opinion that gives a good mark and is labelled negative, or the other way round.

    Attributes:
        bad: Largest share (0 to 1) of the full mark that contradicts `positive`; higher is stricter.
        good: Least share that contradicts `negative`; lower is stricter.
    """

    bad: float = 0.3
    good: float = 0.8
    codes = ("rating_contradicted",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the mark; neutral texts may report any, and where marks differ none counts."""
        label, text = reading.fields["sentiment"], reading.texts["text"]
        if label == "neutral" or not _may_rate(text, reading.rare):
            return None
        shares = read_ratings(text)
        against = [share for share in shares if (share <= self.bad if label == "positive" else share >= self.good)]
        if not shares or len(against) < len(shares):
            return None
        return Refusal("rating_contradicted", f"{label}, but {against[0]:.0%} of the full mark")


def _may_rate(text: str, rare: frozenset[str]) -> bool:
    if any(map(text.__contains__, _HINTS)):
        return True
    return not _RARE.isdisjoint(rare) and any(map(text.__contains__, _RARE_HINTS))


def read_ratings(text: str) -> list[float]:
    """Return every mark that a text gives, as a share of the full mark; a hotel's own stars and dates are none."""
    text = _DECIMAL.sub(".", text.translate(_SIGNS))
    found = list(_read_scores(text))
    found += [_to_number(match[1]) / _to_number(match[2]) for match in _WORDED.finditer(text)]
    found += [0.2 if match[1].startswith("نجمة") else 1.0 for match in _STARS.finditer(text)]
    found += [len(match[1]) / 5 if match[1] else 0.2 for match in _DRAWN.finditer(text)]
    return [share for share in found if share <= 1]


def _read_scores(text: str) -> Iterator[float]:
    """Yield the marks written as 4/5, without those that are a day and a month, a price or a part of something."""
    for match in _SCORE.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        dated = _DATED.search(before)
        rated = _RATED.search(before, dated.start() if dated else 0)
        if rated or match[2] == "100" or not (dated or _DATED_AFTER.match(text, match.end())):
            yield float(match[1]) / float(match[2])


def _to_number(text: str) -> float:
    return float(_NAMES.get(text.removesuffix("ة"), text))
