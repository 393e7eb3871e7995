"""Word order: the same words stand in another order."""

import re
from itertools import pairwise, starmap

from prompts.tasks.grammar.alignment import is_moved
from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import strip_marks
from prompts.tasks.grammar.rules.base import NASB, Rule
from prompts.tasks.grammar.rules.nouns import find_noun, is_definite, strip_article
from prompts.tasks.grammar.rules.qualities import is_adjective

_BEFORE_VERB = (NASB | {"لم", "ألم"}) - {"حتى"}
_BEFORE_NOUN = frozenset(["إلى", "على", "في", "عن", "من", "مع"])
_NEGATIONS = frozenset(["لا", "قد", "سوف", "لقد", "هل"])
_QUALITY = re.compile("م.*|.ا.*|..ي.ة?|.*ي|.*ية|أ.*|ثان|.*ون|.*ين|.*ات|.{1,2}|.*[0-9].*|.*اء|.*ان")
"""Shapes without article that an adjective can have too."""
_OPENING = frozenset(["أين", "متى", "كيف", "لماذا", "هل", "لقد", "قد", "سوف"])
"""What stands before all else of its clause."""


def explain(edit: Edit) -> bool:
    """Return whether both sides have the same words, but for article, conjunction and alif of tanwin."""
    return is_moved(edit.wrong, edit.right)


def reverse(edit: Edit) -> bool:
    """Return whether a particle or an adjective stands behind what it must precede or follow on the right side."""
    first, last = strip_marks(edit.wrong[0]), strip_marks(edit.right[-1])
    plain = first.removeprefix("و").removeprefix("ف")
    if strip_marks(edit.right[0]) != first and plain in _OPENING:
        return True
    if last in _BEFORE_VERB | _BEFORE_NOUN and first == last:
        return True
    if len(edit.right) == 2 and last in _BEFORE_VERB | _BEFORE_NOUN | _NEGATIONS:
        return True
    if strip_marks(edit.right[0]) == "جدا":
        return True
    return any(starmap(_leads_its_noun, pairwise(edit.right))) and not any(
        starmap(_leads_its_noun, pairwise(edit.wrong))
    )


def _leads_its_noun(adjective: str, noun: str) -> bool:
    """Return whether an adjective stands directly before a noun in the same state that it describes."""
    bare = strip_marks(noun)
    if is_definite(strip_marks(adjective)) != is_definite(bare) or not is_adjective(adjective) or is_adjective(noun):
        return False
    return find_noun(noun) is not None or (is_definite(bare) and not _QUALITY.fullmatch(strip_article(bare)))


WORD_ORDER = Rule(
    explain,
    (
        "ترتيب",
        "رتب",
        "تقدم",
        "تقديم",
        "يسبق",
        "تسبق",
        "سابق",
        "تاخ",
        "بعد",
        "قبل",
        "موضع",
        "يلي",
        "تلي",
        "ياتي",
        "تاتي",
        "مكان",
    ),
    reverse,
)
