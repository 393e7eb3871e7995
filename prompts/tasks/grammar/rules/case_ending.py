"""Case: only the ending of a noun changes that shows its case, in marks or letters."""

import re

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS, Site
from prompts.tasks.grammar.rules.base import PREPOSITIONS, Rule, gains_pronoun

_LETTERS = frozenset("واي")
_SEATS = frozenset("ءؤئأ")
_PRESENT = re.compile("[وف]?[سل]?[يت].+(?:ون|ين|ان)")


def explain(edit: Edit) -> bool:
    """Return whether only و, ا or ي of a case changes at the end of a word, an alif of tanwin, or its last mark."""
    if edit.vowels_only:
        return edit.replaces_mark
    pair, sites = edit.pair, edit.sites
    if pair and (gains_pronoun(*pair) or gains_pronoun(*pair[::-1])):
        return False
    return len(sites) == 1 and len(sites[0].head) > 0 and _is_case(sites[0])


def _is_case(site: Site) -> bool:
    letters = {site.wrong, site.right}
    if site.tail == "ن":
        return letters < _LETTERS
    if site.tail and site.tail not in PRONOUNS:
        return False
    if letters <= _SEATS:
        return bool(site.tail)
    if "" in letters:
        return (letters == {"", "ا"} and not site.tail) or (site.wrong, site.right, site.tail) == ("ي", "", "")
    return letters <= _LETTERS


def reverse(edit: Edit) -> bool:
    """Return whether the right side is in the nominative directly behind a preposition."""
    right = (edit.pair or ("", ""))[1]
    return edit.before in PREPOSITIONS and right.endswith(("ون", "ان")) and edit.sites[0].right in {"و", "ا"}


CASE_ENDING = Rule(
    explain,
    (
        "رفع",
        "نصب",
        "يجر",
        "الجر",
        "مرفوع",
        "منصوب",
        "مجرور",
        "اعراب",
        "فاعل",
        "مفعول",
        "مضاف",
        "مبتدا",
        "خبر",
        "حركة",
        "ضمة",
        "فتحة",
        "كسرة",
        "تمييز",
        "الحال",
    ),
    reverse,
)
