"""Open half of what is wrong with opinions."""

from collections.abc import Callable
from random import Random

from scripts.faults.fault import Fault, Plant, Row
from scripts.faults.polarity import draw_review, find_side
from scripts.faults.words import list_plain

_OPPOSITE = {"positive": "negative", "negative": "positive"}
_NAMES = {
    "positive": ("إيجابي", "إيجابية"),
    "negative": ("سلبي", "سلبية"),
    "neutral": ("محايد", "محايدة"),
}
_NAMED = ("{} (التصنيف: {})", "{} — التصنيف: {}", "{} [{}]", "{} وهذا رأي {}", "{} الشعور: {}")
_NAMED_FEMININE = ("{} المشاعر: {}", "{} وهذه تجربة {} بلا شك", "{} هذه مراجعة {}")
_ENGLISH = ("{} sentiment: {}", "{} ({})", "{} Label: {}")
_TAGS = """
#السعودية #الرياض #ترند #اليوم_الوطني #صباح_الخير #مساء_الخير #مصر #القاهرة #كورة #الهلال #النصر #دبي #الكويت #رمضان
#عيد_سعيد #تصويري #قهوة #مطاعم_الرياض #وظائف #اقتباس
"""
_PADDING = (
    "وقد ذهبنا إلى هناك في الصباح الباكر وكان الجو معتدلًا والطريق خاليًا من السيارات.",
    "وجلسنا قرب النافذة نراقب المارة ونتحدث عن العمل والدراسة وخطط العطلة القادمة.",
    "ثم طلبنا القهوة والماء وبعض الحلوى، وبقينا نتحدث حتى اقترب وقت الظهيرة.",
    "وبعد ذلك انتقلنا إلى السوق القديم واشترينا منه بعض الأشياء الصغيرة لأهل البيت.",
    "ولما حل المساء عدنا في القطار، وكان فيه ركاب كثيرون من الطلاب والموظفين.",
    "وفي البيت جلسنا مع الأهل وحكينا لهم ما رأيناه طوال اليوم بالتفصيل.",
    "وكان أخي الصغير يسأل عن كل شيء، فأخذنا نريه الصور واحدة بعد أخرى.",
    "وقرأنا بعد العشاء صفحات من كتاب قديم وجدناه عند بائع الكتب المستعملة.",
    "واتفقنا في النهاية على أن نكرر هذه الجولة في الشهر القادم مع بقية الأصدقاء.",
    "ثم نام الجميع مبكرًا لأن العمل والمدرسة ينتظراننا في صباح اليوم التالي.",
    "وفي اليوم التالي اتصل بنا صديق قديم يسأل عن الطريق وعن مواعيد القطار.",
    "فأخبرناه بما نعرف، وأرسلنا إليه عنوان المقهى واسم المحطة القريبة منه.",
)
_UNKNOWN = ("mixed", "sarcastic", "unknown", "مختلط", "غير محدد", "5", "happy", "positive/negative")


def _rewrite(make: Callable[[str, Random], str]) -> Plant:
    return lambda row, rng: {**row, "text": make(row["text"], rng)}


def _name_label(row: Row, rng: Random) -> Row:
    masculine, feminine = _NAMES[row["sentiment"]]
    form, name = rng.choice(
        [
            (rng.choice(_NAMED), masculine),
            (rng.choice(_NAMED_FEMININE), feminine),
            (rng.choice(_ENGLISH), row["sentiment"]),
        ]
    )
    return {**row, "text": form.format(row["text"], name)}


def _flip(row: Row, rng: Random) -> Row | None:  # noqa: ARG001
    side = find_side(row["text"])
    return {**row, "sentiment": _OPPOSITE[side]} if side and side == row["sentiment"] else None


def _mislabel_review(row: Row, rng: Random) -> Row:
    text, label = draw_review(rng)
    return {**row, "text": text, "sentiment": label}


def _cut(text: str, rng: Random) -> str:
    return " ".join(list_plain(text)[: rng.randint(1, 3)]) or "جميل جدًّا"


def _pad(text: str, rng: Random) -> str:
    return " ".join([text, *rng.sample(_PADDING, len(_PADDING))])


def _tag(text: str, rng: Random) -> str:  # noqa: ARG001
    return " ".join(rng.sample(_TAGS.split(), rng.randint(6, 12)))


def _address(text: str, rng: Random) -> str:  # noqa: ARG001
    names = [
        f"@{name}{rng.randint(1, 999)}" for name in rng.sample(["ali_", "saad", "mona_x", "noor", "hind", "q8"], 5)
    ]
    return " ".join(
        [*names, f"https://t.co/{rng.randrange(16**10):010x}", f"https://t.co/{rng.randrange(16**10):010x}"]
    )


FAULTS = (
    Fault("label_named_after", "sentiment", _name_label),
    Fault("label_flipped", "sentiment", _flip),
    Fault("polar_review_mislabelled", "sentiment", _mislabel_review),
    Fault("unknown_label", "sentiment", lambda row, rng: {**row, "sentiment": rng.choice(_UNKNOWN)}),
    Fault("too_short", "sentiment", _rewrite(_cut)),
    Fault("far_too_long", "sentiment", _rewrite(_pad)),
    Fault("hashtags_only", "sentiment", _rewrite(_tag)),
    Fault("links_and_mentions_only", "sentiment", _rewrite(_address)),
)
