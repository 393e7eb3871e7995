"""The facts of every subject: names with descriptions that hold for them alone, grouped by topic."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from prompts.bank import Entry, read_bank

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
    """A name and its description, which is false for every other name of the topic.

    Attributes:
        topic: Head of the section, as it reads in a sentence.
        kind: `who` for the name of a man, else `what`.
        name: The name as an option shows it, with its honorific.
        quoted: The name in quotation marks, the honorific behind them.
        text: The description.
    """

    topic: str
    kind: str
    name: str
    quoted: str
    text: str


@cache
def load_topics(subject: str) -> tuple[tuple[Fact, ...], ...]:
    """Return the facts of a subject by topic; a head `topic | who` marks persons, a third field is an honorific.

    Raises:
        FileNotFoundError: If the subject has no bank.
    """
    bank = read_bank(FOLDER / f"{subject}.txt")
    return tuple([tuple([_build_fact(head, entry) for entry in entries]) for head, entries in bank.items()])


def draw_facts(subject: str, count: int, rng: Random) -> list[Fact]:
    """Return different facts of one topic of a subject, or of any subject when it has no bank."""
    topics = load_topics(subject if subject in SUBJECTS else rng.choice(SUBJECTS))
    return rng.sample(rng.choice(topics), count)


def _build_fact(head: str, entry: Entry) -> Fact:
    topic, _, kind = head.partition(" | ")
    name, text, *honorific = entry
    return Fact(topic, kind or "what", " ".join([name, *honorific]), " ".join([f"«{name}»", *honorific]), text)
