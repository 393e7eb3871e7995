"""Mistakes of mood and case that letters show: verbs behind a particle, nouns behind a preposition or number."""

import re
from collections.abc import Iterator

from prompts.bank import read_bank
from prompts.tasks.grammar.augment.counting import TENS
from prompts.tasks.grammar.augment.spots import AFTER, BEFORE, FOLDER, PEOPLE, Spot, join_words

_PAST = join_words("ئس سر قن مم بس تم قظ")
"""What follows the ya of verbs whose past begins with one, as in بعد أن يئسوا."""
_FIVE_VERBS = re.compile(
    rf"{BEFORE}[وف]?"
    rf"(?:أن (?P<after_an>ي(?!{_PAST}وا)[ء-ي]{{2,}})|(?P<by>لن|لم|لكي|كي) (?P<verb>[يت][ء-ي]{{2,}}))وا{AFTER}"
)
_WEAK = re.compile(rf"{BEFORE}[وف]?لم (?P<verb>[أنيت][ء-ي]+){AFTER}")


def find_verb_mood(sentence: str) -> Iterator[Spot]:
    """Yield verbs directly behind a particle that show their mood by a nun or a weak letter that is not there.

    Behind أن a verb in ت may be past, as in أن تعاونوا; in a question لم may be «why».
    """
    asks = "؟" in sentence
    for match in _FIVE_VERBS.finditer(sentence):
        by, group = match["by"] or "أن", "verb" if match["verb"] else "after_an"
        mood = "مجزوم بـ«لم» وعلامة جزمه" if by == "لم" else f"منصوب بـ«{by}» وعلامة نصبه"
        reason = f"لأن الفعل المضارع من الأفعال الخمسة {mood} حذف النون"
        if not (asks and by == "لم"):
            yield Spot(match.start(group), match[group] + "وا", match[group] + "ون", reason)
    weak = {
        entry[0]: (entry[1], why) for why, entries in read_bank(FOLDER / "verb_mood.txt").items() for entry in entries
    }
    for match in _WEAK.finditer(sentence) if not asks else ():
        if match["verb"] in weak:
            yield Spot(match.start("verb"), match["verb"], *weak[match["verb"]])


_INTRANSITIVE = frozenset({"قال", "سافر", "مات", "نام", "ابتسم", "غضب", "ضحك"})
GOVERNORS = {
    "و": _INTRANSITIVE,
    "ا": frozenset({"إن", "أن", "كأن", "لعل"}),
    "ي": frozenset({"إلى", "على", "عن", "من", "في", "مع", "لدى"}),
}
_FIVE_NOUNS = re.compile(
    rf"{BEFORE}(?P<before>[ء-ي]+) (?P<stem>أب|أخ)(?P<case>[واي])(?P<tail>هما|هم|ها|ه|كما|كم|ك){AFTER}"
)
_CASES = {
    "و": ("اي", "مرفوع وعلامة رفعه الواو"),
    "ا": ("وي", "منصوب وعلامة نصبه الألف"),
    "ي": ("وا", "مجرور وعلامة جره الياء"),
}


def find_five_nouns(sentence: str) -> Iterator[Spot]:
    """Yield أب and أخ before a pronoun, where the word before them decides the letter of their case.

    Behind من, «who» asks for the nominative, and أباه may be a verb.
    """
    for match in _FIVE_NOUNS.finditer(sentence):
        letters, case = _CASES[match["case"]]
        governor = match["before"].removeprefix("و")
        if governor not in GOVERNORS[match["case"]] or "إلا" in sentence:
            continue
        for letter in letters if governor != "من" else "ا" * (match["stem"] == "أخ"):
            ending = letter + match["tail"]
            right, wrong = match["stem"] + match["case"] + match["tail"], match["stem"] + ending
            reason = f"لأن الاسم من الأسماء الخمسة، وهو هنا {case}، وقبله «{match['before']}»"
            yield Spot(match.start("stem"), right, wrong, reason)


_GENITIVE = re.compile(
    rf"(?:(?<=[ء-ي] )(?P<some>من)|{BEFORE}[وف]?(?P<by>إلى|على|عن|في|مع|لدى)) "
    rf"(?P<noun>ال{PEOPLE})ين{AFTER}(?! (?:الاثنين|اللذين|كليهما))"
)
_SUBJECT = re.compile(rf"{BEFORE}[وف]?(?P<by>إن|لأن|كأن|لعل) (?P<noun>ال{PEOPLE})ين{AFTER}(?! (?:الاثنين|اللذين))")
MEASURES = "عام|يوم|شهر|أسبوع|قرن|كتاب|شخص|لاعب|طالب|كيلومتر|متر|ميل|رجل|جندي|طفل|صف|مقعد|هدف|فيلم|بيت|منزل|عضو"
_COUNTED = re.compile(rf"(?P<number>{TENS}) (?P<noun>{MEASURES})(?P<end>ًا|اً|ا){AFTER}")


def find_case_ending(sentence: str) -> Iterator[Spot]:
    """Yield sound plurals of people behind a preposition or إن, and nouns counted by tens."""
    for match in _GENITIVE.finditer(sentence):
        reason = f"لأن الاسم مجرور بـ«{match['by'] or match['some']}»، وعلامة جر جمع المذكر السالم الياء"
        yield Spot(match.start("noun"), match["noun"] + "ين", match["noun"] + "ون", reason)
    for match in _SUBJECT.finditer(sentence):
        reason = f"لأن الاسم منصوب بـ«{match['by']}»، وعلامة نصب جمع المذكر السالم الياء"
        yield Spot(match.start("noun"), match["noun"] + "ين", match["noun"] + "ون", reason)
    for match in _COUNTED.finditer(sentence):
        reason = f"لأن المعدود بعد «{match['number']}» تمييز مفرد منصوب"
        yield Spot(match.start("noun"), match["noun"] + match["end"], match["noun"], reason)
