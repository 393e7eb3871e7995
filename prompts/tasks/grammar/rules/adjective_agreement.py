"""Adjectives: one word follows another in gender, number and definiteness."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS, Site, reduce_root
from prompts.tasks.grammar.rules.base import (
    ARTICLE,
    CARDINAL,
    DEMONSTRATIVES,
    MASCULINE,
    PREPOSITIONS,
    Rule,
    is_mood_only,
    is_seat_only,
)
from prompts.tasks.grammar.rules.words import list_words

_CLASSES = {"": "m", "ا": "m", "ة": "f", "ى": "f", "اء": "x", "ان": "d", "ين": "p", "ون": "p", "تان": "df", "تين": "df"}
_MASCULINE_NOUNS = list_words(
    "شكل نطاق قسم دور عدد جزء يوم شهر وقت مكان كتاب بيت فندق متحف قمر جيش حزب قطار نهر جبل باب شارع ملعب",
)
_NOT_NOUNS = PREPOSITIONS | DEMONSTRATIVES | list_words("أن إن لم لن لا ما قد ثم أو و هو هي هم كل بعض أي غير")


class Form(NamedTuple):
    """A noun or adjective taken apart: what stands before it, its article, its stem and its ending."""

    lead: str
    article: str
    stem: str
    ending: str


def parse_form(word: str) -> Form:
    """Return the parts of a word, the longest ending taken off."""
    best = Form("", "", word, "")
    match = re.fullmatch("([وف]?)(ال|بال|كال|لل)(.+)", word)
    lead, article, rest = (match[1], match[2], match[3]) if match else ("", "", word)
    for ending in ("تان", "تين", "ات", "اء", "ان", "ين", "ون", "ة", "ى", "ا", ""):
        if rest.endswith(ending) and len(rest) - len(ending) >= 2:
            return Form(lead, article, rest[: len(rest) - len(ending)], ending)
    return best


def explain(edit: Edit) -> bool:
    """Return whether both sides are one adjective in two genders, numbers or states."""
    pair = edit.pair
    if pair is None or any(map(CARDINAL.fullmatch, pair)) or pair[0] == pair[1]:
        return False
    if (is_seat_only(*pair) and not _is_broken(edit.sites)) or is_mood_only(*pair):
        return False
    ours, theirs = parse_form(pair[0]), parse_form(pair[1])
    if {"أول", "أولى"} == {ours.stem + ours.ending, theirs.stem + theirs.ending}:
        return True
    if reduce_root(ours.stem) != reduce_root(theirs.stem) or ours.lead != theirs.lead:
        return False
    swap = {ours.ending, theirs.ending}
    if ours.stem == theirs.stem and ours.article == theirs.article and swap <= {"", "ا", "ة"}:
        return "ة" in swap
    return _differ(ours, theirs) and _follows_noun(edit, theirs)


def _is_broken(sites: Sequence[Site]) -> bool:
    """Return whether a ya and an alif within the stem tell a singular from its broken plural: كريم, كرام."""
    return (
        len(sites) == 1
        and {sites[0].wrong, sites[0].right} == {"ي", "ا"}
        and len(sites[0].head) > 1
        and sites[0].tail.rstrip("ا") not in {"", "ن", *PRONOUNS}
    )


def _differ(ours: Form, theirs: Form) -> bool:
    """Return whether gender, number or state differ, and not the case alone."""
    if bool(ours.article) != bool(theirs.article):
        return True
    if ours.stem != theirs.stem:
        return len(reduce_root(ours.stem)) >= 2
    return _CLASSES.get(ours.ending, ours.ending) != _CLASSES.get(theirs.ending, theirs.ending) and (
        {ours.ending, theirs.ending} != {"ان", "ين"}
    )


def _follows_noun(edit: Edit, form: Form) -> bool:
    """Return whether a noun that the adjective can qualify stands before it: a definite one for a definite one."""
    before = edit.before
    if not before or before in _NOT_NOUNS or not before[0].isalpha() or CARDINAL.fullmatch(before):
        return False
    if form.article:
        return any(
            ARTICLE.match(word) or word.endswith(("ه", "ها", "هم", "ي", "نا", "ك")) for word in edit.look_back(3)
        )
    return (
        ARTICLE.match(before) is None
        or before.endswith(("ون", "ان", "ات"))
        or any(word.startswith(("كان", "أصبح", "بات", "ظل", "ليس", "صار")) for word in edit.look_back(3))
    )


def reverse(edit: Edit) -> bool:
    """Return whether the right side is masculine directly behind a noun in ة, in the same state."""
    right = (edit.pair or ("", ""))[1]
    noun, form = edit.before, parse_form(right)
    if noun in PREPOSITIONS and form.ending == "ة" and not form.article:
        return True  # no noun stands there that an adjective could follow
    if form.ending == "ة" and (noun.lstrip("وفبكل") in _MASCULINE_NOUNS or (right == "عامة" and edit.after.isdigit())):
        return True
    if not noun.endswith("ة") or noun in MASCULINE or form.ending not in {"", "ا"}:
        return False
    return (ARTICLE.match(noun) is None) == (not form.article) and (edit.pair or ("", ""))[0].endswith("ة")


ADJECTIVE_AGREEMENT = Rule(
    explain, ("نعت", "صفة", "وصف", "منعوت", "موصوف", "خبر", "طابق", "يتبع", "تذكير", "تانيث", "مؤنث", "مذكر"), reverse
)
