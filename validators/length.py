"""Refuses items with a text that is too short or too long for its field."""

from collections.abc import Mapping
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal


@dataclass(frozen=True, slots=True)
class Length:
    """Refuses an item when a named text has fewer or more words than its field allows.

    Attributes:
        limits: Field name to least and largest number of words, both allowed. Words are
            those of the matching key; a field without a text has none.
    """

    limits: Mapping[str, tuple[int, int]]
    codes = ("too_short", "too_long")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that names the first field out of its limits and its number of words."""
        for name, (least, most) in self.limits.items():
            count = len(reading.words.get(name, ()))
            if count < least:
                return Refusal("too_short", f"{name}: {count} words, at least {least}")
            if count > most:
                return Refusal("too_long", f"{name}: {count} words, at most {most}")
        return None
