"""Kept rows that may be too near an earlier one for their owner, who is told of their lines."""

from engine.cleaning.told_lines import ToldLines
from validators.base import Measures, Reading

ALIKE = 0.5
"""Likeness from which two kept rows are told of: what a person would call the same question put another way."""


class Twins:
    """Remembers which rows are much like an earlier one, or ask in its very words; rewrites of one parent are meant to.

    Args:
        main: Name of the main text, for messages.
        threshold: Likeness from which near duplicates are dropped, for messages.
    """

    def __init__(self, main: str, threshold: float) -> None:
        self._main, self._threshold = main, threshold
        self._mains: set[int] = set()
        self._alike, self._repeated = ToldLines(), ToldLines()

    def admit(self, line: int, reading: Reading, measures: Measures) -> None:
        """Look at the next row that is kept and rewrites none.

        That its main text was there before makes it no duplicate: "Which word is the odd one out?" asks something else
        with every list of options.

        Args:
            line: Its line in the file, from 1.
            reading: The row.
            measures: `nearest` is its likeness to the nearest earlier row.
        """
        if measures.get("nearest", 0) >= ALIKE:
            self._alike.add(line)
        if len(reading.keys) > 1:
            main = hash(next(iter(reading.keys.values())))
            if main in self._mains:
                self._repeated.add(line)
            self._mains.add(main)

    def warnings(self) -> tuple[str, ...]:
        """Return what is to be said, one sentence each."""
        told = []
        if self._alike.count:
            how = f"likeness {ALIKE} to {self._threshold:g}; --threshold {ALIKE} drops them"
            told.append(f"kept, though much like an earlier row ({how}): {self._alike}")
        if self._repeated.count:
            told.append(f"kept, though with the {self._main} of an earlier row, beside other texts: {self._repeated}")
        return tuple(told)
