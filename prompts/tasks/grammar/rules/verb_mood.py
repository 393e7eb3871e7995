"""Mood: only the ending of a present verb changes that shows its mood."""

import itertools
import re
from collections.abc import Sequence

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS, Site
from prompts.tasks.grammar.rules.base import NASB, Rule
from prompts.tasks.grammar.rules.words import list_words

REACH = 8
"""How many words before a verb the particle may stand that governs it, through conjunctions."""

_PRESENT = re.compile("[وف]?[سل]?[أنيت].{1,}")
_GOVERNED = re.compile("[وف]?ل[ينت].{2,}(?:وا|ا|ي)?")
_FIVE = re.compile("[يت](?!.*(?:كون|عاون|هاون|لون|خون|صون|مون|عان|هان|دان|بان|ران|زان|دون)$).{2,}(?:ون|ان)")
"""A verb with the nun of the five; a nun of its own, as in يتعاون, is none."""
_FAR = list_words(
    "لم ألم لكي بأن لأن كأن أولم مهما أينما حيثما",
) - {"لأن", "كأن"}
_CLOSE = frozenset({"أن", "لن", "لم", "كي", "لكي", "ألا", "ولن", "ولم", "فلم", "فلن", "وأن"})


def explain(edit: Edit) -> bool:
    """Return whether a present verb changes its last mark, drops or gets a nun, or a weak letter."""
    pair = edit.pair
    if pair is None or not (_PRESENT.fullmatch(pair[0]) and _PRESENT.fullmatch(pair[1])):
        return False
    if edit.vowels_only:
        return edit.replaces_mark
    sites = edit.sites
    return len(sites) == 1 and len(sites[0].head) >= 2 and (_is_nun(sites[0]) or _is_weak(sites[0]))


def _is_nun(site: Site) -> bool:
    """Return whether the nun of the five verbs comes or goes, with the alif behind a waw."""
    if site.tail and site.tail not in PRONOUNS:
        return False
    letters, last = {site.wrong, site.right}, site.head[-1]
    return (last == "و" and letters in ({"ن", "ا"}, {"ن", ""})) or (last in "اي" and letters == {"ن", ""})


def _is_weak(site: Site) -> bool:
    """Return whether a weak letter goes or comes: the last one of the verb, or the middle one before its last."""
    if "" not in (site.wrong, site.right):
        return False
    letter = site.wrong or site.right
    if not site.tail or site.tail in PRONOUNS:
        return letter in {"و", "ي", "ى"} or (letter == "ا" and bool(site.tail) and site.tail not in {"ي", "ك"})
    return letter in {"و", "ي", "ا"} and (len(site.tail) == 1 or site.tail[1:] in PRONOUNS)


def reverse(edit: Edit) -> bool:
    """Return whether the nun goes with nothing that governs the verb before it, or comes behind a particle."""
    sites, right = edit.sites, (edit.pair or ("", ""))[1]
    if not sites or not _is_nun(sites[0]):
        return False
    if "ن" in sites[0].right:
        return edit.before in _CLOSE
    if right.startswith(("ل", "ول", "فل")):
        return False
    words = list(edit.look_back(REACH))
    return not any(_governs(word, after) for word, after in zip(words, [right, *words], strict=False))


def _governs(word: str, after: str) -> bool:
    """Return whether the word puts the verb behind it, or one that follows that verb, out of the indicative."""
    if _GOVERNED.fullmatch(word):
        return True
    plain = word.lstrip("وف")
    if plain in {"لا", "إن", "متى", "لما", "حتى"}:
        return plain != "لا" or after.lstrip("وف").startswith("ت")
    return (plain in NASB or plain in _FAR) and (after == "لا" or _PRESENT.fullmatch(after) is not None)


def find_remains(words: Sequence[str]) -> str:
    """Return the first verb that keeps its nun directly behind a particle that takes it away."""
    return next((verb for word, verb in itertools.pairwise(words) if word in _CLOSE and _FIVE.fullmatch(verb)), "")


def agree(edits: Sequence[Edit]) -> bool:
    """Return whether all verbs get the nun, or all lose it, as those that one particle governs do."""
    return len({edit.pair[1].endswith("ن") for edit in edits if edit.pair}) == 1


VERB_MOOD = Rule(
    explain,
    ("جزم", "نصب", "رفع", "مجزوم", "منصوب", "مرفوع", "مضارع", "النون", "علة", "ناصب", "جازم", "فعل الأمر"),
    reverse,
    find_remains,
    agree,
)
