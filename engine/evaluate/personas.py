"""What personas do to the rows: who wrote how many of them, and whether a voice can be heard."""

from collections import Counter
from math import log
from typing import Any

from engine.evaluate.entry import Entry
from engine.evaluate.voices import Voices


class Personas:
    """Counts the rows of each persona as they come, and keeps samples of some personas to listen to.

    Args:
        seed: Decides the samples and the permutations.
    """

    def __init__(self, seed: int) -> None:
        self._counts: Counter[str] = Counter()
        self._without = 0
        self._voices = Voices(seed)

    def add(self, entry: Entry) -> None:
        """Count the next row."""
        if entry.persona:
            self._counts[entry.persona] += 1
            self._voices.add(entry.persona, entry.words)
        else:
            self._without += 1

    def measure(self) -> dict[str, Any]:
        """Return how many personas there are, how evenly rows are spread over them, and whether they can be heard.

        All rows are counted. `evenness` is the entropy of rows over personas against its greatest (1 is even).
        """
        if not self._counts:
            return {"personas": 0}
        total, counts = self._counts.total(), self._counts.values()
        entropy = -sum(count / total * log(count / total) for count in counts)
        return {
            "personas": len(counts),
            "rows": total,
            "rows_without": self._without,
            "most_rows": max(counts),
            "fewest_rows": min(counts),
            "evenness": round(entropy / log(len(counts)), 4) if len(counts) > 1 else 1.0,
            **self._voices.measure(),
        }
