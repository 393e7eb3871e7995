"""The facts of every subject: names with descriptions that hold for them alone, grouped by topic."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from prompts.bank import read_bank

FOLDER = Path(__file__).parent
"""Where the banks lie."""

SUBJECTS = (
    "islamic_studies",
    "physics",
    "chemistry",
    "biology",
    "science",
    "mathematics",
    "history",
    "geography",
    "social",
    "arabic_language",
    "economics",
    "philosophy",
    "computer_science",
)
"""The subjects with a bank of their own, `<subject>.txt`."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A name (a term, a person, a place) and its description, with the other facts of its topic, all false for it."""

    topic: str
    name: str
    text: str
    others: tuple[tuple[str, str], ...]


@cache
def load_facts(subject: str) -> tuple[Fact, ...]:
    """Return the facts of a subject in bank order.

    Raises:
        FileNotFoundError: If the subject has no bank.
    """
    facts: list[Fact] = []
    for topic, entries in read_bank(FOLDER / f"{subject}.txt").items():
        pairs = [(name, text) for name, text in entries]
        facts += [Fact(topic, *pair, tuple(other for other in pairs if other is not pair)) for pair in pairs]
    return tuple(facts)


def draw_fact(subject: str, rng: Random) -> Fact:
    """Return a fact of a subject, or of any subject when it has no bank."""
    return rng.choice(load_facts(subject if subject in SUBJECTS else rng.choice(SUBJECTS)))
