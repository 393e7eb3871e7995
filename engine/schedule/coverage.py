"""How much the values of one choice have been used: a brief prefers those with little load."""

from collections import Counter
from collections.abc import Iterable, Sequence

SATURATION = 24
"""How many more rows' worth one refused copy counts where all that a value brings is copies."""

DOUBT = 4
"""Imagined outcomes that were no copies, so that the first few refusals of a value do not yet condemn it."""


class Coverage:
    """Counts outcomes by value.

    A value's load is its accepted rows and its refused copies, each of them 1 + `SATURATION` x (share of copies), over
    its weight. Values that bring no copies get rows in proportion to their weights; one that brings nothing else is
    tried a twenty-fifth as often in the long run, and one with a copy in ten trials four fifths as often.

    Args:
        lists: What is drawn from; a value that stands in a list several times has that weight.

    Attributes:
        loads: Value to load.
    """

    __slots__ = ("_accepted", "_copied", "_weights", "loads")

    def __init__(self, lists: Iterable[Sequence[str]]) -> None:
        self._weights: dict[str, int] = {}
        for options in lists:
            self._weights |= Counter(options)
        self._accepted = dict.fromkeys(self._weights, 0)
        self._copied = dict.fromkeys(self._weights, 0)
        self.loads = dict.fromkeys(self._weights, 0.0)

    def add(self, value: str) -> None:
        """Take in a value that was not there from the first; one that was is left as it is."""
        if value not in self._weights:
            self._weights[value], self._accepted[value], self._copied[value], self.loads[value] = 1, 0, 0, 0.0

    def record(self, value: str, *, accepted: bool = False, copied: bool = False) -> None:
        """Count an outcome of a value; one that nobody draws from any more is passed over."""
        if value not in self._weights:
            return
        self._accepted[value] += accepted
        self._copied[value] += copied
        rows, copies = self._accepted[value], self._copied[value]
        share = copies / (rows + copies + DOUBT)
        self.loads[value] = (rows + copies * (1 + SATURATION * share)) / self._weights[value]
