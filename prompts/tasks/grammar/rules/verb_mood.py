"""Mood: only the ending of a present verb changes that shows its mood."""

import itertools
import re
from collections.abc import Sequence

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS, Site
from prompts.tasks.grammar.rules.base import NASB, Rule
from prompts.tasks.grammar.rules.nouns import is_definite
from prompts.tasks.grammar.rules.words import list_words

REACH = 8
"""How many words before a verb the particle may stand that governs it, through conjunctions."""

_PRESENT = re.compile("[وف]?[سل]?[أنيت].{1,}")
_COMMAND = re.compile("[وف]?ا[^ل][^اويى][ويى]")
_NO_COMMANDS = frozenset(["اسم", "ابن", "امر", "اثن", "اخت", "اهل", "اصل", "واسم", "وابن", "فاسم", "فابن"])
_CONDITIONS = frozenset(["من", "إن", "مهما", "متى", "ما", "أينما", "حيثما", "إذما", "كيفما"])
_GOVERNED = re.compile("[وف]?ل[ينت].{2,}(?:وا|ا|ي)?")
_FIVE = re.compile(
    "[يت](?!.*(?:كون|عاون|هاون|لون|خون|صون|مون|عان|هان|دان|بان|ران|زان|دون|عفون|دعون|رجون|محون)$).{2,}(?:ون|ان)"
)
"""A verb with the nun of the five; one of its own, as in يتعاون, is none, nor need it be with women: لن يعفون."""
_FAR = list_words("لم ألم لكي بأن أولم مهما أينما حيثما")
_SUBJUNCTIVE = frozenset({"أن", "لن", "كي", "لكي", "ألا", "لئلا", "كيلا", "لكيلا"})
_JUSSIVE = frozenset({"لم", "ألم", "أولم"})
_INDICATIVE = frozenset({"سوف", "قد", "كان", "كانت", "الذي", "التي", "هو", "هي"})
_CLOSE = frozenset({"أن", "لن", "لم", "كي", "لكي", "ألا", "ولن", "ولم", "فلم", "فلن", "وأن"})


def explain(edit: Edit) -> bool:
    """Return whether a present verb changes its last mark, drops or gets a nun, or a weak letter."""
    pair = edit.pair
    if pair and _is_command_cut(*pair):
        return True
    if pair is None or not (_PRESENT.fullmatch(pair[0]) and _PRESENT.fullmatch(pair[1])):
        return False
    if edit.vowels_only:
        return edit.replaces_mark
    sites = edit.sites
    if len(sites) != 1 or len(sites[0].head) < 2:
        return False
    return _is_nun(sites[0]) or _is_weak(sites[0]) or _is_answer(edit, sites[0])


def _is_command_cut(one: str, other: str) -> bool:
    """Return whether a command and the same with the weak letter that it drops are given: ادع, ادعو."""
    shorter, longer = sorted((one, other), key=len)
    return _COMMAND.fullmatch(longer) is not None and longer[:-1] == shorter and shorter not in _NO_COMMANDS


def _is_answer(edit: Edit, site: Site) -> bool:
    """Return whether the verb that answers a condition loses the ending of the indicative plural, or gets it."""
    condition = any(word.lstrip("و") in _CONDITIONS for word in edit.look_back(REACH))
    return condition and not site.tail and {site.wrong, site.right} == {"ون", ""}


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
    """Return whether the ending of the verb is certainly not that of its mood, which what stands before it tells."""
    right = (edit.pair or ("", ""))[1]
    if edit.vowels_only:
        return _has_other_mark(edit)
    sites = edit.sites
    if not sites:
        return False
    if not _is_nun(sites[0]):
        return _has_other_weak(edit, sites[0])
    if "ن" in sites[0].right:
        commanded = _is_command(edit) or (right.startswith(("لي", "لت")) and edit.before not in {"إن", "إنهم"})
        return edit.before in _CLOSE or _is_particle(edit) or commanded
    if right.startswith(("ل", "ول", "فل")):
        return False
    words = list(edit.look_back(REACH))
    return not any(_governs(word, after) for word, after in zip(words, [right, *words], strict=False))


def _is_particle(edit: Edit) -> bool:
    """Return whether a particle that takes the nun away stands before the verb, at most with لا between them."""
    before, further = [*edit.look_back(2), "", ""][:2]
    plain = before.removeprefix("و").removeprefix("ف")
    if plain == "لا":
        return further in NASB
    return plain in _SUBJUNCTIVE | _JUSSIVE


def _is_command(edit: Edit) -> bool:
    """Return whether لا forbids: the verb is of the second person, and somebody is called or the sentence begins so."""
    before, further = [*edit.look_back(2), "", ""][:2]
    if before.removeprefix("و").removeprefix("ف") != "لا" or not edit.right[0].startswith("ت"):
        return False
    called = not {"يا", "أيها", "أيتها"}.isdisjoint(edit.sentence)
    opens = not further[:1].isalnum()
    return called or (opens and not is_definite(edit.after) and not edit.right[0].endswith("ون"))


def _has_other_weak(edit: Edit, site: Site) -> bool:
    """Return whether a weak letter stays that the jussive drops, or goes where nothing asks for it."""
    wrong, right = edit.pair or ("", "")
    if _is_command_cut(wrong, right):
        return right.endswith(("و", "ى"))
    plain = edit.before.removeprefix("و").removeprefix("ف")
    if site.wrong and not site.right:
        return plain in _SUBJUNCTIVE | _INDICATIVE
    doubtful = right.startswith("ت") and right.endswith("ي") and not is_definite(edit.after)
    last = not site.tail or site.tail in PRONOUNS
    return (plain in _JUSSIVE and not doubtful) or (last and _is_command(edit) and not right.endswith("ي"))


def _has_other_mark(edit: Edit) -> bool:
    """Return whether the last mark of a verb is one that the particle directly before it does not allow."""
    plain = edit.before.removeprefix("و").removeprefix("ف")
    mark = edit.right[0][-1]
    if plain in _SUBJUNCTIVE:
        return mark in "\u064f\u0652"
    if plain in _JUSSIVE:
        return mark in "\u064f\u064e"
    return plain in _INDICATIVE and mark in "\u064e\u0652"


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
