"""Half kept aside of what is wrong with opinions."""

from collections.abc import Callable
from random import Random

from scripts.faults.fault import Fault, Plant, Row
from scripts.faults.polarity import NEGATIVE_REVIEWS, POSITIVE_REVIEWS

_NAMES = {"positive": "إيجابي", "negative": "سلبي", "neutral": "محايد"}
_BEFORE = ("{0}: {1}", "[{0}] {1}", "رأي {0}: {1}", "تعليق {0}: {1}", "التصنيف: {0}. {1}", "({0}) {1}")
_DESCRIBED = {
    "positive": (
        "هذا نص إيجابي يعبّر فيه الكاتب عن رضاه التام عن الخدمة التي تلقاها وعن سعادته بها.",
        "تغريدة ذات مشاعر إيجابية يمدح فيها صاحبها المنتج ويوصي به أصدقاءه ومتابعيه.",
    ),
    "negative": (
        "هذا نص سلبي يعبّر فيه الكاتب عن استيائه من الخدمة التي تلقاها وعن غضبه منها.",
        "تغريدة ذات مشاعر سلبية ينتقد فيها صاحبها المنتج ويحذّر أصدقاءه ومتابعيه منه.",
    ),
    "neutral": (
        "هذا نص محايد يصف فيه الكاتب الخدمة التي تلقاها من غير أن يبدي رأيًا فيها.",
        "تغريدة ذات مشاعر محايدة ينقل فيها صاحبها خبرًا عن المنتج من غير مدح ولا ذم.",
    ),
}
_ORDERS = (
    "صنّف النص التالي إلى إيجابي أو سلبي أو محايد: {}",
    "حدد مشاعر الكاتب في الجملة الآتية: {}",
    "ما تصنيف المشاعر في هذا النص؟ {}",
    "{} هل هذا الرأي إيجابي أم سلبي؟",
)
_EMOJI = "😀😂😍😡👍👎🎉😢🔥💔🙏😎"
_LISTS = ("1. {}\n2. {}", "1) {} 2) {}", "١- {}\n٢- {}", "- {}\n- {}", "أولًا: {}\nثانيًا: {}")
_PAIRS = (
    "{}\n---\n{}",
    "المراجعة الأولى: {} المراجعة الثانية: {}",
    "الرأي الأول: {}\n\nالرأي الثاني: {}",
    "{}\n###\n{}",
)


def _rewrite(make: Callable[[Row, Random], str]) -> Plant:
    return lambda row, rng: {**row, "text": make(row, rng)}


def _join(forms: tuple[str, ...]) -> Plant:
    def make(row: Row, rng: Random) -> str:
        second = rng.choice(POSITIVE_REVIEWS if row["sentiment"] == "positive" else NEGATIVE_REVIEWS)
        return rng.choice(forms).format(row["text"], second)

    return _rewrite(make)


def _show_emoji(row: Row, rng: Random) -> str:  # noqa: ARG001
    return rng.choice(["", " "]).join(rng.choices(_EMOJI, k=rng.randint(8, 20)))


def _show_digits(row: Row, rng: Random) -> str:  # noqa: ARG001
    return " ".join(str(rng.randrange(10 ** rng.randint(1, 6))) for _ in range(rng.randint(8, 20)))


FAULTS = (
    Fault(
        "label_named_before",
        "sentiment",
        _rewrite(lambda row, rng: rng.choice(_BEFORE).format(_NAMES[row["sentiment"]], row["text"])),
    ),
    Fault("describes_itself", "sentiment", _rewrite(lambda row, rng: rng.choice(_DESCRIBED[row["sentiment"]]))),
    Fault("annotator_instruction", "sentiment", _rewrite(lambda row, rng: rng.choice(_ORDERS).format(row["text"]))),
    Fault("emoji_only", "sentiment", _rewrite(_show_emoji)),
    Fault("digits_only", "sentiment", _rewrite(_show_digits)),
    Fault("numbered_opinions", "sentiment", _join(_LISTS)),
    Fault("two_reviews", "sentiment", _join(_PAIRS)),
)
