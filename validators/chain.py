"""Runs the checks of one item, cheap to dear, up to the first refusal."""

from dataclasses import dataclass

from validators.base import Check, Item, Measures, Reading, Verdict
from validators.text import Texts


@dataclass(frozen=True, slots=True)
class Chain:
    """Checks in the order in which they are asked; put the cheap ones first.

    Attributes:
        checks: What judges, the task's own checks of shape before all others.
        texts: Picks the free texts of an item that those first ones let pass.
    """

    checks: tuple[Check, ...]
    texts: Texts

    @property
    def codes(self) -> tuple[str, ...]:
        """Every reason code that the chain can give, in order, each once."""
        return tuple(dict.fromkeys(code for check in self.checks for code in check.codes))

    def judge(self, item: Item) -> Verdict:
        """Return the first refusal, or acceptance, with what was measured so far.

        A check that raises is a defect of the check, never a property of the item, and the error goes through.
        """
        measures: Measures = {}
        reading = Reading(item, self.texts)
        for check in self.checks:
            refusal = check.judge(reading, measures)
            if refusal is not None:
                return Verdict(refusal, measures)
        return Verdict(None, measures)
