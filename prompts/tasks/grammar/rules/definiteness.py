"""Definiteness: only the article changes, and the tanwin that it brings or takes away."""

import re
from collections.abc import Sequence
from itertools import pairwise

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import TANWIN
from prompts.tasks.grammar.rules.adjective_agreement import is_feminine_group
from prompts.tasks.grammar.rules.base import DEMONSTRATIVES, ORDINAL, Rule
from prompts.tasks.grammar.rules.nouns import NOUNS, find_noun, is_definite, strip_article
from prompts.tasks.grammar.rules.qualities import is_adjective
from prompts.tasks.grammar.rules.verbs import is_intransitive, is_past
from prompts.tasks.grammar.rules.words import list_words

CLOSE = 3
"""How many words apart a noun and its adjectives may stand that gain or lose the article together."""

_DEFINITE = re.compile("([وف]?)(?:([بك]?)ال|(ل)ل)(.+)")
_LEAD = re.compile("^[وفبلك]")
_THERE = frozenset(["ليس", "ليست", "هناك", "هنالك", "يوجد", "توجد", "كان", "كانت", "ما", "لا", "أن", "إن", "ثمة"])
_WITHOUT_ARTICLE = list_words(
    "غير سوى كلا كلتا دمشق بغداد بيروت باريس لندن تونس طهران مكة صنعاء قرطبة غرناطة مراكش طنجة فاس وهران عمان مصر",
    "سوريا فلسطين لبنان روما مدريد برلين موسكو أنقرة إسطنبول دبي أبوظبي جدة حلب حمص طرابلس بنغازي تركيا إيران",
    "فرنسا إيطاليا ألمانيا روسيا إسبانيا قسنطينة",
)
"""Words that never have the article: غير and its like, and names of places."""
_ABSTRACT = list_words(
    "أهمية حرية مسؤولية شعبية أولوية أفضلية حماية رعاية عناية بداية نهاية رواية حكاية هواية غاية راية آية دراية كفاية",
    "قضية هدية تحية وصية ضحية قرية نظرية عملية كمية إمكانية شخصية هوية جنسية مصداقية خصوصية تجربة بقية نية مزية",
)
"""Nouns that end as an adjective of relation does."""
_ENDS_CHAIN = re.compile(
    "(?:ه|ها|هم|نا|ك|ا|ي)$|^[يت].{3}$|^(?:أن|إن|ما|من|لا|لم|لن|قد|هو|هي|ذلك|هذا|هذه|تلك|التي|الذي)$"
)
_GENITIVE = frozenset(
    ["في", "من", "إلى", "على", "عن", "مع", "بعد", "قبل", "عند", "خلال", "بين", "تحت", "فوق", "أمام", "حول", "منذ"]
)


def drop_article(word: str) -> str | None:
    """Return the word without its article, None where it has none; للبيت gives لبيت."""
    match = _DEFINITE.fullmatch(word)
    return match and f"{match[1]}{match[2] or match[3] or ''}{match[4]}"


def explain(edit: Edit) -> bool:
    """Return whether one side is the other with the article, whatever the ending that tanwin adds."""
    if edit.pair is None:
        return False
    return any(
        definite is not None and _is_same(definite, plain)
        for definite, plain in (
            (drop_article(edit.pair[0]), edit.pair[1]),
            (drop_article(edit.pair[1]), edit.pair[0]),
        )
    )


def _is_same(definite: str, plain: str) -> bool:
    """Return whether two stems are one, but for an alif of tanwin, or the second lam that لل swallows before a lam."""
    return definite.removesuffix("ا") == plain.removesuffix("ا") or (definite[:1] == "ل" and definite == f"ل{plain}")


def reverse(edit: Edit) -> bool:
    """Return whether the article goes where the words around ask for it, or comes where none can stand."""
    wrong, right = edit.pair or ("", "")
    before = edit.sentence[edit.place - 1] if edit.place else ""
    if _gains(wrong, right):
        return not TANWIN.isdisjoint(before) or _is_needless(edit, right)
    return _LEAD.sub("", edit.before) in DEMONSTRATIVES or edit.before in DEMONSTRATIVES or _is_bare(edit, right)


def _is_bare(edit: Edit, right: str) -> bool:
    """Return whether an adjective lacks the article behind a definite noun of which it cannot be the predicate."""
    before, further = [*edit.look_back(2), "", ""][:2]
    if not is_definite(before) or before.startswith(("لل", "ولل")) or right.endswith("ا") or is_adjective(before):
        return False
    if ORDINAL.fullmatch(right):
        return edit.after in {"عشر", "عشرة"} or further in _GENITIVE
    nisba = _is_nisba(before, right) and _THERE.isdisjoint(edit.look_back(5))
    if is_intransitive(further) and right.endswith("ية" if further.endswith("ت") else "ي"):
        return right not in _ABSTRACT and not edit.after.startswith("ال")
    if not (is_adjective(right) or nisba) or edit.after == "من":
        return False
    if edit.after.startswith("ال"):
        return is_adjective(edit.after)
    opens = edit.place <= 2
    return (not opens and (further in _GENITIVE or _is_owner(edit))) or before.startswith(("بال", "كال"))


def _is_nisba(noun: str, right: str) -> bool:
    """Return whether a word can be a nisba that describes the noun before it."""
    if is_feminine_group(noun):
        return right.endswith("ية") and right not in _ABSTRACT
    return right.endswith("ي")


def _is_owner(edit: Edit) -> bool:
    """Return whether the noun before the edit ends a chain of owned nouns behind a preposition: من سكان الحي."""
    chain = list(edit.look_back(4))[1:]
    start = next((place for place, word in enumerate(chain) if word in _GENITIVE), 0)
    return start > 0 and not any(map(_may_end_chain, chain[:start]))


def _may_end_chain(word: str) -> bool:
    """Return whether a word is none that owns another: it has the article, a pronoun, or is a verb or a sign."""
    return not word[:1].isalpha() or is_definite(word) or is_past(word) or _ENDS_CHAIN.search(word) is not None


def _is_needless(edit: Edit, right: str) -> bool:
    """Return whether the article comes before غير, to a place, to an owned noun, or to what an indefinite one has."""
    bare = strip_article(right)
    if bare in _WITHOUT_ARTICLE:
        return bare != "غير" or edit.after[:1].isalnum()
    if edit.before in _GENITIVE and find_noun(right) and edit.after.startswith("ال"):
        return find_noun(edit.after) is not None and not is_adjective(edit.after)
    return is_adjective(right) and edit.before in NOUNS and not is_definite(edit.after)


def agree(edits: Sequence[Edit]) -> bool:
    """Return whether all words gain the article, or all lose it, and stand close together."""
    near = all(right.place - left.place <= CLOSE for left, right in pairwise(edits))
    return near and len({_gains(*edit.pair) for edit in edits if edit.pair}) == 1


def _gains(wrong: str, right: str) -> bool:
    return drop_article(right) is not None and len(right) > len(wrong.removesuffix("ا"))


DEFINITENESS = Rule(
    explain, ("تعريف", "تنكير", "نكر", "معرف", "يعرف", "مضاف", "اشار", "العلم", "التعريف"), reverse, agrees=agree
)
