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
from prompts.tasks.grammar.rules.nouns import (
    NOUNS,
    find_noun,
    is_definite,
    is_dual,
    is_feminine_singular,
    may_name_people,
    strip_article,
)
from prompts.tasks.grammar.rules.verbs import is_past
from prompts.tasks.grammar.rules.words import list_words

_CLASSES = {"": "m", "ا": "m", "ة": "f", "ى": "f", "اء": "x", "ان": "d", "ين": "p", "ون": "p", "تان": "df", "تين": "df"}
_FEMININE_BEING = frozenset(["ليست", "كانت", "هي", "تكون", "أصبحت", "وهي", "باتت", "ظلت"])
_DEFINITE = re.compile("([وف]?)(ال|بال|كال|لل)(.+)")
_OWNED = re.compile("ت(?:ه|ها|هم|هما|نا|ك|كم|ي)$")
"""A pronoun behind the ta of a feminine noun."""
_OF_NOUN = re.compile("(?:ه|ها|هم|هما)$")
_AFTER_PREPOSITION = re.compile("[0-9٠-٩]+")
_SOUND = re.compile("(?!ا(?:نفل|لتف|فتئ|ستنب|ستثب)ات).{4,}ات|.{2,}يات")
_BROKEN = re.compile("(?!كوادر|فوارس|بواسل|حوامل|عوانس|خوارج)[^تم]وا[^اء]ي?[^اةيء]")
"""Plurals such as عواصف, of which no singular has the shape but verbal nouns in ta and participles in mim."""
_VERB = re.compile("ي.{3,}|[^تم].+[^اتوي]ت|ت.{2,}[^اتوي]ت")
"""Presents, and pasts for her, that have the shape of no noun in an open ta."""
_VERBAL_NOUN = re.compile("[^او][^ا][^تى]|ت[^ا][^ا][^تى]")
"""Shapes of pasts whose verbal noun is written alike: علم, تطور."""
_NO_VERBS = list_words("ينبوع يمين يسار ياسمين يقين ياقوت يخوت إنترنت انترنت عنكبوت")
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
    match = _DEFINITE.fullmatch(word)
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
    """Return whether the adjective on the right side cannot describe the noun directly before it."""
    wrong, right = edit.pair or ("", "")
    noun, form, old = edit.before, parse_form(right), parse_form(wrong)
    if noun in PREPOSITIONS and form.ending == "ة" and not form.article:
        return _AFTER_PREPOSITION.fullmatch(edit.after) is None and find_noun(right) is None
    same_state = is_definite(noun) == bool(form.article) or _OWNED.search(noun) is not None
    if form.ending in {"ون", "ين"}:
        return _is_wrong_plural(edit, old, same_state=same_state)
    if not same_state:
        return False
    if form.ending == "ة":
        known = find_noun(noun)
        masculine = known is not None and not known.feminine and not known.plural
        return (masculine or is_dual(noun)) and not _may_describe_another(edit, form)
    return form.ending in ({""} if form.article else {"", "ا"}) and _is_wrong_masculine(edit, form, old)


def _is_wrong_plural(edit: Edit, old: Form, *, same_state: bool) -> bool:
    """Return whether an adjective gets the plural of men where no men are."""
    if old.ending not in {"", "ا", "ة", "ي"}:
        return False
    if edit.before in _FEMININE_BEING:
        return True
    return same_state and (_is_no_person(edit.before) or not any(map(may_name_people, edit.look_back(3))))


def _is_wrong_masculine(edit: Edit, form: Form, old: Form) -> bool:
    """Return whether an adjective loses the ending of the feminine or the dual that its noun asks for."""
    if is_dual(edit.before):
        return old.ending in {"ان", "ين", "تان", "تين"}
    return old.ending == "ة" and is_feminine_group(edit.before) and not _may_describe_another(edit, form)


def _may_describe_another(edit: Edit, form: Form) -> bool:
    """Return whether the adjective may go with an owner before the noun, or with a word behind it: المنتهية ولايته."""
    if _OF_NOUN.search(edit.after) and not form.stem.endswith("ي"):
        return True
    noun, further, third = [*edit.look_back(3), "", "", ""][:3]
    if noun.endswith("ة") and is_definite(further) and is_feminine_group(further):  # an adjective, perhaps of an owner
        noun, further = further, third
    settled = (
        not further[:1].isalnum()
        or noun.startswith(("لل", "بال", "كال"))
        or is_definite(further)
        or further in _NOT_NOUNS
        or _is_verb(further)
    )
    return bool(form.article) and not (settled or (form.ending != "ة" and is_feminine_group(further)))


def _is_verb(word: str) -> bool:
    """Return whether a word is a verb by its shape, or a common one, and so owns nothing."""
    if is_past(word) and _VERBAL_NOUN.fullmatch(word) is None:
        return True
    return _VERB.fullmatch(word) is not None and word not in _NO_VERBS and find_noun(word) is None


def is_feminine_group(noun: str) -> bool:
    """Return whether a noun takes adjectives in ة: a feminine singular, or the plural of things."""
    known = find_noun(noun)
    if known is not None:
        return (known.feminine and not known.plural) or (known.plural and not known.people)
    if is_feminine_singular(noun):
        return noun not in MASCULINE
    return _is_plural_of_things(strip_article(noun))


def _is_plural_of_things(body: str) -> bool:
    """Return whether a word without its article is a plural by its shape, or the plural of a known noun."""
    if _BROKEN.fullmatch(body):
        return True
    if not body.endswith("ات"):
        return False
    one = NOUNS.get(f"{body[:-2]}ة") or NOUNS.get(body[:-2])
    return one is not None or _SOUND.fullmatch(body) is not None


def _is_no_person(noun: str) -> bool:
    """Return whether a noun, with or without a pronoun at its end, takes no adjective in the plural of men."""
    return is_feminine_group(noun) or noun.endswith("ات") or _OWNED.search(noun) is not None


ADJECTIVE_AGREEMENT = Rule(
    explain, ("نعت", "صفة", "وصف", "منعوت", "موصوف", "خبر", "طابق", "يتبع", "تذكير", "تانيث", "مؤنث", "مذكر"), reverse
)
