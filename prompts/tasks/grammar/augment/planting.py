"""Finds the places of a correct sentence where one mistake of a type can be planted, and plants it."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from prompts.bank import read_bank
from prompts.tasks.grammar.alignment import split_tokens
from prompts.tasks.grammar.rules import RULES
from prompts.tasks.grammar.rules.base import HA, PREPOSITIONS
from prompts.tasks.grammar.rules.certain import find_certain
from prompts.variants.base import Fields
from prompts.variants.held import find_held, is_free
from validators.text import fold_light

WORDS = (4, 60)
"""Fewest and most words of a sentence that gets a mistake."""

_FOLDER = Path(__file__).parent
_BEFORE, _AFTER = r"(?<![\w\u064b-\u0652])", r"(?![\w\u064b-\u0652])"
_NOUN = "(?:[وف]?(?:[بك]?ال|لل|[بلك])?)"
_WAYS = (
    "الصواب «{right}» لا «{wrong}»؛ {reason}.",
    "كُتبت «{wrong}» خطأً، والصواب «{right}»؛ {reason}.",
    "في قولنا «{wrong}» خطأ، وصوابه «{right}»؛ {reason}.",
)


class Spot(NamedTuple):
    """A place of a sentence: where what is right begins, that, what a mistake makes of it, and why it is one."""

    start: int
    right: str
    wrong: str
    reason: str


def make_planter(error_type: str) -> Callable[[Fields, str, Random], Fields | None]:
    """Return the change that plants one mistake of a type in a correction; None where there is no sure place for it."""

    def plant(fields: Fields, wanted: str, rng: Random) -> Fields | None:  # noqa: ARG001
        sentence = fields["correction"]
        if not WORDS[0] <= len(sentence.split()) <= WORDS[1] or has_mistake(sentence):
            return None
        held = find_held(sentence)
        spots = [
            spot
            for spot in FINDERS[error_type](sentence)
            if is_free((spot.start, spot.start + len(spot.right)), held) and sentence.count(spot.right) == 1
        ]
        if not spots:
            return None
        spot = rng.choice(spots)
        changed = {
            "input": sentence[: spot.start] + spot.wrong + sentence[spot.start + len(spot.right) :],
            "correction": sentence,
            "explanation": rng.choice(_WAYS).format(right=spot.right, wrong=spot.wrong, reason=spot.reason),
            "error_type": error_type,
        }
        return {**fields, **changed}

    return plant


def has_mistake(sentence: str) -> bool:
    """Return whether a sentence that should be correct certainly is not, by what any rule knows."""
    words = split_tokens(fold_light(sentence))
    return bool(find_certain(words) or any(rule.remains(words) for rule in RULES.values()))


def find_listed(name: str, sentence: str) -> Iterator[Spot]:
    """Yield the places of words that the bank of a type lists."""
    for pattern, table in _read_words(name):
        for match in pattern.finditer(sentence):
            wrong, reason = table[match["word"]]
            yield Spot(match.start(), match[0], match["lead"] + wrong, reason)


@cache
def _read_words(name: str) -> tuple[tuple[re.Pattern[str], Mapping[str, tuple[str, str]]], ...]:
    """Return a pattern and what it finds, for words that may carry a noun's prefixes and for those that may not."""
    tables: tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]] = ({}, {})
    for reason, entries in read_bank(_FOLDER / f"{name}.txt").items():
        for right, wrong, *noun in entries:
            tables[bool(noun)][right] = wrong, reason
    return tuple(
        (re.compile(f"{_BEFORE}(?P<lead>{lead})(?P<word>{'|'.join(map(re.escape, table))}){_AFTER}"), table)
        for table, lead in zip(tables, ("[وف]?", _NOUN), strict=True)
        if table
    )


_TA = re.compile(rf"{_BEFORE}(?:[وف]?[بك]?ال|[وف]?لل)[ء-ي]{{3,}}ة{_AFTER}")
_TA_REASON = "لأن آخر الكلمة تاء مربوطة تنطق تاءً عند الوصل وهاءً عند الوقف، فتكتب بنقطتين"


def find_ta_marbuta(sentence: str) -> Iterator[Spot]:
    """Yield words with the article that end in ta marbuta, which no pronoun can, and listed ones."""
    for match in _TA.finditer(sentence):
        if HA.fullmatch(match[0][:-1] + "ه") is None:
            yield Spot(match.start(), match[0], match[0][:-1] + "ه", _TA_REASON)
    yield from find_listed("ta_marbuta", sentence)


_TANWIN = re.compile(rf"{_BEFORE}[ء-ي]{{2,}}(?:اءً|ةً){_AFTER}")


