"""The nouns of usefulness: examples in numbers, a probe that makes and learns them, and what a trial came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.evaluate.entry import Entry

Places = NDArray[np.int64]
"""Places of entries among those that were encoded."""

Outcomes = NDArray[Any]
"""What came of each tested entry, one row each; a probe turns any number of them into its metric."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Entries in numbers.

    Attributes:
        parts: Counts of features, a matrix for each kind; so many rows for each entry.
        targets: What is to be learned, one for each row, or for each entry where entries are ranked.
        labels: Name of each target.
    """

    parts: tuple[Any, ...]
    targets: NDArray[np.int64]
    labels: tuple[str, ...]


class Probe(Protocol):
    """A task with right answers that a model can learn from rows and that real items can test."""

    @property
    def metric(self) -> str:
        """Name of its metric, 0 to 1, higher is better."""
        ...

    @property
    def title(self) -> str:
        """What is learned and tested, in words."""
        ...

    def choose(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the entries that can be learned from and tested with."""
        ...

    def encode(self, entries: Sequence[Entry]) -> Examples:
        """Return entries in numbers."""
        ...

    def shuffle(self, examples: Examples, rng: np.random.Generator) -> Examples:
        """Return examples whose targets were dealt out anew, so that nothing can be learned."""
        ...

    def learn(self, examples: Examples, train: Places, test: Places) -> Outcomes:
        """Train on some entries and return what came of others, in their order."""
        ...

    def guess(self, examples: Examples, train: Places, test: Places) -> float:
        """Return the metric of guessing: by the shares of the labels, or any option."""
        ...

    def measure(self, outcomes: Outcomes) -> float:
        """Return the metric of outcomes, as often as there are any."""
        ...
