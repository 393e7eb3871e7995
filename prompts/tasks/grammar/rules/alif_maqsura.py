"""Alif maqsura: only ى, ي or ا at the end of a word changes."""

import re
from collections.abc import Sequence

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS, Site
from prompts.tasks.grammar.rules.base import Rule
from prompts.tasks.grammar.rules.dotted import BY_PLACE, is_misplaced
from prompts.tasks.grammar.rules.words import list_words

_ENDS = frozenset("ىيا")
_MAQSURA = list_words(
    "على إلى حتى متى لدى بلى سوى مدى أخرى كبرى صغرى أولى أعلى أدنى أقصى أقوى أسمى أرقى مستشفى مقهى مبنى معنى",
    "منتدى مستوى ذكرى مرضى قتلى جرحى موتى عيسى موسى مصطفى ليلى ملتقى مرمى فتوى شكوى دعوى قرى قوى رؤى صدى هدى",
    "عظمى وسطى قصوى يسرى",
)
_VERBS = list_words(
    "اشترى أعطى انتهى ألقى استولى تولى تلقى أدى سعى أجرى التقى بنى رأى مضى جرى رمى أتى روى اختفى اكتفى تخلى",
    "تبنى أنهى أبقى يبقى يسعى يرى يتلقى يتولى يسمى تسمى تبقى ترى تسعى تتولى تتلقى",
)
_YA = list_words(
    "في التي الذي هي اللاتي وهي فهي القاضي النادي المحامي الثاني الماضي التالي العربي حوالي ثاني ثماني",
)
_ALWAYS = list_words(
    "حتى إلى أخرى كبرى صغرى قصوى إحدى مستشفى مقهى مصطفى عيسى منتدى فتوى شكوى جدوى فحوى",
)
"""Words in ى that are none with ي, whatever stands beside them; alone إلى may be said of the speaker."""
_YA_ALWAYS = list_words(
    "في التي الذي هي وهي فهي التالي الثاني الماضي العربي الإسلامي السياسي الاقتصادي الاجتماعي الوطني المصري",
    "الدولي الأصلي",
    "الرئيسي الحالي الثقافي العلمي التاريخي الرسمي العالمي الغربي الشرقي الشمالي الجنوبي العسكري الطبيعي اليومي",
    "النهائي الداخلي الخارجي الأمريكي الأوروبي الفرنسي السعودي المغربي السوري العراقي اللبناني",
)
_BEFORE_YA = ("", "ال", "وال", "بال", "كال", "لل", "و", "ف", "ب", "ل", "ك")
SURELY_WRONG = frozenset(
    {
        *(f"{lead}{word[:-1]}ي" for lead in _BEFORE_YA for word in _ALWAYS - {"إلى", "كبرى"}),
        *(f"{lead}{word[:-1]}ى" for lead in ("", "و", "ف") for word in _YA_ALWAYS),
        *("الي", "الكبري", "والكبري", "بالكبري", "اخري", "الاخري", "والاخري", "الاولي", "فى", "وفى"),
    }
) - {"صغري", "وصغري", "فصغري"}
"""Forms that are certainly wrong, whatever stands beside them."""
_LEAD = re.compile("^(?:[وف]?[بك]?ال|[وف]?لل|[وف])")


def explain(edit: Edit) -> bool:
    """Return whether the last letter changes among ى, ي and ا; a hamza that the same word lacks may come with it."""
    ends = [site for site in edit.sites if not _adds_hamza(site)]
    return len(ends) == 1 and _is_end(ends[0])


def _is_end(site: Site) -> bool:
    pair = {site.wrong, site.right}
    if len(pair) != 2 or not pair <= _ENDS or not site.head:
        return False
    return not site.tail or ("ى" in pair and site.tail in PRONOUNS)


def _adds_hamza(site: Site) -> bool:
    """Return whether a bare alif gets its hamza at the beginning of the word, as in الي for إلى."""
    return site.wrong == "ا" and site.right in {"أ", "إ"} and len(site.head) <= 3


def reverse(edit: Edit) -> bool:
    """Return whether a word that always ends in ى loses it, or one that always ends in ي."""
    wrong, right = edit.pair or ("", "")
    if right in SURELY_WRONG:
        return True
    bare = _LEAD.sub("", wrong)
    if right == "إلا":
        return False
    verb = wrong.removeprefix("و").removeprefix("ف")
    return not {wrong, bare}.isdisjoint(_MAQSURA | _YA) or verb in _VERBS


def find_remains(words: Sequence[str]) -> str:
    """Return the first word that has the wrong letter at its end by what stands beside it."""
    if BY_PLACE.keys().isdisjoint(words):
        return ""
    found = (word for place, word in enumerate(words) if word in BY_PLACE and is_misplaced(words, place))
    return next(found, "")


_TERMS = (
    *("مقصور", "ياء", "اليا", "لين", "ممدودة", "ألف قائمة", "ألفا قائمة", "الألف القائمة", "ألف طويلة", "ألفا طويلة"),
    *("الألف الطويلة", "أصل ألف", "أصل الألف", "أصلها واو", "أصله واو", "منقلب", "واوي", "نقطتين تحت", "نقطتين أسفل"),
)
ALIF_MAQSURA = Rule(explain, _TERMS, reverse, find_remains)
