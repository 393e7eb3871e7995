"""Runs the checks of one item, cheap to dear, up to the first refusal."""

from collections.abc import Sequence
from dataclasses import dataclass

from validators.base import Check, Measures, Reading, Refusal, Verdict


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

    def judge_all(self, readings: Sequence[Reading]) -> list[Verdict]:
        """Return what `judge` says of each of some items.

        All are asked by one check before the next: what a check works with stays in the processor's caches, and some
        dozens of items cost a quarter less than one by one.
        """
        measures: list[Measures] = [{} for _ in readings]
        refusals: list[Refusal | None] = [None] * len(readings)
        left = [*range(len(readings))]
        for check in self.checks:
            judge = check.judge
            for place in left:
                refusals[place] = judge(readings[place], measures[place])
            left = [place for place in left if refusals[place] is None]
        return [*map(Verdict, refusals, measures)]
