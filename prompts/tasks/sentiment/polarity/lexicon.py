"""The polarity lexicon: which words, pairs of words and emoji of a text speak for which pole, and how strongly."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress, count, pairwise
from pathlib import Path
from typing import NamedTuple

from prompts.bank import Entry, read_bank
from prompts.tasks.sentiment.polarity.litotes import find_denials
from validators.text import normalize

POLES = ("positive", "negative")
"""The two poles, each with a bank of its own, `<pole>.txt`."""

_NEGATORS = frozenset(
    f"{joint}{word}"
    for joint in ("", "و", "ف", "ب")
    for word in (
        *(
            "لا",
            "لم",
            "لن",
            "ليس",
            "ليست",
            "ليسوا",
            "لست",
            "ما",
            "غير",
            "دون",
            "بدون",
            "بلا",
            "عدم",
            "انعدام",
            "قله",
            "نقص",
        ),
        *(
            "مش",
            "مو",
            "موب",
            "مب",
            "مهو",
            "ماهو",
            "ماهي",
            "ماشي",
            "ماكو",
            "مافي",
            "مافيش",
            "مكانش",
            "قليل",
            "ولا",
            "يفتقر",
        ),
        *(
            "تفتقر",
            "افتقد",
            "بعيد",
            "بعيدا",
            "لولا",
            "كان",
            "كنت",
            "لو",
            "ليت",
            "ياليت",
            "اين",
            "وين",
            "فين",
            "يدعي",
            "يزعم",
        ),
    )
)
"""Words after which the next two say the opposite, or no longer what they say alone."""
_REACH = 2
_SAID_REACH = 9
_BEING = frozenset(("اكن", "يكن", "تكن", "نكن", "يكونوا"))
_SAYING = frozenset(("اقول", "القول", "نقول", "ازعم"))
"""Verbs behind which a negated saying speaks of a whole clause."""
_VERY = frozenset(map(normalize, ("جدا", "للغاية", "كثيرا", "تماما", "بشدة", "حقا")))
"""Words that make a strong one of the word before them."""
_SIGN = re.compile("[\u2600-\U0010ffff]")  # one range: a set of just the emoji is ten times as slow
_JOINTS = ("", "و", "ف", "ال", "وال", "بال", "فال", "ب", "لل", "ول", "ل")
_ENDINGS = ("", "ه", "ين", "ون", "ات", "ا", "تين", "ان", "تان", "ي")


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry of the lexicon: its pole (place in `POLES`), whether it is strong, and its dictionary form."""

    pole: int
    strong: bool
    base: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every form that is looked up, to its entry: single words, pairs of words, and emoji.

    `single` and `double` are what is looked up of words and of pairs, and `starts` the words with which either begins.
    """

    words: dict[str, Hit]
    single: frozenset[str]
    pairs: dict[tuple[str, str], Hit]
    double: frozenset[tuple[str, str]]
    starts: frozenset[str]
    emoji: dict[str, Hit]


class Evidence(NamedTuple):
    """What a text holds for each pole: different strong entries, and entries of either strength."""

    strong: tuple[set[str], set[str]]
    total: tuple[int, int]


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon; a form that both poles would claim is in neither."""
    words: dict[str, Hit] = {}
    pairs: dict[tuple[str, str], Hit] = {}
    emoji: dict[str, Hit] = {}
    for pole, name in enumerate(POLES):
        bank = read_bank(Path(__file__).parent / f"{name}.txt")
        own = dict(_list_words(bank, pole))
        shared = {form for form in own if form in words and words[form].pole != pole}
        words = {form: hit for form, hit in (words | own).items() if form not in shared}
        for base in map(normalize, _list_entries(bank, "phrases")):
            first, second = base.split()
            pairs |= {(joint + first, second): Hit(pole, True, base) for joint in _JOINTS[:3]}
        emoji |= {sign: Hit(pole, True, "emoji") for line in _list_entries(bank, "emoji") for sign in line.split()}
    starts = frozenset(words).union(first for first, _ in pairs)
    return Lexicon(words, frozenset(words), pairs, frozenset(pairs), starts, emoji)


