"""Clauses with slots: literal text and slot names in turn, filled from banks of words."""

import re
from collections.abc import Mapping
from functools import cache
from random import Random

from prompts.bank import read_bank
from prompts.tasks.sentiment.content.banks import DOMAINS, FOLDER, GENERAL, Clauses, draw

Pattern = tuple[str, ...]
"""Literal text and slot names in turn, beginning and ending with literal text."""

_SLOT = re.compile(r"\{(\w+)\}")
_NUMBERS = {"amount": (19, 11, 99), "number": (899, 100, 199), "minutes": (0, 11, 99), "date": (0, 1, 28)}
"""Slots for numbers: most hundreds, and from what to what besides. Counted nouns stand as after 11 to 99."""

_GENDERS = re.compile(r"([^\s/]+)/([^\s/]+)")


@cache
def load_words() -> Mapping[str, tuple[Pattern, ...]]:
    """Return the sections of the bank of words, whose entries may have slots, each as often as it weighs."""
    return {
        name: tuple([_split(entry) for entry, *weight in entries for _ in range(int(weight[0] if weight else 1))])
        for name, entries in read_bank(FOLDER / "words.txt").items()
    }


@cache
def load_aspects(domain: str) -> tuple[tuple[bool, str], ...]:
    """Return the aspects of a domain, or of things in general: whether its word is feminine, and the word."""
    entries = read_bank(FOLDER / "aspects.txt")[domain if domain in DOMAINS else GENERAL]
    return tuple([(gender == "f", name) for name, gender in entries])


@cache
def load_details(label: str, female: bool) -> tuple[tuple[Pattern, ...], Clauses]:
    """Return the clauses of a label about an aspect, with the words of one gender, and its adjectives."""
    bank = read_bank(FOLDER / "aspects.txt")
    spoken = [_GENDERS.sub(r"\2" if female else r"\1", entry[0]) for entry in bank[f"{label}.detail"]]
    adjectives = tuple([entry[female] for entry in bank.get(f"{label}.adjective", ())])
    return tuple(map(_split, spoken)), adjectives


def write_words(section: str, rng: Random) -> str:
    """Return an entry of the bank of words, its slots filled."""
    parts: list[str] = []
    _fill(draw(load_words()[section], rng), {}, rng, parts)
    return "".join(parts)


def write_detail(label: str, domain: str, rng: Random) -> str:
    """Return a clause that praises, blames or reports on an aspect of the domain."""
    female, aspect = draw(load_aspects(domain), rng)
    patterns, adjectives = load_details(label, female)
    parts: list[str] = []
    _fill(draw(patterns, rng), {"aspect": (aspect,), "adjective": adjectives}, rng, parts)
    return "".join(parts)


def _fill(pattern: Pattern, given: Mapping[str, Clauses], rng: Random, parts: list[str]) -> None:
    words, used, is_slot = load_words(), "", False
    for part in pattern:
        if not is_slot:
            parts.append(part)
        elif part in words:
            chosen = draw(words[part], rng)
            while chosen[0] in parts and len(chosen) == 1:  # no journey from a town to itself
                chosen = draw(words[part], rng)
            if len(chosen) == 1:
                parts.append(chosen[0])
            else:
                _fill(chosen, given, rng, parts)
        elif part in _NUMBERS:
            parts.append(_draw_number(part, rng))
        else:
            word = draw(given[part], rng)
            while word == used:
                word = draw(given[part], rng)
            used = word
            parts.append(word)
        is_slot = not is_slot


def _draw_number(name: str, rng: Random) -> str:
    hundreds, low, high = _NUMBERS[name]
    return str(100 * int(rng.random() * (hundreds + 1)) + low + int(rng.random() * (high - low + 1)))


def _split(clause: str) -> Pattern:
    return tuple(_SLOT.split(clause))
