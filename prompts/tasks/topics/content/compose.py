"""Writes one topic for the mock model: a frame, filled with one or two concepts of the subject."""

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from prompts.bank import read_bank
from prompts.base import Wanted

_FOLDER = Path(__file__).parent
_OTHER = "other"
_SHARE_OF_PAIRS = 0.7
"""Topics that speak of two concepts: of these there are many more."""


@cache
def _list_section(name: str, section: str) -> tuple[str, ...]:
    entries = read_bank(_FOLDER / name)
    return tuple(entry[0] for entry in entries.get(section) or entries[_OTHER])


def compose(wanted: Wanted, rng: Random) -> dict[str, Any]:
    """Return a topic in the wanted subject, or in one that is drawn."""
    subjects = [each for each in read_bank(_FOLDER / "concepts.txt") if each != _OTHER]
    subject = wanted.get("subject") or rng.choice(subjects)
    first, second = rng.sample(_list_section("concepts.txt", subject), 2)
    frame = rng.choice(_list_section("frames.txt", "two" if rng.random() < _SHARE_OF_PAIRS else "one"))
    topic = frame.replace("A", first).replace("B", second)
    return {"topic": topic, "subject": subject}
