"""Runs the checks of one item, cheap to dear, up to the first refusal."""

from dataclasses import dataclass

from validators.base import Check, Measures, Reading, Verdict


@dataclass(frozen=True, slots=True)
class Chain:
    """Checks in the order in which they are asked; put those of shape first, and the cheap before the dear."""

    checks: tuple[Check, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every reason code that the chain can give, in order, each once."""
        return tuple(dict.fromkeys(code for check in self.checks for code in check.codes))

    def judge(self, reading: Reading) -> Verdict:
        """Return the first refusal, or acceptance, with what was measured so far.

        A check that raises is a defect of the check, never a property of the item, and the error goes through.
        """
        measures: Measures = {}
        for check in self.checks:
            refusal = check.judge(reading, measures)
            if refusal is not None:
                return Verdict(refusal, measures)
        return Verdict(None, measures)
