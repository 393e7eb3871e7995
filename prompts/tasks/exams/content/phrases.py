"""The sentence parts around a fact: a grammar whose phrases hold slots for others, and words in two genders."""

import re
from collections.abc import Mapping
from functools import cache
from random import Random

from prompts.bank import Entry, read_bank
from prompts.tasks.exams.content.facts import FOLDER

Phrase = tuple[str, ...]
"""Literal text and slot names in turn, beginning and ending with literal text."""

Phrases = Mapping[str, tuple[Phrase, ...]]
"""Section to its phrases, each as often as it weighs."""

_SLOT = re.compile(r"\{(\w+)\}")
_GENDERS = re.compile(r"([^\s/]+)/([^\s/]+)")


@cache
def load_phrases(kind: str, female: bool) -> Phrases:
    """Return the phrases for facts of a kind, `what` or `who`, with the words for a man or for a woman."""
    phrases: dict[str, tuple[Phrase, ...]] = {}
    for head, entries in read_bank(FOLDER / "phrases.txt").items():
        section, _, only = head.partition(" ")
        if only in ("", kind):
            phrases[section] = phrases.get(section, ()) + read_phrases(entries, female)
    return phrases


def write_phrase(section: str, phrases: Phrases, given: Mapping[str, str], rng: Random) -> str:
    """Return a phrase of a section, its slots filled from `given` where they are there and else from their sections."""
    parts: list[str] = []
    options = phrases[section]
    _expand(options[int(rng.random() * len(options))], phrases, given, rng, parts)
    return "".join(parts)


def _expand(phrase: Phrase, phrases: Phrases, given: Mapping[str, str], rng: Random, parts: list[str]) -> None:
    is_slot = False
    for part in phrase:
        if not is_slot:
            parts.append(part)
        elif part in given:
            parts.append(given[part])
        else:
            options = phrases[part]
            chosen = options[int(rng.random() * len(options))]
            if len(chosen) == 1:
                parts.append(chosen[0])
            else:
                _expand(chosen, phrases, given, rng, parts)
        is_slot = not is_slot


def read_phrases(entries: tuple[Entry, ...], female: bool = False) -> tuple[Phrase, ...]:
    """Return the phrases of a bank's section, each as often as it weighs, with the words for a man or for a woman."""
    phrases: list[Phrase] = []
    for phrase, *weight in entries:
        spoken = _GENDERS.sub(r"\2" if female else r"\1", phrase)
        phrases += [tuple(_SLOT.split(spoken))] * int(weight[0] if weight else 1)
    return tuple(phrases)
