"""Refuses items that say the same words over and over."""

from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal


@dataclass(frozen=True, slots=True)
class Diversity:
    """Refuses an item whose type-token ratio, over all its texts, is too low; measures `ttr`.

    Attributes:
        min_ttr: Least number of different words for each word, 0 to 1. Words are compared by their matching keys.
    """

    min_ttr: float = 0.18
    codes = ("low_ttr",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal with the ratio that was found; an item without words has the ratio 0."""
        tokens = reading.tokens
        ttr = reading.distinct / len(tokens) if tokens else 0.0
        measures["ttr"] = round(ttr, 3)
        return Refusal("low_ttr", f"type-token ratio {ttr:.2f}") if ttr < self.min_ttr else None
