"""Alif maqsura: only ى, ي or ا at the end of a word changes."""

import re
from collections.abc import Sequence

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS, Site
from prompts.tasks.grammar.rules.base import DEMONSTRATIVES, Rule
from prompts.tasks.grammar.rules.dotted import BY_PLACE, is_misplaced
from prompts.tasks.grammar.rules.government import find_government
from prompts.tasks.grammar.rules.words import list_words

_ENDS = frozenset("ىيا")
_MAQSURA = list_words(
    "على إلى حتى متى لدى بلى سوى مدى أخرى كبرى صغرى أولى أعلى أدنى أقصى أقوى أسمى أرقى مستشفى مقهى مبنى معنى",
    "منتدى مستوى ذكرى مرضى قتلى جرحى موتى عيسى موسى مصطفى ليلى ملتقى مرمى فتوى شكوى دعوى قرى قوى رؤى صدى هدى عظمى",
    "وسطى قصوى يسرى",
)
_VERBS = list_words(
    "اشترى أعطى انتهى ألقى استولى تولى تلقى أدى سعى أجرى التقى بنى رأى مضى جرى رمى أتى روى اختفى اكتفى تخلى تبنى",
    "أنهى أبقى يبقى يسعى يرى يتلقى يتولى يسمى تسمى تبقى ترى تسعى تتولى تتلقى",
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
    "الدولي الأصلي الرئيسي الحالي الثقافي العلمي التاريخي الرسمي العالمي الغربي الشرقي الشمالي الجنوبي العسكري",
    "الطبيعي اليومي النهائي الداخلي الخارجي الأمريكي الأوروبي الفرنسي السعودي المغربي السوري العراقي اللبناني",
)
_BEFORE_YA = ("", "ال", "وال", "بال", "كال", "لل", "و", "ف", "ب", "ل", "ك")
SURELY_WRONG = frozenset(
    {
        *(f"{lead}{word[:-1]}ي" for lead in _BEFORE_YA for word in _ALWAYS - {"إلى", "كبرى"}),
        *(f"{lead}{word[:-1]}ى" for lead in ("", "و", "ف") for word in _YA_ALWAYS),
        *("الرأى", "والرأى", "بالرأى", "للرأى"),
        *("الي", "الكبري", "والكبري", "بالكبري", "اخري", "الاخري", "والاخري", "الاولي", "فى", "وفى"),
    }
) - {"صغري", "وصغري", "فصغري"}
"""Forms that are certainly wrong, whatever stands beside them."""
_NEGATIONS = frozenset({"لا", "ما", "لم", "لن", "ليس", "ليست", "لست", "هل"})
_UPRIGHT = list_words(
    "علا عدا خلا دنا دعا نما شكا بدا سما غزا محا رجا تلا نجا صفا عفا كسا طفا رنا هجا سلا غدا جلا ربا قسا حبا لها",
    "دجا قفا عصا رضا فرنسا أمريكا سوريا تركيا روسيا ألمانيا إسبانيا بريطانيا إيطاليا أوروبا آسيا أفريقيا إفريقيا",
    "ليبيا دنيا عليا قضايا هدايا مرايا زوايا نوايا وصايا مزايا خلايا بقايا ضحايا رعايا عطايا خفايا تحايا شظايا",
    "سرايا منايا حنايا ثنايا هنا إذا كذا هكذا أنا نحيا يحيا",
)
"""Words that end in an upright alif: verbs of a waw, countries, plurals behind a ya."""
_OF_BOTH = list_words("علا عدا خلا عصا رضا قفا ربا صدا هدا جلا سلا حبا غدا دجا هجا قسا سوا مدا نجا يحيا")
"""Those that are another word with an alif maqsura."""
_WITH_MAQSURA = frozenset(f"{word[:-1]}ى" for word in _UPRIGHT - _OF_BOTH) - {"أنى", "هنى", "إذى", "كذى", "لهى", "بدى"}
_NEVER_UPRIGHT = (
    _MAQSURA
    | _VERBS
    | list_words(
        "مشى بكى قضى حكى نوى شفى كفى نهى سقى طوى هوى شوى نفى جنى حمى رعى وعى وفى غنى نادى لاقى تمنى تعالى توفى",
        "صلى ربى سمى غطى ضحى اهتدى ارتدى اقتدى استدعى استلقى استغنى اعتنى انحنى انقضى ابتلى احتوى اشتكى اعتدى",
        "تحدى تعدى تغذى أهدى أعفى أخفى أحصى أغنى إحدى بشرى سلمى هدى منى مجرى ممشى مأوى مثوى مغزى منفى مشفى محتوى",
        "ملهى مرسى فحوى جدوى عدوى بلوى نجوى تقوى أقصى أنثى حبلى كسالى",
    )
) - list_words("على إلى سوى هدى منى صدى مدى قوى عظمى رمى بنى غنى جرى رؤى قرى حمى هوى أولى")
_NOUNS_TOO = frozenset({"رأى", "سعى", "جرى", "رمى", "مضى"})
"""Pasts whose verbal noun has the same letters but for a ya at its end."""
_BEFORE_NOUN = list_words(
    "في إلى على عن بلا دون بدون حسب وفق بعد قبل خلال مع بين ذو ذا ذي صاحب أصحاب أي كل غير إبداء احترام"
)
"""What stands before that noun, and before none of these verbs."""
_BEFORE_VERB = list_words(
    "قد لقد عندما حين حينما لما ثم الذي كما كلما إنه أنه لأنه لكنه فإنه بأنه كأنه إذا ممن عمن هل منذ",
    "لو",
)
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
    """Return whether the right side ends in the wrong letter: of a word that always has another, or by its place."""
    wrong, right = edit.pair or ("", "")
    if right in SURELY_WRONG or _has_wrong_alif(right) or right in _WITH_MAQSURA:
        return True
    if right in {"علا", "إلا", "ألا"}:
        return _stands_for_preposition(edit, wrong)
    bare = _LEAD.sub("", wrong)
    verb = wrong.removeprefix("و").removeprefix("ف")
    if verb in _NOUNS_TOO and right.endswith("ي"):
        return _is_verb(edit, verb)
    return _is_seen_noun(edit, right) or not {wrong, bare}.isdisjoint(_MAQSURA | _YA) or verb in _VERBS


