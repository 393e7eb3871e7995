"""What a text says by denying its opposite: that nothing is wrong, or that nothing deserves praise."""

from collections.abc import Sequence
from typing import NamedTuple

from validators.base import Reading
from validators.hints import watch
from validators.text import normalize


def _fold(words: str) -> frozenset[str]:
    return frozenset(normalize(words).split())


_WITHOUT = _fold("بلا دون بدون")
_DENIALS = frozenset(
    f"{joint}{word}" for joint in ("", "و", "ف") for word in _WITHOUT | _fold("لا لم لن ما ليس ليست لست لسنا ليسوا")
)
_SEEK = _fold(
    "أجد نجد تجد يجد ألحظ ألاحظ نلحظ نلاحظ أر أرى نر نرى أواجه نواجه أصادف نصادف تصادفني يصادفني ألمس"
    " نلمس أعثر يواجهني تواجهني أكتشف نكتشف يظهر تظهر يكن تكن توجد يوجد فيه فيها به بها أي أدنى وجود"
    " أذكر أعرف شيء وجدت وجدنا رأيت رأينا لاحظت لاحظنا"
)
_FAULTS = _fold(
    "عيب عيبا عيوب عيوبا خلل خللا مشكلة مشكلات مشاكل خطأ أخطاء تقصير تقصيرا نقص نقصا عطل عطلا أعطال"
    " أعطالا شكوى شائبة مأخذ مآخذ مآخذا إزعاج إزعاجا ضجيج ضجيجا سلبية سلبيات إهمال إهمالا سوء سوءا غبار"
    " عيبه هفوة هفوات ثغرة ثغرات"
)
_BLAMES = _fold(
    "يخب يخيب تخب تخيب يخيبوا يخذلني تخذلني يخذلنا تخذلنا يخذلوني يزعجني تزعجني يزعجنا يضايقني تضايقني"
    " يضايقنا أندم نندم ندمت ندمنا أشتك نشتك أشكو نشكو أعان نعان أعاني نعاني يتعطل تتعطل يتأخر تتأخر"
    " يتأخروا قصروا يقصر يقصروا تقصر ينقصه ينقصها ينقصني ينقصنا يعيبه يعيبها تشوبه تشوبها يشوبه يشوبها"
    " خاب خذلني خذلوني"
)
_CALLS = _fold(
    "يستحق تستحق يدعو تدعو يستدعي يستوجب يبرر يشجع يشجعني يغري يغريني يبعث يوجب يثير يستأهل يجعلني يدفعني داعي حاجة"
)
_LACKS = _fold("يخلو تخلو يخل تخل خلا خلت")
_GOOD = _fold(
    "ثناء الثناء للثناء المدح للمدح الإعجاب للإعجاب إعجابي الإشادة للإشادة الشكر للشكر التقدير للتقدير"
    " العودة للعودة الزيارة التجربة المشاهدة القراءة الشراء الفخر الرضا الاهتمام اهتمامي أنصح أوصي أعود"
    " السعر الثمن التفاؤل التكرار جمال الجمال متعة المتعة فائدة الفائدة مميزات المميزات محاسن المحاسن"
    " لطف إيجابيات الإيجابيات روعة حسنات"
)
_BAD = _fold(
    "شكوى الشكوى للشكوى النقد للنقد الانتقاد للانتقاد اللوم للوم الذم للذم العتاب للعتاب التذمر للتذمر"
    " القلق للقلق الانزعاج للانزعاج الندم للندم الاعتراض للاعتراض الغضب للغضب الاستياء للاستياء الخوف"
    " عيوب العيوب أخطاء الأخطاء مشاكل المشاكل المشكلات مشكلات سلبيات السلبيات عيب العيب ثغرات الثغرات"
    " هفوات الهفوات نقص النقص ملل الملل مآخذ المآخذ"
)
_STOPS = _fold(
    "لكن ولكن لكنه لكنها لكنني بل سوى إلا غير عدا حلا حل أحدا أحد من يحل تحل يصلح لإصلاح علاجا سببا"
    " تفسيرا وسيلة طريقة مثل فرقا أكثر أسوأ مجرد فقط"
)
_TRIGGERS = watch(_FAULTS | _BLAMES | _CALLS | _LACKS)
"""Words without one of which nothing is said in this way."""
_THINGS = _fold("ما شيء شيئا أي")  # لا شيء يستحق، ليس فيه ما يستحق
_NEAR, _FAR = 4, 8  # words from a denial to a verb, and to a noun


class Denial(NamedTuple):
    """Where a text denies something, as a range of its words, and the pole that it thereby speaks for."""

    start: int
    end: int
    pole: int


def may_deny(reading: Reading) -> bool:
    """Return whether a text holds a word that can be denied so, and one that denies."""
    return not (_TRIGGERS.isdisjoint(reading.hints) or _DENIALS.isdisjoint(reading.tokens))


def find_denials(tokens: Sequence[str]) -> list[Denial]:
    """Return the denials of a text, in order and apart: no fault found, no blame, nothing that calls for praise."""
    found: list[Denial] = []
    for start, word in enumerate(tokens):
        if word in _DENIALS and (not found or start >= found[-1].end):
            denial = _read_denial(tokens, start)
            if denial:
                found.append(denial)
    return found


def _read_denial(tokens: Sequence[str], start: int) -> Denial | None:
    sought = False
    reach = _FAR if tokens[start].removeprefix("و").removeprefix("ف") not in _WITHOUT else 1
    for place in range(start + 1, min(start + 1 + reach, len(tokens))):
        word, next_to = tokens[place], place == start + 1
        if word in _CALLS or word in _LACKS:
            called = next_to or not _THINGS.isdisjoint((tokens[start + 1], tokens[place - 1]))
            return _read_object(tokens, start, place, lacks=word in _LACKS) if called else None
        if (word in _STOPS and not _tells_where(tokens, place)) or (word in _DENIALS and word != "ما"):
            return None
        if (word in _BLAMES and (next_to or (sought and place - start <= _NEAR))) or (
            word in _FAULTS and (next_to or sought)
        ):
            return Denial(start, place + 1, 0)
        sought = sought or (word in _SEEK and place - start <= _NEAR)
    return None


def _tells_where(tokens: Sequence[str], place: int) -> bool:
    """Return whether a word is the `from` of a definite noun (القريب من الجامعة), not a `who` (من يساعدني)."""
    return tokens[place] == "من" and any(word.startswith("ال") for word in tokens[place + 1 : place + 2])


def _read_object(tokens: Sequence[str], start: int, verb: int, *, lacks: bool) -> Denial | None:
    for place in range(verb + 1, min(verb + 1 + _NEAR, len(tokens))):
        word = tokens[place]
        if word in _GOOD or word in _BAD:
            pole = 0 if (word in _GOOD) == lacks else 1
            return Denial(start, place + 1, pole)
        if word in _STOPS - {"من"}:
            return None
    return None
