"""The probe of questions: is the right option ranked first, never told by its letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from engine.evaluate.entry import Entry
from engine.evaluate.utility.base import Examples, Outcomes, Places
from engine.evaluate.utility.learner import learn_order
from engine.evaluate.utility.options import describe_options
from engine.evaluate.vectors import drop_empty


@dataclass(frozen=True, slots=True)
class OptionProbe:
    """Ranks the options of a question by what can be seen of them beside the stem.

    The model learns from pairs of a right and a wrong option; what `pairwise_accuracy` counts are questions: those
    whose right option is ranked first of all (top-1 accuracy), and not the pairs that are in order.

    Attributes:
        size: Options of each question.
    """

    size: int
    metric: ClassVar[str] = "pairwise_accuracy"
    title: ClassVar[str] = "which option of a question is right, by pairwise logistic regression over stem and option"

    def choose(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the questions with this number of options."""
        return [entry for entry in entries if len(entry.options) == self.size]

    def encode(self, entries: Sequence[Entry]) -> Examples:
        """Return all options in numbers, and the place of the right one of each question."""
        targets = np.array([entry.right for entry in entries], np.int64)
        return Examples((drop_empty(describe_options(entries)),), targets, ())

    def shuffle(self, examples: Examples, rng: np.random.Generator) -> Examples:
        """Return the same questions with any option as the right one."""
        return Examples(examples.parts, rng.integers(0, self.size, len(examples.targets)), examples.labels)

    def learn(self, examples: Examples, train: Places, test: Places) -> Outcomes:
        """Return for each tested question 1 where its right option is first, a share where it ties, else 0."""
        [rows] = examples.parts
        every = train[:, None] * self.size + np.arange(self.size)
        right = train * self.size + examples.targets[train]
        wrong = every[every != right[:, None]]
        differences = rows[np.repeat(right, self.size - 1)] - rows[wrong]
        asked = (test[:, None] * self.size + np.arange(self.size)).ravel()
        scores = learn_order(differences, rows[asked]).reshape(len(test), self.size)
        first = np.isclose(scores, scores.max(axis=1, keepdims=True))
        return np.asarray(first[np.arange(len(test)), examples.targets[test]] / first.sum(axis=1))

    def guess(self, examples: Examples, train: Places, test: Places) -> float:  # noqa: ARG002
        """Return the chance of any option."""
        return 1 / self.size

    def measure(self, outcomes: Outcomes) -> float:
        """Return the share of questions whose right option is ranked first."""
        return float(outcomes.mean()) if len(outcomes) else 0.0
