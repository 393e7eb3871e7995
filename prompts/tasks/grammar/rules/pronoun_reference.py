"""Pronouns: a pronoun, demonstrative or relative gives way to another, or the pronoun at the end of a word."""

import re
from itertools import product, takewhile

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS
from prompts.tasks.grammar.rules.base import ARTICLE, DEMONSTRATIVES, Rule
from prompts.tasks.grammar.rules.nouns import find_noun, is_definite, is_feminine_singular, may_name_people
from prompts.tasks.grammar.rules.verbs import is_past
from prompts.tasks.grammar.rules.words import list_words

_RELATIVES = list_words(
    "الذي التي اللذان اللذين اللتان اللتين الذين اللاتي اللواتي اللائي",
)
_PERSONAL = list_words(
    "هو هي هما هم هن أنا أنت أنتما أنتم أنتن نحن",
)
_ALONE = DEMONSTRATIVES | _RELATIVES | _PERSONAL | frozenset({"للذي", "للتي", "للذين", "إياه", "إياها", "إياهم"})
_GENDERS = {
    **dict.fromkeys(("هذا", "الذي"), "m"),
    **dict.fromkeys(("هذه", "تلك", "التي"), "f"),
    **dict.fromkeys(("هؤلاء", "أولئك", "الذين"), "p"),
}
_ENDS = frozenset(".؟!؛:")
_LEAD = re.compile("[وفبكل]?")
_ENDINGS = (*PRONOUNS, "")
_MAY_BE_ADDED = frozenset({"ه", "ها", "هم", "هما", "هن"})


def explain(edit: Edit) -> bool:
    """Return whether both sides are pronouns, or one stem with two different pronouns, or with and without one."""
    pair = edit.pair
    if pair is None or pair[0] == pair[1]:
        return False
    if _is_alone(pair[0]) and _is_alone(pair[1]):
        return True
    if any(map(ARTICLE.match, pair)):
        return False
    return any(
        pair[0][: len(pair[0]) - len(ours)] == pair[1][: len(pair[1]) - len(theirs)]
        for ours, theirs in product(*map(_list_endings, pair))
        if ours != theirs and ((ours and theirs) or ours + theirs in _MAY_BE_ADDED) and len(pair[0]) > len(ours)
    )


def _list_endings(word: str) -> list[str]:
    """Return the pronouns with which a word may end, and that it may end with none."""
    return [pronoun for pronoun in _ENDINGS if word.endswith(pronoun)]


def _is_alone(word: str) -> bool:
    lead = _LEAD.match(word)
    return word in _ALONE or (lead is not None and word[lead.end() :] in _ALONE)


def reverse(edit: Edit) -> bool:
    """Return whether the pronoun on the right side cannot go with the noun beside it, or with any noun before it."""
    right = (edit.pair or ("", ""))[1]
    plain = right if right in _GENDERS else right[1:]
    if plain in _GENDERS:
        noun = edit.before if plain in _RELATIVES else edit.after if edit.after.startswith("ال") else ""
        return is_definite(noun) and _is_other(noun, _GENDERS[plain]) and not _may_be_of_owner(edit, plain)
    if right.endswith(("هم", "هن")) and not right.endswith("ههم"):
        behind = edit.sentence[: edit.place][::-1]
        return not any(map(may_name_people, takewhile(_ENDS.isdisjoint, behind)))
    return False


def _may_be_of_owner(edit: Edit, pronoun: str) -> bool:
    """Return whether a relative may go with the owner's noun before its owned one: كتاب القصة الذي."""
    further = [*edit.look_back(2), "", ""][1]
    settled = not further[:1].isalnum() or further in DEMONSTRATIVES or is_past(further)
    return pronoun in _RELATIVES and not settled


def _is_other(word: str, gender: str) -> bool:
    """Return whether a noun is certainly not of a gender: m and f for one, p for several people."""
    noun = find_noun(word)
    if noun is None:
        return gender in {"m", "p"} and is_feminine_singular(word)
    if noun.plural:
        return gender != ("p" if noun.people else "f")
    return gender != ("f" if noun.feminine else "m")


PRONOUN_REFERENCE = Rule(
    explain, ("ضمير", "الضمائر", "اشار", "موصول", "عائد", "يعود", "تعود", "هاء", "مرجع", "طابق"), reverse
)
