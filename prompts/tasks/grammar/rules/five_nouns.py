"""The five nouns: أب, أخ, حم, فو and ذو change the letter of their case."""

import re

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import PRONOUNS
from prompts.tasks.grammar.rules.base import CARDINAL, PREPOSITIONS, Rule
from prompts.tasks.grammar.rules.nouns import NOUNS, find_noun, is_definite
from prompts.tasks.grammar.rules.verbs import PASTS, is_intransitive, is_no_command, is_past

_NOUN = re.compile("([وفبلك]{0,2})([أا]ب|[أا]خ|حم|ف|ذ)([واي]?)(.*)")
MOST_LEAD = 3
"""Letters up to which a word has no conjunction before it."""
_GROUPS = frozenset(
    ["الأهالي", "الناس", "الجيران", "القرية", "القبيلة", "النقابة", "الجمعية", "الشرطة", "الحكومة", "الصحيفة"]
)
_GENITIVE = frozenset(["من", "إلى", "على", "عن", "في", "مع", "عند", "بين", "كل", "أي"])
_BEING = frozenset(["كان", "ليس", "أصبح", "صار", "ظل", "بات", "قال", "يقول", "وافق", "مازال"])
_WITH_OBJECT = ("نا", "ني", "ها", "هم", "كم")
_SPEAKERS = frozenset(
    ["زرت", "قلت", "رأيت", "لقيت", "دعوت", "صافحت", "احترمت", "ودعت", "انتظرت", "استشرت", "هنأت", "عانقت"]
)
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
    """Return whether the letter of the noun is certainly not that of its case, which the words before it tell."""
    noun = parse_noun((edit.pair or ("", ""))[1])
    if noun is None:
        return False
    lead, letter, pronoun = noun
    if lead[:-1].endswith(("ب", "ل", "ك")) or edit.before in PREPOSITIONS:
        return letter in {"و", "ا"}
    named = bool(pronoun) or is_definite(edit.after)
    if letter == "ي" and not named and not lead.endswith("ذ"):
        return False  # also `my father`, whatever the case
    case = _tell_case_of_owner(edit) if lead.endswith("ذ") else _tell_case(edit, named=named)
    return bool(case) and letter not in case


def _tell_case(edit: Edit, *, named: bool) -> str:
    """Return the letters that a noun may have at its place, empty where the place does not tell."""
    before, further = [*edit.look_back(2), "", ""][:2]
    if before in _ACCUSING:
        return "ا"
    if not before[:1].isalnum():
        return "و" if named and edit.after not in {"،", "!"} else ""
    if not named:
        return ""
    agent = find_noun(before)
    if is_definite(before):
        return "ا" if is_past(further) and (before in _GROUPS or (agent is not None and agent.people)) else ""
    return _tell_case_behind(before, opens=not further[:1].isalnum())


def _tell_case_behind(before: str, *, opens: bool) -> str:
    """Return the letters of a noun behind a verb or its owned noun, which may open the sentence."""
    verb = before.removeprefix("و").removeprefix("ف") if len(before) > MOST_LEAD else before
    subject = verb in _BEING or (is_intransitive(verb) and not verb.endswith(("ت", "نا", "وا")))
    if subject or (verb.endswith(_WITH_OBJECT) and is_past(verb[: -len("نا")])):
        return "و"
    if opens and verb.endswith("ت") and (verb[:-1] in PASTS or verb in _SPEAKERS):
        return "ا"
    if opens:
        return "و" if is_past(verb) and is_no_command(verb) else ""
    owned = before in NOUNS and not is_past(before)
    return "ي" if owned or (before.endswith("ة") and not CARDINAL.fullmatch(before)) else ""


def _tell_case_of_owner(edit: Edit) -> str:
    """Return the letters that ذو may have behind the noun that it describes, empty where that does not tell."""
    words = [*edit.look_back(3), "", ""]
    before, further = words[0], words[1]
    accusative = edit.place > 0 and edit.sentence[edit.place - 1].endswith(("\u064bا", "ا\u064b"))
    if accusative or (before.endswith("ا") and find_noun(before[:-1])):
        return "ا"
    noun = find_noun(before)
    if noun and not noun.plural and not is_definite(before):
        genitive = further in _GENITIVE or (before[0] in "بلك" and before not in NOUNS)
        return "ي" if genitive else "" if further[:1].isalnum() else "و"
    opens = is_definite(edit.after) and not further[:1].isalnum() and is_past(before) and is_no_command(before)
    if opens or before in {"هو", "إنه", "أنه", "لأنه", "وهو", "فهو"}:
        return "و"
    return "وا" if before in _BEING else ""


FIVE_NOUNS = Rule(
    explain,
    ("الخمس", "الست", "الواو", "بالواو", "الالف", "بالالف", "الياء", "بالياء", "رفع", "نصب", "يجر", "الجر", "مضاف"),
    reverse,
)
