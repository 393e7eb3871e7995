"""Probes whose answer is a class: the label of a text, or whether a sentence is the wrong or the right one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from engine.evaluate.entry import Entry
from engine.evaluate.utility.base import Examples, Outcomes, Places
from engine.evaluate.utility.learner import learn_classes
from engine.evaluate.vectors import Matrix, count_characters, count_words, drop_empty, join, weigh
from validators.text import fold_light

SUBJECT = "subject"
"""Name of the open field that says what a question is about."""

_GUESSES = 50


@dataclass(frozen=True, slots=True)
class LabelProbe:
    """Tells the label of a text.

    Attributes:
        labels: All labels.
    """

    labels: tuple[str, ...]
    metric: ClassVar[str] = "macro_f1"
    title: ClassVar[str] = "the label of a text, by TF-IDF of words and characters and logistic regression"

    def choose(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return those with a known label."""
        return [entry for entry in entries if self._read(entry) in self.labels]

    def encode(self, entries: Sequence[Entry]) -> Examples:
        """Return the matching keys in numbers."""
        texts = [entry.key for entry in entries]
        targets = np.array([self.labels.index(self._read(entry)) for entry in entries], np.int64)
        return Examples(self._count(texts), targets, self.labels)

    def shuffle(self, examples: Examples, rng: np.random.Generator) -> Examples:
        """Return the same texts with each other's labels."""
        return Examples(examples.parts, rng.permutation(examples.targets), examples.labels)

    def learn(self, examples: Examples, train: Places, test: Places) -> Outcomes:
        """Return true and named class of each tested text."""
        return _learn(examples, train, test)

    def guess(self, examples: Examples, train: Places, test: Places) -> float:
        """Return the mean score of labels drawn by their shares in the training half."""
        rng = np.random.default_rng(0)
        known, truth = examples.targets[train], examples.targets[test]
        drawn = (np.stack([truth, rng.choice(known, len(truth))], axis=1) for _ in range(_GUESSES))
        return float(np.mean([self.measure(outcomes) for outcomes in drawn]))

    def measure(self, outcomes: Outcomes) -> float:
        """Return the mean F1 over the classes that occur."""
        return measure_macro_f1(outcomes, len(self.labels))

    def _read(self, entry: Entry) -> str:
        return entry.label

    def _count(self, texts: Sequence[str]) -> tuple[Matrix, ...]:
        return drop_empty(count_words(texts)), drop_empty(count_characters(texts))


@dataclass(frozen=True, slots=True)
class SubjectProbe(LabelProbe):
    """Tells the subject of a question by its words and those of its options; a topic needs no more."""

    title: ClassVar[str] = "the subject of a question, by TF-IDF of words and logistic regression"

    def _read(self, entry: Entry) -> str:
        return entry.groups.get(SUBJECT, "")

    def _count(self, texts: Sequence[str]) -> tuple[Matrix, ...]:
        return (drop_empty(count_words(texts, 1)),)


@dataclass(frozen=True, slots=True)
class PairProbe:
    """Tells wrong sentences from right ones; the two of a pair are never parted between training and test."""

    metric: ClassVar[str] = "macro_f1"
    title: ClassVar[str] = "wrong or right sentence, by TF-IDF of words and characters and logistic regression"

    def choose(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return those with two different sentences."""
        return [entry for entry in entries if entry.pair and fold_light(entry.pair[0]) != fold_light(entry.pair[1])]

    def encode(self, entries: Sequence[Entry]) -> Examples:
        """Return both sentences in numbers, the wrong one first, in the spelling that they are about."""
        texts = [fold_light(text) for entry in entries if entry.pair for text in entry.pair]
        targets = np.arange(len(texts), dtype=np.int64) % 2
        return Examples(
            (drop_empty(count_words(texts, 3)), drop_empty(count_characters(texts))), targets, ("wrong", "right")
        )

    def shuffle(self, examples: Examples, rng: np.random.Generator) -> Examples:
        """Return the same pairs, half of them turned round."""
        pairs = len(examples.targets) // 2
        turned = np.repeat(rng.permutation(pairs) < pairs // 2, 2)
        return Examples(examples.parts, np.where(turned, 1 - examples.targets, examples.targets), examples.labels)

    def learn(self, examples: Examples, train: Places, test: Places) -> Outcomes:
        """Return true and named class of both sentences of each tested pair."""
        return _learn(examples, _spread(train), _spread(test)).reshape(len(test), 4)

    def guess(self, examples: Examples, train: Places, test: Places) -> float:  # noqa: ARG002
        """Return one half: of each pair one sentence is wrong."""
        return 0.5

    def measure(self, outcomes: Outcomes) -> float:
        """Return the mean F1 of wrong and right."""
        return measure_macro_f1(outcomes.reshape(-1, 2), 2)


def measure_macro_f1(outcomes: NDArray[np.int64], classes: int) -> float:
    """Return the mean F1 over the classes that are true or named at least once, of pairs of true and named class."""
    table = np.bincount(outcomes[:, 0] * classes + outcomes[:, 1], minlength=classes * classes)
    table = table.reshape(classes, classes)
    both = table.sum(axis=0) + table.sum(axis=1)
    held = both > 0
    return float(np.mean(2 * np.diag(table)[held] / both[held])) if held.any() else 0.0


def _learn(examples: Examples, train: Places, test: Places) -> NDArray[np.int64]:
    vectors = join([weigh(part[train], part[train]) for part in examples.parts])
    tested = join([weigh(part[test], part[train]) for part in examples.parts])
    named = learn_classes(vectors, examples.targets[train], tested, len(examples.labels))
    return np.stack([examples.targets[test], named], axis=1)


def _spread(places: Places) -> Places:
    return np.stack([2 * places, 2 * places + 1], axis=1).ravel()
