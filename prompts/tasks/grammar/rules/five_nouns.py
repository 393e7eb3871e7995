"""The five nouns: أب, أخ, حم, فو and ذو change the letter of their case."""

import re

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS
from prompts.tasks.grammar.rules.base import PREPOSITIONS, Rule

_NOUN = re.compile("([وفبلك]{0,2})([أا]ب|[أا]خ|حم|ف|ذ)([واي]?)(.*)")
_ACCUSING = frozenset(["إن", "أن", "لكن", "كأن", "لعل", "ليت"])


def explain(edit: Edit) -> bool:
    """Return whether one of the five nouns keeps all but the letter of its case."""
    if edit.pair is None:
        return False
    ours, theirs = map(parse_noun, edit.pair)
    return bool(ours and theirs and ours[0] == theirs[0] and ours[2] == theirs[2] and ours[1] != theirs[1])


def parse_noun(word: str) -> tuple[str, str, str] | None:
    """Return one of the five nouns with what stands before it, the letter of its case and its pronoun, or None."""
    match = _NOUN.fullmatch(word)
    if match is None or (match[4] and match[4] not in PRONOUNS):
        return None
    if match[2] == "ف" and not match[4]:
        return None
    return match[1] + match[2].replace("ا", "أ"), match[3], match[4]


def reverse(edit: Edit) -> bool:
    """Return whether the right side has not the ya behind a preposition, or the waw behind إن and its sisters."""
    noun = parse_noun((edit.pair or ("", ""))[1])
    if noun is None:
        return False
    return (edit.before in PREPOSITIONS and noun[1] in {"و", "ا"}) or (edit.before in _ACCUSING and noun[1] == "و")


FIVE_NOUNS = Rule(
    explain,
    ("الخمس", "الست", "الواو", "بالواو", "الالف", "بالالف", "الياء", "بالياء", "رفع", "نصب", "يجر", "الجر", "مضاف"),
    reverse,
)
