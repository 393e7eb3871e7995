"""Prepositions: one gives way to another, comes or goes, as a word or written to the next one."""

import re
from collections.abc import Sequence
from itertools import pairwise

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS, strip_marks
from prompts.tasks.grammar.rules.base import PREPOSITIONS, Rule
from prompts.tasks.grammar.rules.government import STRICT, find_government
from prompts.tasks.grammar.rules.nouns import is_definite

REACH = 3
"""How many words before a preposition the verb may stand that takes it."""

CLOSE, JOINED = 2, 8
"""How many words apart two edits may stand that are one mistake: any two, and two of the same preposition."""

_LEAD = re.compile("[وف]?")
_STEMS = {
    "إلي": "إلى",
    "إلى": "إلى",
    "الي": "إلى",
    "علي": "على",
    "على": "على",
    "لدي": "لدى",
    "من": "من",
    "عن": "عن",
    "في": "في",
    "ب": "ب",
    "ل": "ل",
    "ك": "ك",
    "مع": "مع",
}
_SAME = {"الى": "إلى", "علي": "على", "فى": "في"}


def explain(edit: Edit) -> bool:
    """Return whether only prepositions change, with the pronouns that they carry left as they are."""
    if not edit.words_only:
        return False
    if not edit.wrong or not edit.right:
        return all(parse_preposition(token) for token in edit.wrong + edit.right)
    if edit.pair is None or edit.vowels_only:
        return False
    ours, theirs = map(parse_preposition, edit.pair)
    if ours and theirs:
        return ours[1] == theirs[1] and ours[0] != theirs[0]
    return _is_attached(*edit.pair)


def parse_preposition(word: str) -> tuple[str, str] | None:
    """Return a preposition and the pronoun at its end, None where the word is no preposition."""
    lead = _LEAD.match(word)
    for start in {0, lead.end() if lead else 0}:
        body = word[start:]
        if body in PREPOSITIONS:
            return _SAME.get(body, body), ""
        for stem, preposition in _STEMS.items():
            tail = body.removeprefix(stem)
            if tail != body and (tail in PRONOUNS or tail in {"ما", "ن"}):
                return preposition, tail
    return None


def _is_attached(one: str, other: str) -> bool:
    """Return whether two words differ in the preposition that is written to them alone."""
    return any(
        ours[1] == theirs[1] and ours[2] == theirs[2] and ours[0] != theirs[0]
        for ours in _detach(one)
        for theirs in _detach(other)
    )


def _detach(word: str) -> list[tuple[str, str, str]]:
    """Return the readings of a word as attached preposition, conjunction and the rest with its article."""
    readings = [("", "", word)]
    for lead in {"", word[:1]} & {"", "و", "ف"}:
        body = word[len(lead) :]
        readings.append(("", lead, body))
        if body.startswith("لل"):
            readings.append(("ل", lead, "ال" + body[2:]))
        if body[:1] in {"ب", "ل", "ك"} and len(body) > 2:
            readings.append((body[0], lead, body[1:]))
    return readings


def reverse(edit: Edit) -> bool:
    """Return whether the verb takes the preposition that goes and not the one that comes, or always a third one."""
    if not edit.words_only or not edit.wrong or (len(edit.wrong) != 1):
        return False
    ours = parse_preposition(strip_marks(edit.wrong[0]))
    theirs = parse_preposition(strip_marks(edit.right[0])) if edit.right else None
    taken = find_government(edit.look_back(REACH))
    if ours is None or (theirs is not None and theirs[0] in taken):
        return False
    return ours[0] in taken or _lacks_its_own(edit, theirs, taken)


def _lacks_its_own(edit: Edit, comes: tuple[str, str] | None, taken: frozenset[str]) -> bool:
    """Return whether the verb just before, or before its subject, is nowhere given a preposition that it takes."""
    before, further = [*edit.look_back(2), "", ""][:2]
    verb = before if before in STRICT else further if is_definite(before) else ""
    if comes is None or verb not in STRICT or not taken:
        return False
    behind = (parse_preposition(word) for word in edit.look_on(6))
    attached = any(word.startswith(tuple(taken & {"ب", "ل"}) or ("\0",)) for word in edit.look_on(6))
    return not attached and not any(found and found[0] in taken for found in behind)


def agree(edits: Sequence[Edit]) -> bool:
    """Return whether the edits stand close together, as where من الباب becomes للباب, or where one verb takes two."""
    changes = {(_name(edit.wrong), _name(edit.right)) for edit in edits}
    most = JOINED if len(changes) == 1 else CLOSE
    return all(right.place - left.place <= most for left, right in pairwise(edits))


def _name(tokens: Sequence[str]) -> str:
    parsed = parse_preposition(strip_marks(tokens[0])) if tokens else None
    return parsed[0] if parsed else "".join(tokens)[:1]


_TERMS = ("حرف", "حروف", "يتعد", "متعد", "تعدي", "تعدى", "الجر", "مجرور", "مع هذا الفعل", "مع الفعل")
PREPOSITION = Rule(explain, _TERMS, reverse, agrees=agree)
