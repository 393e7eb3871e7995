"""Word order: the same words stand in another order."""

from prompts.tasks.grammar.alignment import is_moved
from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.rules.base import NASB, Rule

_BEFORE_VERB = (NASB | {"لم", "ألم"}) - {"حتى"}
_BEFORE_NOUN = frozenset(["إلى", "على", "في", "عن"])


def explain(edit: Edit) -> bool:
    """Return whether both sides have the same words, but for article, conjunction and alif of tanwin."""
    return is_moved(edit.wrong, edit.right)


def reverse(edit: Edit) -> bool:
    """Return whether the right side ends in a particle that must stand before another of its words."""
    last, first = edit.right[-1], edit.wrong[0]
    return last in _BEFORE_VERB | _BEFORE_NOUN and first == last


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
