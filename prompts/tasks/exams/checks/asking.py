"""Stems that tell a reader to choose and ask nothing."""

from dataclasses import dataclass

from prompts.tasks.exams.checks.shape import list_option_keys
from validators.base import Measures, Reading, Refusal

_MOST_WORDS = 14
"""Words of an instruction; a longer stem says something beside it."""
_PHRASE = 3
"""Words of the longest option up to where options are no statements of which one could be the right one.

Where the stem calls them sentences or statements, two words of each are enough.
"""

_ORDERS = frozenset(
    f"{joint}{order}"
    for joint in ("", "و")
    for order in (
        *("اختر", "اختاري", "اختار", "اختاروا", "حدد", "حددي", "عين", "عيني", "ضع", "ضعي", "اكمل", "اكملي", "املا"),
        *("اجب", "اجيبي", "اجيبوا", "اقرا", "اقرئي", "انتق", "انتقي", "استخرج", "اشر", "ظلل", "قم", "يرجي", "الرجاء"),
        *("ميز", "استنتج", "تخير", "تخيري", "اسئله", "سؤال", "اختيار", "السؤال"),
    )
).union(("من", "فضلك"))
"""Words with which an instruction begins."""
_QUESTIONS = frozenset({"ما", "اي", "ماهي", "ماهو"})
_ANSWERS = frozenset(
    {
        *("اجابه", "الاجابه", "اجابات", "الاجابات", "جواب", "الجواب", "البديل", "البدائل", "بدائل", "الخيار"),
        *("الخيارات", "خيارات", "الاختيار", "الاختيارات"),
    }
)
_BLANKS = frozenset(
    {"اكمل", "اكملي", "املا", "الفراغ", "فراغ", "الفراغات", "الخالي", "السؤال", "الاسئله", "سؤال", "اسئله"}
)
"""One of them speaks of a text or question that is to stand behind it."""
_TOLD = frozenset(
    {
        *("بديل", "خيار", "اختيار", "باختيار", "بوضع", "الحل", "رمز", "حرف", "لما", "عما", "عن"),
        *("الحرف", "رقم", "واحد", "واحده", "واحدا", "فقط", "صحيح", "صحيحه", "الصحيح", "الصحيحه", "الصواب", "الصائب"),
        *("الصائبه", "السليم", "السليمه", "الاصح", "الادق", "الانسب", "الافضل", "المناسب", "المناسبه", "المطلوب"),
        *("المطلوبه", "الوحيد", "الوحيده", "مما", "ما", "من", "بين", "بينها", "يلي", "ياتي", "يناسب", "يناسبه", "بما"),
        *("يناسبها", "التالي", "التاليه", "الاتي", "الاتيه", "المعطاه", "المقترحه", "المتاحه", "الاربعه", "الاربع"),
        *("القوسين", "الاقواس", "فراغ", "الفراغ", "الفراغات", "لملء", "لاكمال", "لاتمام", "المكان", "الخالي", "النقط"),
        *("السؤال", "الاسئله", "اسئله", "متعدد", "المتعدد", "علي", "في", "هو", "هي", "التي", "الذي", "تراه", "تراها"),
        *("مناسبا", "مناسبه", "علامه", "صح", "خطا", "دائره", "خط", "تحت", "حول", "امام", "كل", "لكل", "كلا", "ثم", "و"),
        *("هذا", "هذه", "لهذا", "السوال", "ادناه", "اعلاه"),
    }
)
_TRUE = frozenset({"صحيح", "صحيحه", "الصحيح", "الصحيحه", "الصواب", "السليم", "السليمه", "الصائب", "صح", "خطا"})
_STATED = frozenset({"العباره", "العبارات", "الجمله", "الجمل", "عباره", "جمله"})
"""What may be right by itself: of statements, a reader can be told to choose the right one."""
_FITTED = frozenset({"الكلمه", "كلمه", "المفرده", "بالكلمه", "بكلمه", "المصطلح", "اللفظ"})
"""What fits a blank: right by itself only where spelling is taught."""
_FITTING = frozenset({"المناسب", "المناسبه", "مناسبه", "مناسب", "الفراغ", "فراغ", "الخالي", "يناسبه", "الانسب"})

_EMPTY = _ORDERS | _QUESTIONS | _ANSWERS | _BLANKS | _TOLD | _STATED | _FITTED | _FITTING


@dataclass(frozen=True, slots=True)
class AsksSomething:
    """Refuses a stem that consists of an instruction ("choose the right answer"): what is asked is not there."""

    codes = ("missing_context",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the stem."""
        words = reading.words["question"]
        if len(words) > _MOST_WORDS or not words or (words[0] not in _ORDERS and words[0] not in _QUESTIONS):
            return None
        said = set(words)
        if said <= _EMPTY and not _may_state(said, words[0] in _QUESTIONS, reading):
            return Refusal("missing_context", reading.texts["question"])
        return None


def _may_state(words: set[str], asked: bool, reading: Reading) -> bool:
    """Return whether an instruction may be a question because its options are statements, or words to be spelled."""
    if words & _FITTED:
        return not words & _FITTING
    if asked and not words & _ANSWERS:
        return True
    if not asked and not words & _STATED and (words & (_ANSWERS | _BLANKS) or not words & _TRUE):
        return False
    lengths = [key.count(" ") + 1 for key in list_option_keys(reading)]
    return max(lengths) > _PHRASE or (min(lengths) > 1 and not words.isdisjoint(_STATED))
