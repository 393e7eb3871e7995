"""Refuses colloquial Arabic where Modern Standard Arabic is asked for."""

from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.colloquial import WATCHED, weigh
from validators.text import normalize

_ABOUT = frozenset(normalize("لهجة اللهجة لهجات اللهجات عامية العامية الدارجة دارجة").split())


@dataclass(frozen=True, slots=True)
class Dialect:
    """Refuses an item with words that only a dialect has: Egyptian, Gulf, Iraqi, Levantine or Maghrebi.

    Words that no standard text holds weigh 6; those that it holds now and then, as names or misspelt, 3; those that
    have a standard meaning of their own ("زي", "بس") 2. A question about dialects may quote them.

    Attributes:
        most: Largest weight of the different words found that still passes; fewer is stricter.
    """

    most: int = 5
    codes = ("dialect",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the words that were found."""
        if WATCHED.isdisjoint(reading.hints):
            return None
        found = WATCHED & reading.hints
        if weigh(found) <= self.most or not _ABOUT.isdisjoint(reading.tokens):
            return None
        return Refusal("dialect", " ".join(sorted(found)[:8]))
