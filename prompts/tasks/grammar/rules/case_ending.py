"""Case: only the ending of a noun changes that shows its case, in marks or letters."""

import re

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS, Site, strip_marks
from prompts.tasks.grammar.rules.base import PREPOSITIONS, Rule, gains_pronoun
from prompts.tasks.grammar.rules.nouns import ACTORS, NOUNS, find_noun, is_definite, is_dual, strip_article
from prompts.tasks.grammar.rules.qualities import is_adjective
from prompts.tasks.grammar.rules.verbs import is_intransitive, is_no_command, is_past

_LETTERS = frozenset("واي")
_SEATS = frozenset("ءؤئأ")
_ACCUSING = frozenset(["إن", "أن", "لكن", "كأن", "لعل", "ليت", "لأن", "بأن", "فإن", "وأن", "وإن", "ولكن"])
_PLURAL_BEING = frozenset(
    ["كانوا", "ليسوا", "أصبحوا", "ظلوا", "صاروا", "باتوا", "يكونوا", "يكونون", "كانا", "ليسا", "أصبحا"]
)
_BEING = frozenset(
    [
        "كان",
        "كانت",
        "ليس",
        "ليست",
        "أصبح",
        "أصبحت",
        "ظل",
        "ظلت",
        "صار",
        "صارت",
        "بات",
        "باتت",
        "أمسى",
        "أضحى",
        "زال",
        "يزال",
        "مازال",
    ]
)
_GOVERNING = frozenset(["في", "من", "إلى", "على", "عن"])
_PLURAL_VERB = re.compile("ي.{2,}(?:ون|ان)|.{3,}وا")
FEWEST_LETTERS = 5
"""Letters without article from where an ending in ya and nun is taken for that of a plural or dual."""
_OWN_TA = frozenset(["وقات", "صوات", "بيات", "موات", "قوات"])
"""Ends of broken plurals whose ta is a letter of their root."""


def explain(edit: Edit) -> bool:
    """Return whether only و, ا or ي of a case changes at the end of a word, an alif of tanwin, or its last mark."""
    if edit.vowels_only:
        return edit.replaces_mark
    pair, sites = edit.pair, edit.sites
    if pair and (gains_pronoun(*pair) or gains_pronoun(*pair[::-1])):
        return False
    return len(sites) == 1 and len(sites[0].head) > 0 and _is_case(sites[0])


def _is_case(site: Site) -> bool:
    letters = {site.wrong, site.right}
    if site.tail == "ن":
        return letters < _LETTERS
    if site.tail and site.tail not in PRONOUNS:
        return False
    if letters <= _SEATS:
        return bool(site.tail)
    if "" in letters:
        return (letters == {"", "ا"} and not site.tail) or (site.wrong, site.right, site.tail) == ("ي", "", "")
    return letters <= _LETTERS


def reverse(edit: Edit) -> bool:
    """Return whether the ending is certainly not that of the word's case, which the words around it tell."""
    if edit.vowels_only:
        return _has_other_mark(edit)
    pair, sites = edit.pair, edit.sites
    if pair is None or not sites:
        return False
    wrong, right = pair
    if right.endswith(("ون", "ان")) and sites[0].right in {"و", "ا"}:
        return _is_governed(edit, right) or _follows_dual(edit, "ين")
    if right.endswith("ين") and sites[0].right == "ي":
        return len(strip_article(right)) >= FEWEST_LETTERS and (_is_subject(edit) or _follows_dual(edit, "ان"))
    if wrong == f"{right}ا":
        return _lacks_accusative(edit)
    shown = edit.right[0].endswith(("\u064bا", "ا\u064b")) or wrong in NOUNS
    return right == f"{wrong}ا" and edit.before in _GOVERNING and shown


def _follows_dual(edit: Edit, ending: str) -> bool:
    """Return whether an adjective stands behind a known noun in the dual with the ending of another case."""
    noun, right = edit.before, edit.right[0]
    return noun.endswith(ending) and is_dual(noun) and is_definite(noun) is is_definite(right) and is_adjective(right)


def _is_governed(edit: Edit, right: str) -> bool:
    """Return whether a nominative plural or dual stands where another case is due: object, genitive or predicate."""
    noun = NOUNS.get(edit.before)
    owned = noun is not None and not is_past(edit.before) and is_definite(right)
    if owned or edit.before in PREPOSITIONS | _ACCUSING or (edit.before in _PLURAL_BEING and right[0] not in "يت"):
        return True
    predicate = not is_definite(right) and right[0] not in "يت" and _is_predicate(edit)
    return predicate or _follows_agent(edit)


def _is_predicate(edit: Edit) -> bool:
    """Return whether كان or a sister stands shortly before, with its subject between."""
    words = list(edit.look_back(3))
    being = next((place for place, word in enumerate(words) if word in _BEING), 0)
    return being >= 1 and is_definite(words[being - 1]) and not set(words) & PREPOSITIONS


def _is_subject(edit: Edit) -> bool:
    """Return whether a plural or dual with the article opens its sentence, or stands right behind its verb."""
    if not is_definite(edit.right[0]):
        return False
    before, further = [*edit.look_back(2), "", ""][:2]
    if not before[:1].isalnum():
        return bool(_PLURAL_VERB.fullmatch(edit.after)) or edit.after in PREPOSITIONS
    if before in _BEING:
        predicate = edit.after.endswith(("ين", "ا")) and not is_definite(edit.after)
        return predicate or _PLURAL_VERB.fullmatch(edit.after) is not None
    if is_intransitive(before) or before in {"قال", "يقول", "أعلن"}:
        return True
    object_follows = is_definite(edit.after) or edit.after.endswith("ا")
    return is_past(before) and is_no_command(before) and not further[:1].isalnum() and object_follows


def _follows_agent(edit: Edit) -> bool:
    """Return whether the verb has its subject already: `verb, one person, those`, at the beginning of a sentence."""
    agent, verb, first = [*edit.look_back(3), "", "", ""][:3]
    person = find_noun(agent)
    singular = (person is not None and person.people and not person.plural and is_definite(agent)) or agent in ACTORS
    return singular and not first[:1].isalnum() and is_past(verb)


def _lacks_accusative(edit: Edit) -> bool:
    """Return whether an indefinite word loses its alif as predicate of كان, or right behind إن."""
    if is_definite(edit.after) or edit.after in {"بن", "ابن"} or edit.before in PREPOSITIONS:
        return False
    if edit.before in _ACCUSING:
        return True
    return _is_predicate(edit)


def _has_other_mark(edit: Edit) -> bool:
    """Return whether the last mark is one that a preposition or إن directly before the word does not allow."""
    token = edit.right[0]
    mark = token[-2] if token[-1] == "ا" else token[-1]
    if edit.before in _GOVERNING:
        return mark in "\u064f\u064c\u064b" or (mark == "\u064e" and is_definite(token))
    if edit.before in _ACCUSING:
        return mark in "\u064f\u064c" or (mark in "\u0650\u064d" and "ات" not in token)
    feminine = strip_marks(token).endswith("ات") and strip_marks(token)[-4:] not in _OWN_TA
    return feminine and mark in "\u064e\u064b"


CASE_ENDING = Rule(
    explain,
    (
        "رفع",
        "نصب",
        "يجر",
        "الجر",
        "مرفوع",
        "منصوب",
        "مجرور",
        "اعراب",
        "فاعل",
        "مفعول",
        "مضاف",
        "مبتدا",
        "خبر",
        "حركة",
        "ضمة",
        "فتحة",
        "كسرة",
        "تمييز",
        "الحال",
    ),
    reverse,
)
