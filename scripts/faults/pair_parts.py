"""The words of a grammar pair, and damage to one of its sides."""

from collections.abc import Callable, Sequence
from random import Random

from scripts.faults.fault import Fault, Plant, Row
from scripts.faults.words import ARABIC, count_letters

_EVERY_TYPE = """
hamza ta_marbuta alif_maqsura subject_verb_agreement adjective_agreement case_ending verb_mood number_noun_agreement
pronoun_reference preposition definiteness word_order five_nouns tanwin spelling_split_merge
"""
_ARGUABLE = {
    "definiteness": {"adjective_agreement"},
    "verb_mood": {"subject_verb_agreement", "case_ending"},
    "adjective_agreement": {"subject_verb_agreement", "number_noun_agreement", "ta_marbuta"},
    "preposition": {"word_order"},
}
"""Type to other types that somebody might defend for its corrections."""

Sides = tuple[list[str], list[str]]
"""The words of the input and of the correction."""


def list_kept(row: Row) -> list[tuple[int, int]]:
    """Return the places, in the input and in the correction, of words before and after the change."""
    wrong, right = row["input"].split(), row["correction"].split()
    first = next(
        (at for at, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), min(len(wrong), len(right))
    )
    last = 0
    while last < min(len(wrong), len(right)) - first and wrong[-1 - last] == right[-1 - last]:
        last += 1
    after = [(len(wrong) - back, len(right) - back) for back in range(last, 0, -1)]
    return [*((at, at) for at in range(first)), *after]


def change_correction(make: Callable[[list[str], list[int], Random], list[str] | None]) -> Plant:
    """Return the planting that rewrites the words of the correction, told the places of those that should stay."""

    def plant(row: Row, rng: Random) -> Row | None:
        words = make(row["correction"].split(), [right for _, right in list_kept(row)], rng)
        return None if words is None else {**row, "correction": " ".join(words)}

    return plant


def list_words(words: Sequence[str], places: Sequence[int], letters: int = 4) -> list[int]:
    """Return those of the places where a word of some length without other signs stands."""
    return [at for at in places if count_letters(words[at]) >= letters and ARABIC.fullmatch(words[at])]


def mislabel(error_type: str) -> Fault:
    """Return the kind of damage that gives corrections of one type the name of another."""
    arguable = _ARGUABLE.get(error_type, set())

    def plant(row: Row, rng: Random) -> Row | None:
        if row["error_type"] != error_type or (error_type == "alif_maqsura" and row["correction"].count("إلى")):
            return None
        others = [name for name in _EVERY_TYPE.split() if name != error_type and name not in arguable]
        return {**row, "error_type": rng.choice(others)}

    return Fault(f"wrong_label_{error_type}", "grammar", plant)
