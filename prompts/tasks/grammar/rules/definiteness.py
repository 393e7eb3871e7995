"""Definiteness: only the article changes, and the tanwin that it brings or takes away."""

import re
from collections.abc import Sequence
from itertools import pairwise

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import TANWIN
from prompts.tasks.grammar.rules.base import DEMONSTRATIVES, Rule

CLOSE = 3
"""How many words apart a noun and its adjectives may stand that gain or lose the article together."""

_DEFINITE = re.compile("([وف]?)(?:([بك]?)ال|(ل)ل)(.+)")
_LEAD = re.compile("[وف]?[بكل]?")


def strip_article(word: str) -> str | None:
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
            (strip_article(edit.pair[0]), edit.pair[1]),
            (strip_article(edit.pair[1]), edit.pair[0]),
        )
    )


def _is_same(definite: str, plain: str) -> bool:
    """Return whether two stems are one, but for an alif of tanwin, or the second lam that لل swallows before a lam."""
    return definite.removesuffix("ا") == plain.removesuffix("ا") or (definite[:1] == "ل" and definite == f"ل{plain}")


def reverse(edit: Edit) -> bool:
    """Return whether the right side drops the article behind a demonstrative, or adds it behind an indefinite noun."""
    wrong, right = edit.pair or ("", "")
    before = edit.sentence[edit.place - 1] if edit.place else ""
    if _gains(wrong, right):
        return not TANWIN.isdisjoint(before)
    return re.sub("^[وفبلك]", "", edit.before) in DEMONSTRATIVES or edit.before in DEMONSTRATIVES


def agree(edits: Sequence[Edit]) -> bool:
    """Return whether all words gain the article, or all lose it, and stand close together."""
    near = all(right.place - left.place <= CLOSE for left, right in pairwise(edits))
    return near and len({_gains(*edit.pair) for edit in edits if edit.pair}) == 1


def _gains(wrong: str, right: str) -> bool:
    return strip_article(right) is not None and len(right) > len(wrong.removesuffix("ا"))


DEFINITENESS = Rule(
    explain, ("تعريف", "تنكير", "نكر", "معرف", "يعرف", "مضاف", "اشار", "العلم", "التعريف"), reverse, agrees=agree
)
