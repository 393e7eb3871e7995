"""Refuses items that hold personal data."""

from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.personal.find import find_personal
from validators.personal.span import DEFAULT_KINDS, Kind

_SHOWN = 4  # characters: enough to find the place, too few to pass the data on


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Refuses an item with a phone number, an e-mail address or another kind of personal data in its texts.

    Attributes:
        kinds: What is looked for; more kinds are stricter. Names are off by default.
    """

    kinds: frozenset[Kind] = DEFAULT_KINDS

    @property
    def codes(self) -> tuple[str, ...]:
        """A code for each kind that is looked for, such as `personal_phone`."""
        return tuple(f"personal_{kind}" for kind in Kind if kind in self.kinds)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal for the first piece found, with its first characters only."""
        return self._find(reading.text, reading.rare)

    def judge_text(self, text: str) -> Refusal | None:
        """Return the same for a text of any origin."""
        return self._find(text)

    def _find(self, text: str, rare: frozenset[str] | None = None) -> Refusal | None:
        for span in find_personal(text, self.kinds, rare):
            return Refusal(f"personal_{span.kind}", f"{text[span.start : min(span.end, span.start + _SHOWN)]}…")
        return None
