"""Number and counted noun: a number word changes its form, or the noun that a number counts."""

import re

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import reduce_root
from prompts.tasks.grammar.rules.base import CARDINAL, ORDINAL, Rule, is_mood_only, is_seat_only
from prompts.tasks.grammar.rules.numerals import is_miscounted

REACH = 2
"""How many words before a counted noun its number may stand."""

_LEAD = re.compile("^[وفبكل]?(?:ال)?")
_NOUN_END = re.compile("(?:ات|ون|ين|ان|تان|تين|ة|ا|ت)$")
_BROKEN = frozenset("أا")
"""First letters of broken plurals such as أبيات, which their singulars have not."""
_SUPPLETIVE = ({"امرأة", "نساء"}, {"امرأة", "نسوة"}, {"امراة", "نساء"})


def explain(edit: Edit) -> bool:
    """Return whether the edit gives a number another form, or the noun behind one."""
    pair = edit.pair
    if pair is None or is_seat_only(*pair) or is_mood_only(*pair):
        return False
    ours, theirs = map(is_number, pair)
    if ours or theirs:
        return ours and theirs and _number_root(pair[0]) == _number_root(pair[1])
    return any(map(CARDINAL.fullmatch, edit.look_back(REACH))) and _is_same_noun(*pair)


def is_number(word: str) -> bool:
    """Return whether the word is a number, cardinal or ordinal."""
    return (CARDINAL.fullmatch(word) or ORDINAL.fullmatch(word)) is not None


def _number_root(word: str) -> str:
    stem = _LEAD.sub("", word).removesuffix("ة").removesuffix("ون").removesuffix("ين")
    if stem in {"أول", "أولى", "اول", "اولى"}:
        return "ول"
    stem = stem.replace("ثنت", "ثن")
    return reduce_root(stem.removesuffix("ان") if "ثن" in stem else stem)


def _is_same_noun(one: str, other: str) -> bool:
    """Return whether two words are forms of one noun: they share article, firm consonants, and differ in number."""
    if {one, other} in _SUPPLETIVE:
        return True
    return any(
        not left[1].isdisjoint(right[1]) and (left[0] == right[0] or not {left[0], right[0]}.isdisjoint(_BROKEN))
        for left in _read_noun(one)
        for right in _read_noun(other)
    )


def _read_noun(word: str) -> list[tuple[str, set[str]]]:
    """Return the first letter and the possible roots of a noun, with and without what may be written before it."""
    bodies = {word, _LEAD.sub("", word)}
    return [
        (body[:1], {root for root in (reduce_root(body), reduce_root(_NOUN_END.sub("", body))) if root})
        for body in bodies
    ]


def reverse(edit: Edit) -> bool:
    """Return whether the number and its noun certainly disagree on the right side."""
    return is_miscounted(edit.sentence, edit.place)


NUMBER_NOUN_AGREEMENT = Rule(
    explain,
    ("عدد", "معدود", "تمييز", "ارقام", "رقم", "ترتيب", "ثلاث", "عشر", "مئة", "مائة", "مفرد", "جمع", "تذكير", "تانيث"),
    reverse,
)
