"""Pronouns: a pronoun, demonstrative or relative gives way to another, or the pronoun at the end of a word."""

import re

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS
from prompts.tasks.grammar.rules.base import ARTICLE, DEMONSTRATIVES, Rule
from prompts.tasks.grammar.rules.words import list_words

_RELATIVES = list_words(
    "الذي التي اللذان اللذين اللتان اللتين الذين اللاتي اللواتي اللائي",
)
_PERSONAL = list_words(
    "هو هي هما هم هن أنا أنت أنتما أنتم أنتن نحن",
)
_ALONE = DEMONSTRATIVES | _RELATIVES | _PERSONAL | frozenset({"للذي", "للتي", "للذين", "إياه", "إياها", "إياهم"})
_LEAD = re.compile("[وفبكل]?")
_MAY_BE_ADDED = frozenset({"ه", "ها", "هم", "هما", "هن"})
_LOST = {"الذي": "ة", "هذا": "ة"}


def explain(edit: Edit) -> bool:
    """Return whether both sides are pronouns, or one stem with two different pronouns, or with and without one."""
    pair = edit.pair
    if pair is None or pair[0] == pair[1]:
        return False
    if _is_alone(pair[0]) and _is_alone(pair[1]):
        return True
    if any(map(ARTICLE.match, pair)):
        return False
    sites = edit.sites
    return any(
        pair[0][: len(pair[0]) - len(ours)] == pair[1][: len(pair[1]) - len(theirs)]
        for ours in (*PRONOUNS, "")
        for theirs in (*PRONOUNS, "")
        if ours != theirs
        and pair[0].endswith(ours)
        and pair[1].endswith(theirs)
        and ((ours and theirs) or ours + theirs in _MAY_BE_ADDED)
        and len(sites) > 0
        and len(pair[0]) > len(ours)
    )


def _is_alone(word: str) -> bool:
    lead = _LEAD.match(word)
    return word in _ALONE or (lead is not None and word[lead.end() :] in _ALONE)


def reverse(edit: Edit) -> bool:
    """Return whether the right side has هذا or الذي directly beside a noun in ة that the left side agreed with."""
    wrong, right = edit.pair or ("", "")
    if right.endswith("هذا") and wrong.endswith("هذه"):
        return edit.after.startswith("ال") and edit.after.endswith("ة")
    return right == "الذي" and wrong == "التي" and edit.before.endswith("ة")


PRONOUN_REFERENCE = Rule(
    explain, ("ضمير", "الضمائر", "اشار", "موصول", "عائد", "يعود", "تعود", "هاء", "مرجع", "طابق"), reverse
)
