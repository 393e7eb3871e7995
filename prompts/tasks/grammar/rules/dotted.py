"""Prepositions in ى that are written with ي: wrong or not, as what stands beside them tells."""

from collections.abc import Sequence

from prompts.tasks.grammar.rules.base import DEMONSTRATIVES, PREPOSITIONS
from prompts.tasks.grammar.rules.government import find_government
from prompts.tasks.grammar.rules.words import list_words

BY_PLACE = {"علي": "على", "وعلي": "على", "إلي": "إلى", "وإلي": "إلى", "لدي": "لدى", "مستوي": "", "الأولي": ""}
"""Form to the preposition that it may stand for; it may be a name, the speaker's own, or another word too."""

_GIVEN = list_words(
    "محمد أحمد محمود حسن حسين علي عمر عثمان إبراهيم إسماعيل يوسف خالد سعيد سالم صالح عبد عبدالله عبدالرحمن الحسن",
    "الحسين مصطفى كمال جمال ناصر سعد سليمان داود عيسى موسى يحيى هاشم جعفر حمزة طالب رضا كاظم ماجد فهد سلطان حمد",
    "جاسم راشد رشيد مبارك فاطمة زينب مريم سلمى ليلى هدى منى نور سارة باسم سامي رامي كريم أمين طارق زياد وليد هاني",
    "عادل فؤاد",
)
_TITLES = list_words(
    "بن ابن بنت أبو أبي أبا أم آل الإمام الشيخ السيد السيدة الأستاذ الدكتور المهندس الحاج الأمير الملك الرئيس",
    "الوزير القائد الشاعر الكاتب اللاعب المدرب الفنان المخرج الخليفة سيدنا صديقي صديقه أخي أخوه أخيه ابني ابنه",
    "عمي خالي جدي المؤمنين الطالب الطفل المعلم النبي باشا بك بيك أفندي حسينية غلام اسم يدعى اسمه قال سأل أخبر رأى",
    "قابل زار شكر يا أن إن لكن كأن",
)
_NEXT = list_words(
    "بن ابن بنت أبو أبي باشا بك بيك أفندي آل الحاج الأمين الصالح الكبير الصغير الأكبر الأصغر الرضا الهادي السجاد",
    "القاسم الأحمد العبد رضي كرم عليه",
)
"""What stands behind the name."""
_SPEAKER = list_words("يجب كان ينبغي صعب حرام عزيز لزاما سهل صبوا صب فرض يتعين يتوجب هجم نادى رد سلم أشفق")
"""Words behind which على with ي may be said of the speaker."""
_ADDRESS = list_words(
    "نظر ينظر نظرت تنظر أشار يشير أشارت تشير جاء جاءت يأتي تأتي تحدث قال كتب أرسل أرسلت بعث وجه أهدى أسدى نقل حمل",
    "قدم التفت ابتسم أسند أوكل عهد نسب وصل وصلت يصل أحب بالنسبة عاد رجع أحسن أساء استمع تعرف انضم أهدت همس تقدم",
)
_BEHIND = list_words(
    "كل جميع بعض أي أية عدم مدى يد شكل سبيل أساس حساب طول حد نحو غرار مستوى رأس أرض متن ضوء سطح نطاق وشك حق خلاف",
    "قدم أنه أنها أنهم أنهما أننا حدود ساحل ضفاف ضفة جانب جانبي أكثر أقل أكبر أفضل أعلى أحد إحدى غير عكس مر وجه",
    "بعد هامش هيئة أثر إثر شاطئ وفق قيد خط حين مثل نفس ذات عدد عدة كافة معظم أرجاء صعيد ظهر كرسي يمين يسار مدار",
    "مقربة مرأى مسافة الرغم الأقل الأكثر الإطلاق الأرجح العكس التوالي الفور الأغلب الأقدام الدوام الخصوص التحديد",
    "الأرض",
)


def is_misplaced(words: Sequence[str], place: int) -> bool:
    """Return whether a word in ي must end in ى at its place, told by its neighbours."""
    word, meant = words[place], BY_PLACE[words[place]]
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if not meant:
        return before.endswith("ة") if word == "الأولي" else _is_definite(after)
    if not after[:1].isalnum() or after in PREPOSITIONS or after.startswith("ل"):
        return False
    if meant == "لدى":
        return after in DEMONSTRATIVES or _is_people(after)
    return not _is_name(before, after) and _governs(meant, before, after)


def _is_name(before: str, after: str) -> bool:
    """Return whether the neighbours show a man called Ali."""
    near = after.removeprefix("و")
    return (
        near in _GIVEN
        or near in _NEXT
        or before in _GIVEN
        or (before in _TITLES and after != "أن")
        or before.startswith(("عبد", "بأن"))
    )


def _governs(meant: str, before: str, after: str) -> bool:
    """Return whether the preposition that is meant stands before the word behind it, and not before the speaker."""
    if after == "أن":
        return meant == "إلى" and before not in _ADDRESS
    if before in (_SPEAKER if meant == "على" else _ADDRESS):
        return _is_thing(after)
    definite = _is_definite(after) and not after.endswith("ي")
    if definite or _is_thing(after) or after.isdigit() or after.isascii():
        return True
    return meant == "إلى" or meant in find_government([before])


def _is_thing(word: str) -> bool:
    """Return whether a word is no name and no verb: a demonstrative, a noun in ة or ات, or what على often governs."""
    return word in _BEHIND or word in DEMONSTRATIVES or word.endswith(("ة", "ات"))


def _is_definite(word: str) -> bool:
    return word.startswith("ال") and len(word) > 4


def _is_people(word: str) -> bool:
    """Return whether a word is the plural of people with the article, who do not stand behind `I have`."""
    return word.startswith("ال") and word.endswith(("ين", "اء")) and len(word) > 5
