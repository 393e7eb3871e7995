"""What is counted over all rows of one corpus, synthetic or real, as they come."""

from collections import Counter
from dataclasses import replace
from math import sqrt
from typing import Any

from engine.evaluate.entry import Entry
from engine.evaluate.richness import SegmentRatio
from engine.evaluate.sample import Reservoir
from prompts.base import TaskSpec
from validators.base import Reading
from validators.corpus.figures import Figures
from validators.corpus.limits import CorpusLimits
from validators.corpus.statistics import CorpusStatistics
from validators.corpus.wording import describe

_ALIKE = "opening", "opening_bigram", "label_opening", "topic", "right_option", "option"
_Z = 1.6449  # of a normal distribution 95% lies below


class Profile:
    """Counts of one corpus, and a seeded sample of it.

    Args:
        spec: The task.
        size: Entries of the sample at most.
        seed: Decides the sample.
        limits: From which shares on all rows together are too much alike.

    Attributes:
        lengths: Words of the main text to rows.
        labels: Label, or letter of the right option, to rows.
        unknown: Rows with a label that the task does not have, or with none.
        groups: Name of an open field to its values and their rows.
        vocabulary: Word of main texts and options to occurrences.
        sample: Entries that costly measures look at.
    """

    def __init__(self, spec: TaskSpec, size: int, seed: int, limits: CorpusLimits | None = None) -> None:
        self.rows = 0
        self.lengths: Counter[int] = Counter()
        self.labels: Counter[str] = Counter()
        self.unknown = 0
        self.groups: dict[str, Counter[str]] = {}
        self.vocabulary: Counter[str] = Counter()
        self.sample = Reservoir[Entry](size, seed)
        self._segments = SegmentRatio()
        self._ratios = 0.0
        closed = [each for each in spec.dimensions if each.quota and each.closed]
        self._known = frozenset(closed[0].weights) if len(closed) == 1 else None
        self._limits = limits or CorpusLimits()
        self._statistics = CorpusStatistics(spec.profile, self._limits)

    def add(self, entry: Entry, reading: Reading) -> None:
        """Count one row."""
        self.rows += 1
        self.lengths[len(entry.words)] += 1
        self.labels[entry.label] += 1
        self.unknown += self._known is not None and entry.label not in self._known
        for name, value in entry.groups.items():
            self.groups.setdefault(name, Counter())[value] += 1
        self.vocabulary.update(entry.key.split() if entry.options else entry.words)
        self._segments.add(entry.words)
        self._ratios += len(set(entry.words)) / len(entry.words) if entry.words else 0.0
        self._statistics.admit(reading)
        self.sample.offer(entry)

    @property
    def ttr(self) -> float:
        """Mean type-token ratio of segments of 1,000 words of the main texts."""
        return self._segments.measure()

    @property
    def item_ttr(self) -> float:
        """Mean type-token ratio of the single main texts."""
        return round(self._ratios / max(self.rows, 1), 4)

    def measure_lengths(self) -> tuple[float, float]:
        """Return mean and standard deviation of the words of a main text."""
        rows = max(self.rows, 1)
        mean = sum(length * count for length, count in self.lengths.items()) / rows
        square = sum((length - mean) ** 2 * count for length, count in self.lengths.items())
        return mean, sqrt(square / max(rows - 1, 1))

    def figures(self) -> Figures:
        """Return openings, topics and options of all rows, and how many words and word pairs are different."""
        return self._statistics.figures()

    def warnings(self) -> tuple[str, ...]:
        """Return a sentence for each figure of all rows that is beyond what real data has."""
        return self._statistics.warnings()

    def find_collapse(self) -> tuple[str, ...]:
        """Return those of the warnings that say that openings, topics or options are too much alike.

        Different word pairs sink as any corpus grows, and where right options stand tells nothing of what rows say. Of
        few rows a share must be so far above its limit that chance alone hardly brings it there (one-sided, 95%).
        """
        found: dict[str, Any] = {name: _add_chance(getattr(self._limits, name), self.rows) for name in _ALIKE}
        alike = replace(self._limits, distinct_2=None, answer_l1=None, right_longest=None, **found)
        return tuple(describe(self.figures(), alike, "rows"))


def _add_chance(limit: float | None, rows: int) -> float | None:
    """Return the share that so many rows whose true share is the limit stay below in 95 of 100 cases (normal law)."""
    return None if limit is None else min(limit + _Z * sqrt(limit * (1 - limit) / max(rows, 1)), 1.0)


def share_out(counts: Counter[str]) -> dict[str, float]:
    """Return the share of each value, the commonest first."""
    total = counts.total() or 1
    return {name: round(count / total, 4) for name, count in counts.most_common()}
