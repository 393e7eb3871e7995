"""The facts of every subject: names with descriptions that hold for them alone, grouped by topic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
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


@dataclass(frozen=True, slots=True, eq=False)
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


@cache
def load_names() -> Mapping[str, tuple[str, ...]]:
    """Return topic to all names that may be its wrong options: those of its facts, and further ones."""
    decoys = read_bank(FOLDER / "decoys.txt")
    topics = [facts for subject in SUBJECTS for facts in load_topics(subject)]
    return {
        facts[0].topic: (*[fact.name for fact in facts], *chain.from_iterable(decoys[facts[0].topic]))
        for facts in topics
    }


@cache
def list_topics(subject: str) -> tuple[tuple[Fact, ...], ...]:
    """Return the topics of a subject, each as often as it has facts, so that every fact is as likely."""
    return tuple([facts for facts in load_topics(subject) for _ in facts])


def draw_facts(subject: str, count: int, rng: Random) -> list[Fact]:
    """Return different facts of one topic of a subject, or of any subject when it has no bank."""
    topics = list_topics(subject if subject in SUBJECTS else rng.choice(SUBJECTS))
    topic = topics[int(rng.random() * len(topics))]
    drawn: list[Fact] = []
    while len(drawn) < count:  # far faster than `sample` for a few of many
        fact = topic[int(rng.random() * len(topic))]
        if fact not in drawn:
            drawn.append(fact)
    return drawn


def draw_names(topic: str, taken: Sequence[str], count: int, rng: Random) -> list[str]:
    """Return different names of a topic beside those that are taken."""
    names, drawn = load_names()[topic], [*taken]
    while len(drawn) < len(taken) + count:
        name = names[int(rng.random() * len(names))]
        if name not in drawn:
            drawn.append(name)
    return drawn[len(taken) :]


def _build_fact(head: str, entry: Entry) -> Fact:
    topic, _, kind = head.partition(" | ")
    name, text, *honorific = entry
    return Fact(topic, kind or "what", " ".join([name, *honorific]), " ".join([f"«{name}»", *honorific]), text)