def _is_verb(edit: Edit, verb: str) -> bool:
    """Return whether a past that has a noun in ي beside it stands where that noun cannot."""
    first, second = [*edit.look_on(2), "", ""][:2]
    if _follows(edit, _BEFORE_NOUN | DEMONSTRATIVES):
        return False
    if verb != "رأى":
        return True
    if _follows(edit, _BEFORE_VERB) or first in {"أن", "أنه", "أنها", "أنهم"}:
        return True
    opens = not edit.before[:1].isalnum()
    return opens and first.startswith("ال") and (second.startswith("ال") or second.endswith("ا")) and second != first


def _is_seen_noun(edit: Edit, right: str) -> bool:
    """Return whether رأى, the verb, is written where only the noun رأي can stand."""
    return right == "رأى" and _follows(edit, _BEFORE_NOUN - {"بعد", "قبل", "أي", "كل", "غير"})


def _follows(edit: Edit, words: frozenset[str]) -> bool:
    """Return whether one of the words stands before the edit, with or without a conjunction."""
    return edit.before in words or edit.before[1:] in words


def _has_wrong_alif(word: str) -> bool:
    """Return whether a word ends in an upright alif where it is written with an alif maqsura."""
    if not word.endswith("ا"):
        return False
    bodies = {word, _LEAD.sub("", word)}
    meant = {f"{body[:-1]}ى" for body in bodies}
    return not meant.isdisjoint(_NEVER_UPRIGHT) and bodies.isdisjoint(_UPRIGHT)


def _stands_for_preposition(edit: Edit, wrong: str) -> bool:
    """Return whether a verb or an exception is written where a preposition stands, told by the word before it."""
    if wrong == "علي" and edit.right == ("علا",):
        return True
    meant = "على" if edit.right == ("علا",) else "إلى"
    negated = any(word.lstrip("وف") in _NEGATIONS for word in edit.look_back(8))
    return meant in find_government(edit.look_back(3)) and (meant == "على" or not negated)


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
