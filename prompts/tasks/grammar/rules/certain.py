"""Mistakes that no correction may hold, whatever type of mistake its row teaches."""

from collections.abc import Sequence

from prompts.tasks.grammar.rules.alif_maqsura import SURELY_WRONG
from prompts.tasks.grammar.rules.hamza import FIRM
from prompts.tasks.grammar.rules.ta_marbuta import HA_NOT_TA
from prompts.tasks.grammar.rules.tanwin import SPOKEN
from prompts.tasks.grammar.rules.words import list_words

_MISSPELT = list_words(
    "هاذا هاذه هاذي ذالك كذالك لذالك هاؤلاء هأولاء أولائك اولائك لاكن ولاكن لاكنه لاكنها اللذي واللذي اللتي",
    "واللتي إنشاءالله انشاءالله ماشاءالله إنشألله انشالله لاكنهم هاكذا هاكذى لكننه",
)
CERTAIN = FIRM | HA_NOT_TA | SURELY_WRONG | SPOKEN | _MISSPELT
"""Forms that are no words as they are written."""
_WILLING = frozenset({"إنشاء", "انشاء", "أنشاء"})


_SUSPECT = CERTAIN | _WILLING


def find_certain(words: Sequence[str]) -> str:
    """Return the first word that is certainly wrong by itself, or إنشاء before الله; empty where all may be right."""
    if _SUSPECT.isdisjoint(words):
        return ""
    found = (word for word, after in zip(words, [*words[1:], ""], strict=True) if _is_wrong(word, after))
    return next(found, "")


def _is_wrong(word: str, after: str) -> bool:
    return word in CERTAIN or (word in _WILLING and after == "الله")
