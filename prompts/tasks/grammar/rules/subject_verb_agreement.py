"""Subject and verb: the same verb gets another prefix or suffix of person, gender or number."""

import re
from itertools import product

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS, reduce_root
from prompts.tasks.grammar.rules.base import ARTICLE, Rule, gains_pronoun, is_mood_only, is_seat_only
from prompts.tasks.grammar.rules.five_nouns import parse_noun
from prompts.tasks.grammar.rules.nouns import (
    ACTORS,
    NOUNS,
    find_noun,
    is_definite,
    is_dual,
    is_feminine_singular,
    is_masculine_singular,
)
from prompts.tasks.grammar.rules.verbs import is_intransitive


def group_endings(*endings: str) -> dict[str, tuple[str, ...]]:
    """Return each last letter to the endings that a word with it can have, the empty one among them."""
    letters = {ending[-1:] for ending in endings}
    return {letter: tuple(ending for ending in endings if ending[-1:] in {"", letter}) for letter in letters}


_LEAD = re.compile("[وفل]?س?")
_LEADS = frozenset("وفبلك")
_PAST = group_endings("", "ت", "ا", "تا", "وا", "و", "ن", "تم", "تن", "تما", "نا")
_PRESENT = group_endings("", "ان", "ون", "ين", "ن", "ا", "وا", "و", "ي")
_MOODS = ({"ون", "وا"}, {"ون", "و"}, {"و", "وا"}, {"ان", "ا"}, {"ين", "ي"})
_DUALS = frozenset({"ا", "تا", "ان"})
_SPEAKERS = frozenset({"تم", "تن", "تما", "نا"})
_SECOND = frozenset(["أنتم", "أنتما", "أنتن", "نحن", "انتم"])
MOST_HOLLOW = 2
"""Letters of a past that ends in alif and ta at most; the ta of longer words with an alif is that of a plural."""
_TIMES = frozenset(
    [
        "عام",
        "يوم",
        "سنة",
        "شهر",
        "ليلة",
        "ساعة",
        "مرة",
        "وقت",
        "أيام",
        "فترة",
        "مدة",
        "اليوم",
        "الليلة",
        "العام",
        "عادة",
    ]
)
_MIXED = re.compile("[وف]?س?[نأ].{2,}ون")
"""A verb of the speaker with the ending of others: no form has both."""
_PLURAL = re.compile("[وف]?س?[يت].{2,}[واي]ن")
"""A present verb whose number stands in the letter before its nun."""
_PREFIX = re.compile("(?:[وفل]|س|وس|فس)?([يتن])(?=..)")
_WE = frozenset(["نحن", "إننا", "أننا", "إنا", "كلنا", "أنا", "لأننا", "معا", "يا", "جميعا"])
_OBJECTS = group_endings("", *PRONOUNS)


