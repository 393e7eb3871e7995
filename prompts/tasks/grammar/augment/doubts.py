"""Mistakes that a sentence has or may have already, so that no other is planted beside them.

They are looked for more widely than by the rules that refuse rows: a good sentence that is passed over costs nothing.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from prompts.bank import read_bank
from prompts.tasks.grammar.alignment import split_tokens
from prompts.tasks.grammar.augment.agreement import (
    DEEDS,
    HER,
    LIVING,
    MANY,
    MEN,
    PAST,
    PRESENT,
    WOMEN,
    is_referred_to,
)
from prompts.tasks.grammar.augment.counting import FEW, TENS
from prompts.tasks.grammar.augment.inflection import GOVERNORS, MEASURES
from prompts.tasks.grammar.augment.phrases import HEADS, QUALITIES
from prompts.tasks.grammar.augment.spots import AFTER, BEFORE, FOLDER, NOUN, PEOPLE, join_words
from prompts.tasks.grammar.rules import RULES
from prompts.tasks.grammar.rules.base import MASCULINE
from prompts.tasks.grammar.rules.certain import find_certain
from validators.text import fold_light

_BY = "[وف]?(?:من|إلى|على|عن|في|مع|لدى)"
_SAYS = join_words(
    "قال قالت قالوا قالا قلت قلنا قيل يقول تقول يقولون تقولون يقولوا أقول نقول يقال قائلا قائلًا قائلة قائلين القول"
)
_OWN_NUN = "(?:ت?كون|ت?عاون|ت?هاون|هون|ت?لون|خون|صون|مون|دون)"
_NAMED = "(?:[وف]?[بك]?ال|[وف]?لل)"

_STRUCTURES = (
    # behind a word of saying stands إن, whoever speaks or listens
    rf"{BEFORE}[وفس]?{_SAYS}(?: [ء-ي\u064b-\u0652]+){{0,5}} أن(?:ه|ها|هم|هما|هن|ني|نا|ك|كم|ي)?{AFTER}",
    # verbs before their subject
    rf"{BEFORE}[وف]?(?:{PAST}وا|{PRESENT}(?:ون|وا)) ال{PEOPLE}ون{AFTER}",
    rf"{BEFORE}[وف]?{DEEDS} {WOMEN}{AFTER}",
    # nouns out of their case
    rf"{TENS} (?:{MEASURES}){AFTER}",
    rf"{BEFORE}(?:{_BY}|[وف]?(?:إن|أن|لأن|كأن|لعل|لكن)) ال{PEOPLE}ون{AFTER}",
    # verbs that keep a nun of theirs
    rf"{BEFORE}[وف]?(?:أن|لن|لم|لكي|كي) [يت](?!{_OWN_NUN}{AFTER})[ء-ي]{{2,}}ون{AFTER}",
    # pronouns
    rf"(?<!بما ){BEFORE}(?:{_BY} |[وف]?ب)(?:هذه|تلك) {MEN}{AFTER}",
    rf"{BEFORE}[وف]?[بك]?ال(?:{MANY}|[ء-ي]{{3,}}ين) الذي {LIVING}{AFTER}",
    # articles; من الأفضل الانتظار is right
    rf"{BEFORE}{_BY} ال(?:(?!أفضل|أحسن){HEADS}|مختلف|كافة|بعض|كل) (?!الآخر|الأخرى|الذي|التي)ال[ء-ي]{{3,}}{AFTER}",
    rf"{BEFORE}[وف]?ال(?:معظم|إحدى) ال[ء-ي]{{3,}}{AFTER}",
    rf"{BEFORE}{_BY} (?:هذا|هذه|تلك) (?!ال|ما |ليس|[يتن])[ء-ي]{{3,}} (?:ال[ء-ي]{{3,}}|التي|الذي){AFTER}",
    # words out of their order
    rf"{BEFORE}و?[أنيت][ء-ي]{{2,}} (?:لم|لن|سوف){AFTER}(?! (?:[أنيت]|لا |لن |لم ))",
    rf"{BEFORE}{_BY} ال{QUALITIES}ة ال[ء-ي]{{2,}}ة{AFTER}",
)
_FEMININE = rf"(?P<noun>{_NAMED}(?!أ)[ء-ي]{{3,}}ة)"


@lru_cache(maxsize=64)  # every planter asks about the same sentence, one after another
def has_mistake(sentence: str) -> bool:
    """Return whether a sentence that should be correct is not, or may not be, by what any rule or planter knows."""
    words = split_tokens(fold_light(sentence))
    return bool(
        find_certain(words)
        or any(rule.remains(words) for rule in RULES.values())
        or any(pattern.search(sentence) for pattern in _list_patterns())
        or any(_find_masculine(sentence))
    )


def _find_masculine(sentence: str) -> Iterator[bool]:
    """Yield whether what goes with a feminine noun or التي is masculine, where it should not be."""
    for pattern in _list_disagreements():
        for match in pattern.finditer(sentence):
            noun = match.groupdict().get("noun")
            yield not noun.endswith(tuple(MASCULINE)) if noun else not is_referred_to(HER, sentence, match.end())


@cache
def _list_disagreements() -> tuple[re.Pattern[str], ...]:
    stems = join_words(*(stem for (stem,) in read_bank(FOLDER / "adjectives.txt")["regular"]))
    verbs = read_bank(FOLDER / "relative_verbs.txt")["verbs"]
    return (
        re.compile(rf"{BEFORE}(?:{_BY} |(?=[وف]?(?:بال|لل))){_FEMININE} ال{stems}{AFTER}"),
        re.compile(rf"(?<!بما ){BEFORE}(?:{_BY} |[وف]?ب)(?:هذا|ذلك) {_FEMININE}{AFTER}"),
        *(re.compile(rf"{BEFORE}التي {masculine} {join_words(following)}{AFTER}") for _, masculine, following in verbs),
    )


@cache
def _list_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, [*_STRUCTURES, *_list_spellings(), *_list_inflections(), *_list_phrases()]))


def _list_spellings() -> Iterator[str]:
    for name in ("hamza", "ta_marbuta", "alif_maqsura", "tanwin", "spelling_split_merge"):
        wrong = [entry[1] for entries in read_bank(FOLDER / f"{name}.txt").values() for entry in entries]
        yield rf"{BEFORE}{NOUN}(?:{'|'.join(map(re.escape, wrong))}){AFTER}"


def _list_inflections() -> Iterator[str]:
    weak = [entry[1] for entries in read_bank(FOLDER / "verb_mood.txt").values() for entry in entries]
    yield rf"{BEFORE}[وف]?لم {join_words(*weak)}{AFTER}"
    for letter, governors in GOVERNORS.items():
        others = "".join({*"واي"} - {letter})
        yield rf"{BEFORE}و?{join_words(*governors)} (?:أب|أخ)[{others}](?:هما|هم|ها|ه|كما|كم|ك){AFTER}"


def _list_phrases() -> Iterator[str]:
    counted = read_bank(FOLDER / "counted.txt")
    for kind, numbers in (("feminine", FEW.values()), ("masculine", FEW)):
        plurals = join_words(*(plural for _, plural in counted[kind]))
        yield rf"{BEFORE}[وفبل]?{join_words(*numbers)} {plurals}{AFTER}"
        yield rf"{TENS} {plurals}{AFTER}"
    for words, _, wrong in read_bank(FOLDER / "prepositions.txt")["governed"]:
        yield rf"{BEFORE}[وف]?{join_words(words)} {wrong}{AFTER}"