def _list_entries(bank: Mapping[str, Sequence[Entry]], section: str) -> list[str]:
    return [text for entry in bank[section] for text in entry if text]


def _list_words(bank: Mapping[str, Sequence[Entry]], pole: int) -> Iterator[tuple[str, Hit]]:
    """Yield every form of every single word; where a form is found twice, the stronger entry comes last."""
    for section, endings in (("mild", _ENDINGS), ("words", ("",)), ("nouns", _ENDINGS)):
        for base in map(normalize, _list_entries(bank, section)):
            hit = Hit(pole, section != "mild", base)
            yield from ((form, hit) for form in _inflect(base, endings))


def _inflect(base: str, endings: Sequence[str]) -> Iterator[str]:
    stem = base.removesuffix("ه")
    joints = _JOINTS if len(endings) > 1 else _JOINTS[:3]
    return (
        f"{joint}{form}" for joint in joints for form in dict.fromkeys([base, *(stem + end for end in endings[1:])])
    )


def weigh(tokens: Sequence[str], text: str) -> Evidence:
    """Return what the words (of the matching key) and the emoji of a text speak for, whatever negates them."""
    lexicon = load_lexicon()
    hits = [lexicon.words[word] for word in lexicon.single.intersection(tokens)]
    hits += [lexicon.pairs[pair] for pair in lexicon.double.intersection(pairwise(tokens))]
    if text:
        hits += _find_emoji(lexicon, text)
    return _sum_up(hits)


def weigh_closely(tokens: Sequence[str], text: str) -> Evidence:
    """Return the same with negation: a word or pair in reach of a negator speaks, mildly, for the other pole.

    What is said by denying its opposite speaks strongly for its pole, and the words of it for none; a word before one
    like "very" speaks twice.
    """
    lexicon = load_lexicon()
    hits = _find_emoji(lexicon, text)
    denials = find_denials(tokens)
    said = {place for denial in denials for place in range(denial.start, denial.end)}
    hits += [Hit(each.pole, True, " ".join(tokens[each.start : each.end])) for each in denials]
    may_turn = not _NEGATORS.isdisjoint(tokens)
    for place in compress(count(), map(lexicon.starts.__contains__, tokens)):
        if place in said:
            continue
        word = tokens[place]
        pair = lexicon.pairs.get((word, tokens[place + 1])) if place + 1 < len(tokens) else None
        if pair is not None:
            hits.append(_turn(pair) if place and tokens[place - 1] in _NEGATORS else pair)
        if (hit := lexicon.words.get(word)) is not None:
            turned = may_turn and _is_negated(tokens, place)
            hits.append(_turn(hit) if turned else hit)
            if not (turned or pair) and place + 1 < len(tokens) and tokens[place + 1] in _VERY:
                hits.append(Hit(hit.pole, hit.strong, f"{hit.base} {tokens[place + 1]}"))
    return _sum_up(hits)


def _is_negated(tokens: Sequence[str], place: int) -> bool:
    """Return whether a word stands in reach of a negator: near it, behind `لم يكن` and a noun, or in `لا أقول إن`."""
    if not _NEGATORS.isdisjoint(tokens[max(0, place - _REACH) : place]):
        return True
    before = tokens[max(0, place - _SAID_REACH) : place]
    if len(before) > _REACH and before[-3] in _NEGATORS and before[-2] in _BEING:
        return True
    said = next((at for at, word in enumerate(before) if word in _SAYING), 0)
    return not _NEGATORS.isdisjoint(before[max(0, said - 3) : said])


def _turn(hit: Hit) -> Hit:
    return Hit(1 - hit.pole, strong=False, base=hit.base)


def _find_emoji(lexicon: Lexicon, text: str) -> list[Hit]:
    return [lexicon.emoji[sign] for sign in _SIGN.findall(text) if sign in lexicon.emoji]


def _sum_up(hits: Sequence[Hit]) -> Evidence:
    strong: tuple[set[str], set[str]] = (set(), set())
    all_bases: tuple[set[str], set[str]] = (set(), set())
    for hit in hits:
        all_bases[hit.pole].add(hit.base)
        if hit.strong:
            strong[hit.pole].add(hit.base)
    return Evidence(strong, (len(all_bases[0]), len(all_bases[1])))