def find_tanwin(sentence: str) -> Iterator[Spot]:
    """Yield accusatives in اءً and ةً, which carry no alif, and listed adverbs."""
    for match in _TANWIN.finditer(sentence):
        if match[0].endswith("ءً"):
            wrong = match[0][:-1] + "ًا"
            yield Spot(match.start(), match[0], wrong, "لأن الهمزة المسبوقة بألف يوضع عليها تنوين النصب دون ألف بعدها")
        else:
            wrong = match[0][:-2] + "تًا"
            reason = "لأن تنوين النصب يوضع على التاء المربوطة نفسها، فلا تكتب تاءً مفتوحة بعدها ألف"
            yield Spot(match.start(), match[0], wrong, reason)
    yield from find_listed("tanwin", sentence)


_FIVE_VERBS = re.compile(rf"{_BEFORE}[وف]?(?P<by>أن|لن|لم|لكي|كي) (?P<verb>[يت][ء-ي]{{2,}})وا{_AFTER}")
_WEAK = re.compile(rf"{_BEFORE}[وف]?لم (?P<verb>[أنيت][ء-ي]+){_AFTER}")


def find_verb_mood(sentence: str) -> Iterator[Spot]:
    """Yield verbs directly behind a particle that show their mood by a nun or a weak letter that is not there."""
    for match in _FIVE_VERBS.finditer(sentence):
        mood = "مجزوم بـ«لم» وعلامة جزمه" if match["by"] == "لم" else f"منصوب بـ«{match['by']}» وعلامة نصبه"
        reason = f"لأن الفعل المضارع من الأفعال الخمسة {mood} حذف النون"
        yield Spot(match.start("verb"), match["verb"] + "وا", match["verb"] + "ون", reason)
    weak = {
        entry[0]: (entry[1], why) for why, entries in read_bank(_FOLDER / "verb_mood.txt").items() for entry in entries
    }
    for match in _WEAK.finditer(sentence):
        if match["verb"] in weak:
            yield Spot(match.start("verb"), match["verb"], *weak[match["verb"]])


_GOVERNORS = {
    "و": frozenset({"قال", "عاد", "سافر", "توفي", "مات", "هو", "هذا"}),
    "ا": frozenset({"إن", "أن", "لكن", "كأن", "لعل"}),
    "ي": PREPOSITIONS - {"حتى", "منذ", "مذ"},
}
_FIVE_NOUNS = re.compile(rf"(?P<before>[ء-ي]+) (?P<stem>أب|أخ)(?P<case>[واي])(?P<tail>هما|هم|ها|ه|كما|كم|ك){_AFTER}")
_CASES = {
    "و": ("اي", "مرفوع وعلامة رفعه الواو"),
    "ا": ("وي", "منصوب وعلامة نصبه الألف"),
    "ي": ("وا", "مجرور وعلامة جره الياء"),
}


def find_five_nouns(sentence: str) -> Iterator[Spot]:
    """Yield أب and أخ before a pronoun, where the word before them decides the letter of their case."""
    for match in _FIVE_NOUNS.finditer(sentence):
        letters, case = _CASES[match["case"]]
        governor = match["before"].removeprefix("و")
        for letter in letters if governor in _GOVERNORS[match["case"]] else ():
            ending = letter + match["tail"]
            right, wrong = match["stem"] + match["case"] + match["tail"], match["stem"] + ending
            reason = f"لأن الاسم من الأسماء الخمسة، وهو هنا {case}، وقبله «{match['before']}»"
            yield Spot(match.start("stem"), right, wrong, reason)


_JOINED = re.compile(rf"{_BEFORE}وال(?![ديه])[ء-ي]{{3,}}{_AFTER}")


def find_blanks(sentence: str) -> Iterator[Spot]:
    """Yield a waw before an article, which a blank must not part from it, and listed words."""
    for match in _JOINED.finditer(sentence):
        reason = "لأن واو العطف حرف واحد يكتب متصلًا بالكلمة التي بعده دون فراغ"
        yield Spot(match.start(), match[0], f"و {match[0][1:]}", reason)
    yield from find_listed("spelling_split_merge", sentence)


FINDERS: Mapping[str, Callable[[str], Iterator[Spot]]] = {
    "hamza": partial(find_listed, "hamza"),
    "ta_marbuta": find_ta_marbuta,
    "alif_maqsura": partial(find_listed, "alif_maqsura"),
    "tanwin": find_tanwin,
    "verb_mood": find_verb_mood,
    "five_nouns": find_five_nouns,
    "spelling_split_merge": find_blanks,
}
"""Error type to what finds its places."""