def explain(edit: Edit) -> bool:
    """Return whether both sides read as forms of one verb that differ in person, gender or number."""
    pair = edit.pair
    if pair is None or any(ARTICLE.match(word) or word.endswith("ة") for word in pair):
        return False
    if (
        (is_seat_only(*pair) and not all(map(_PLURAL.fullmatch, pair)))
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
        for tail in _OBJECTS.get(word[-1:], ("",)):
            if word.endswith(tail):
                readings += _read(word[start : len(word) - len(tail)], tail)
    return readings


def _read(body: str, tail: str) -> list[tuple[str, str, str]]:
    found = []
    for prefix, endings in (("", _PAST), (body[:1], _PRESENT)):
        if prefix and prefix not in "أنيت":
            continue
        for ending in endings.get(body[-1:], ("",)):
            if not body.endswith(ending):
                continue
            stem = body[len(prefix) : len(body) - len(ending)]
            plural = ending == "ت" and stem.endswith("ا") and len(stem) > MOST_HOLLOW
            if len(stem) >= 2 and not plural:
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
    if "" in endings and not _DUALS.isdisjoint(endings):
        return any(word.endswith(("ان", "ين", "ا")) and len(word) > 3 for word in _list_near(edit))
    if endings == {"", "ن"}:
        return any(word.endswith("ات") for word in _list_near(edit))
    return _SPEAKERS.isdisjoint(endings) or not _SECOND.isdisjoint(_list_near(edit))


def _list_near(edit: Edit) -> list[str]:
    return [*edit.look_back(4), *edit.look_on(3)]


def reverse(edit: Edit) -> bool:
    """Return whether the verb on the right side certainly disagrees with the subject right behind or before it."""
    wrong, right = edit.pair or ("", "")
    if (_MIXED.fullmatch(right) and _PREFIX.match(wrong)) or _turns_to_speaker(edit, wrong, right):
        return True
    return _disagrees_behind(edit, wrong, right) or _disagrees_before(edit, wrong, right)


def _turns_to_speaker(edit: Edit, wrong: str, right: str) -> bool:
    """Return whether a verb of others becomes one of the speaker, who is nowhere near."""
    ours, theirs = _PREFIX.match(wrong), _PREFIX.match(right)
    if not ours or not theirs or ours[1] not in "يت" or theirs[1] != "ن":
        return False
    near = [*edit.look_back(8), *edit.look_on(4)]
    return not any(word.lstrip("وف") in _WE or word.endswith("نا") for word in near)


def _disagrees_behind(edit: Edit, wrong: str, right: str) -> bool:
    """Return whether the subject stands behind a verb that is not in the singular, or of the other gender."""
    opens = not edit.place or not edit.before[:1].isalnum()
    noun = find_noun(edit.after)
    person = noun is not None and noun.people and is_definite(edit.after)
    if right.endswith(("وا", "ون")) and not wrong.endswith(("وا", "ون")):
        men = edit.after.startswith("ال") and edit.after.endswith("ون")
        return men or (person and noun is not None and noun.plural and (opens or is_intransitive(wrong)))
    feminine, masculine = _is_feminine_verb(right, wrong), _is_feminine_verb(wrong, right)
    if not (feminine or masculine) or not _may_be_subject(edit.after):
        return False
    moves = is_intransitive(right) or is_intransitive(wrong)
    if masculine:
        own = moves or (opens and (person or edit.after in ACTORS))
        return own and is_feminine_singular(edit.after)
    return moves and is_masculine_singular(edit.after)


def _may_be_subject(word: str) -> bool:
    """Return whether a word has nothing written before it, and tells no time."""
    bare = word in NOUNS or (word[:1] not in _LEADS and word.endswith("ة"))
    return word not in _TIMES and (word.startswith("ال") or bare)


def _is_feminine_verb(one: str, other: str) -> bool:
    """Return whether one word is the form for her, and the other for him, of the same verb."""
    past = one == f"{other}ت" or (other.endswith(("ى", "ا")) and one == f"{other[:-1]}ت")
    ours, theirs = _PREFIX.match(one), _PREFIX.match(other)
    present = ours and theirs and ours[1] == "ت" and theirs[1] == "ي" and one[ours.end() :] == other[theirs.end() :]
    return past or bool(present)


def _disagrees_before(edit: Edit, wrong: str, right: str) -> bool:
    """Return whether a subject that opens the sentence stands before a verb of another number or gender."""
    subject, first = [*edit.look_back(2), "", ""][:2]
    if not is_definite(subject) or first[:1].isalnum() or right.endswith(("ه", "ها", "هم")):
        return False
    noun = find_noun(subject)
    men = subject.endswith("ون") or (noun is not None and noun.people and noun.plural and not noun.feminine)
    if men:
        return wrong.endswith(("ون", "وا")) and not right.endswith(("ون", "وا"))
    if subject.endswith("ات") or (noun is not None and noun.feminine and noun.plural):
        return right.endswith(("وا", "ون")) or (right.startswith("ي") and not right.endswith("ن"))
    if subject.endswith("ان") and is_dual(subject):
        feminine = subject.endswith("تان")
        return right.startswith("ي" if feminine else "ت") or not right.endswith(("ان", "ا"))
    if is_feminine_singular(subject):
        return _is_feminine_verb(wrong, right)
    return noun is not None and noun.people and not noun.plural and _is_feminine_verb(right, wrong)


SUBJECT_VERB_AGREEMENT = Rule(
    explain,
    ("فعل", "فاعل", "طابق", "جماعة", "نسوة", "مسند", "مؤنث", "مذكر", "يؤنث", "يذكر", "افراد", "مثنى", "اثنين"),
    reverse,
)
