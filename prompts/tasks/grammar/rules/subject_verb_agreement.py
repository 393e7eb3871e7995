"""Subject and verb: the same verb gets another prefix or suffix of person, gender or number."""

import re
from itertools import product

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS, reduce_root
from prompts.tasks.grammar.rules.base import ARTICLE, Rule, gains_pronoun, is_mood_only, is_seat_only
from prompts.tasks.grammar.rules.five_nouns import parse_noun

_LEAD = re.compile("[وفل]?س?")
_PAST = ("", "ت", "ا", "تا", "وا", "و", "ن", "تم", "تن", "تما", "نا")
_PRESENT = ("", "ان", "ون", "ين", "ن", "ا", "وا", "و", "ي")
_MOODS = ({"ون", "وا"}, {"ون", "و"}, {"و", "وا"}, {"ان", "ا"}, {"ين", "ي"})
_DUALS = frozenset({"ا", "تا", "ان"})
_SPEAKERS = frozenset({"تم", "تن", "تما", "نا"})
_SECOND = frozenset(["أنتم", "أنتما", "أنتن", "نحن", "انتم"])
MOST_HOLLOW = 2
"""Letters of a past that ends in alif and ta at most; the ta of longer words with an alif is that of a plural."""
_OBJECTS = tuple(sorted(PRONOUNS, key=len, reverse=True))


def explain(edit: Edit) -> bool:
    """Return whether both sides read as forms of one verb that differ in person, gender or number."""
    pair = edit.pair
    if pair is None or any(ARTICLE.match(word) or word.endswith("ة") for word in pair):
        return False
    if (
        is_seat_only(*pair)
        or is_mood_only(*pair)
        or (parse_noun(pair[0]) and parse_noun(pair[1]))
        or gains_pronoun(*pair)
    ):
        return False
    return any(
        ours[0] == theirs[0] and _differ(ours, theirs) and _fits(edit, ours[2], theirs[2])
        for ours, theirs in product(parse_verb(pair[0]), parse_verb(pair[1]))
    )


def parse_verb(word: str) -> list[tuple[str, str, str]]:
    """Return every reading of a word as a verb: its firm consonants, its prefix and its suffix, objects left out."""
    lead = _LEAD.match(word)
    starts = {0, lead.end() if lead else 0}
    readings = []
    for start in starts:
        for tail in ("", *(pronoun for pronoun in _OBJECTS if word.endswith(pronoun))):
            body = word[start : len(word) - len(tail)] if tail else word[start:]
            readings += _read(body, tail)
    return readings


def _read(body: str, tail: str) -> list[tuple[str, str, str]]:
    found = []
    for prefix, endings in (("", _PAST), (body[:1], _PRESENT)):
        if prefix and prefix not in "أنيت":
            continue
        for ending in endings:
            stem = body[len(prefix) : len(body) - len(ending)]
            plural = ending == "ت" and stem.endswith("ا") and len(stem) > MOST_HOLLOW
            if body.endswith(ending) and len(stem) >= 2 and not plural:
                found.append((reduce_root(stem) + tail, prefix, ending))
    return found


def _differ(ours: tuple[str, str, str], theirs: tuple[str, str, str]) -> bool:
    """Return whether two readings differ in more than the mood: both past or both present, never one of each."""
    if bool(ours[1]) != bool(theirs[1]) or not ours[0]:
        return False
    return ours[1:] != theirs[1:] and not (ours[1] == theirs[1] and {ours[2], theirs[2]} in _MOODS)


def _fits(edit: Edit, ours: str, theirs: str) -> bool:
    """Return whether the subject that a rare ending needs can stand nearby: a dual, women, or those spoken to."""
    endings = {ours, theirs}
    near = [*edit.look_back(4), *edit.look_on(3)]
    if "" in endings and not _DUALS.isdisjoint(endings):
        return any(word.endswith(("ان", "ين", "ا")) and len(word) > 3 for word in near)
    if endings == {"", "ن"}:
        return any(word.endswith("ات") for word in near)
    return _SPEAKERS.isdisjoint(endings) or not _SECOND.isdisjoint(near)


def reverse(edit: Edit) -> bool:
    """Return whether the right side gives a verb before its subject the plural, or women the ending of men."""
    right = (edit.pair or ("", ""))[1]
    plural = right.endswith(("وا", "ون"))
    return plural and (
        (edit.after.startswith("ال") and edit.after.endswith("ون"))
        or (edit.before.startswith("ال") and edit.before.endswith("ات"))
    )


SUBJECT_VERB_AGREEMENT = Rule(
    explain,
    ("فعل", "فاعل", "طابق", "جماعة", "نسوة", "مسند", "مؤنث", "مذكر", "يؤنث", "يذكر", "افراد", "مثنى", "اثنين"),
    reverse,
)
