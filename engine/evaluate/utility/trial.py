"""The trials of usefulness: trained on synthetic, on real and on both, always tested on the same real items."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.evaluate.entry import Entry
from engine.evaluate.interval import read_percentiles
from engine.evaluate.utility.base import Examples, Outcomes, Places, Probe

_RESAMPLES = 1_000
_FOLDS = 5  # of the real items, of which one tests
_FEW = 2_000  # real items up to which every fold has its turn
_LEAST = 20  # different entries of either side
_CONTROL = 2_000  # synthetic entries of the two controls: with shuffled labels, and tested by real training
_CURVE = (0.05, 0.1, 0.25, 0.5, 1.0)

Tell = Callable[[str], None]
"""Is told what is being done."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Entries that were encoded together, and which of them are what.

    Attributes:
        ours: Synthetic entries.
        folds: Real ones to learn from, and those that are then tested with; no text stands in both.
        numbers: Place of each synthetic entry in its file.
    """

    examples: Examples
    ours: Places
    folds: Sequence[tuple[Places, Places]]
    numbers: Places

    @property
    def test(self) -> Places:
        """All tested entries, fold by fold."""
        return np.concatenate([test for _, test in self.folds])


class Trials:
    """Trains and tests one probe on two corpora.

    Args:
        probe: What is learned.
        ours: Sample of the synthetic rows.
        real: Sample of the real items. A fifth of them tests, the others are the real training data; up to 2,000 items
            each fifth has its turn.
        seed: Decides the split, the draws of the learning curve and the bootstrap.
    """

    def __init__(self, probe: Probe, ours: Sequence[Entry], real: Sequence[Entry], seed: int) -> None:
        self._probe, self._seed = probe, seed
        self._ours, self._real = probe.choose(ours), probe.choose(real)

    @property
    def shortage(self) -> str:
        """Why nothing can be measured; empty where it can."""
        for name, entries in (("rows", self._ours), ("real items", self._real)):
            if len({entry.key for entry in entries}) < _LEAST:
                return f"too few {name} can be used: {_LEAST} different ones are needed"
        return ""

    def run(self, steps: Sequence[int], tell: Tell = lambda _: None) -> dict[str, Any]:
        """Return all scores with their intervals.

        Args:
            steps: Rows to which the data set was grown, for the scores after each of them.
            tell: Told what is being done.
        """
        tell("features")
        sides = self._sides
        learn, measure = self._probe.learn, self._probe.measure
        tell("synthetic to real")
        ours = learn(sides.examples, sides.ours, sides.test)
        tell("real to real")
        real = self._learn_folds(sides, sides.ours[:0])
        tell("both to real")
        both = self._learn_folds(sides, sides.ours)
        tell("shuffled labels")
        shuffled = learn(self._shuffle(), self._draw(sides.ours, _CONTROL), sides.test)
        tell("real to synthetic")
        back = learn(sides.examples, sides.folds[0][0], self._draw(sides.ours, _CONTROL))
        tell("learning curve")
        return {
            "metric": self._probe.metric,
            "task": self._probe.title,
            **self._compare(ours, real, both),
            "overlap": self._measure_overlap(),
            "trts": round(measure(back), 4),
            "chance": round(self._probe.guess(sides.examples, sides.folds[0][0], sides.test), 4),
            "shuffled": round(measure(shuffled), 4),
            "learning_curve": [*self._draw_curve(sides), self._name(len(sides.ours), measure(ours))],
            "growth": self._follow_growth(sides, steps),
            "sizes": {
                "synthetic": len(sides.ours),
                "real_train": len(sides.folds[0][0]),
                "real_test": len(sides.test),
                "folds": len(sides.folds),
            },
            "resamples": _RESAMPLES,
        }

    def _compare(self, ours: Outcomes, real: Outcomes, both: Outcomes) -> dict[str, Any]:
        """Return the scores of the three trainings and their differences, which are of the same resamples."""
        draws = np.random.default_rng(self._seed).integers(0, len(ours), (_RESAMPLES, len(ours)))
        trials = {"tstr": ours, "trtr": real, "augmented": both}
        points = {name: self._probe.measure(outcomes) for name, outcomes in trials.items()}
        spread = {name: self._resample(outcomes, draws) for name, outcomes in trials.items()}
        for name, one, other in (("gap", "trtr", "tstr"), ("gain", "augmented", "trtr")):
            points[name], spread[name] = points[one] - points[other], spread[one] - spread[other]
        found: dict[str, Any] = {name: round(point, 4) for name, point in points.items()}
        found |= {f"{name}_ci": list(read_percentiles(values)) for name, values in spread.items()}
        found["ci"] = found.pop("tstr_ci")
        return found

    @cached_property
    def _sides(self) -> Sides:
        first = len(self._ours)
        return Sides(
            examples=self._probe.encode([*self._ours, *self._real]),
            ours=np.arange(first, dtype=np.int64),
            folds=[(first + train, first + test) for train, test in _split(self._real, self._seed)],
            numbers=np.array([entry.number for entry in self._ours], np.int64),
        )

    def _learn_folds(self, sides: Sides, more: Places) -> Outcomes:
        """Return what came of the tested entries after training on their real folds and on more entries."""
        learn = self._probe.learn
        found = [learn(sides.examples, np.concatenate([more, train]), test) for train, test in sides.folds]
        return np.concatenate(found)

    def _shuffle(self) -> Examples:
        """Return the examples with the synthetic targets dealt out anew; those of the real ones stay."""
        examples, first = self._sides.examples, len(self._ours)
        # Every entry has as many targets.
        bound = first * (len(examples.targets) // (first + len(self._real)))
        dealt = self._probe.shuffle(_cut(examples, bound), np.random.default_rng(self._seed)).targets
        return Examples(examples.parts, np.concatenate([dealt, examples.targets[bound:]]), examples.labels)

    def _measure_overlap(self) -> float:
        """Return the share of synthetic entries whose text is that of a real one: what they teach is no knowledge."""
        known = {entry.key for entry in self._real}
        return round(sum(entry.key in known for entry in self._ours) / len(self._ours), 4)

    def _draw(self, places: Places, most: int) -> Places:
        if len(places) <= most:
            return places
        return np.sort(np.random.default_rng(self._seed).choice(places, most, replace=False))

    def _resample(self, outcomes: Outcomes, draws: Places) -> NDArray[np.float64]:
        return np.array([self._probe.measure(outcomes[draw]) for draw in draws])

    def _draw_curve(self, sides: Sides) -> list[dict[str, float]]:
        sizes = dict.fromkeys(round(share * len(sides.ours)) for share in _CURVE)
        return [self._score(sides, self._draw(sides.ours, size)) for size in sizes if _LEAST <= size < len(sides.ours)]

    def _follow_growth(self, sides: Sides, steps: Sequence[int]) -> list[dict[str, float]]:
        """Return the score of the rows that were there after each step."""
        parts = ((step, sides.ours[sides.numbers < step]) for step in steps)
        return [{"rows": step, **self._score(sides, part)} for step, part in parts if len(part) >= _LEAST]

    def _score(self, sides: Sides, places: Places) -> dict[str, float]:
        return self._name(len(places), self._probe.measure(self._probe.learn(sides.examples, places, sides.test)))

    @staticmethod
    def _name(size: int, score: float) -> dict[str, float]:
        return {"size": size, "score": round(score, 4)}


def _split(entries: Sequence[Entry], seed: int) -> list[tuple[Places, Places]]:
    """Return training and test places of each fold; entries of one key stay together."""
    keys = [*dict.fromkeys(entry.key for entry in entries)]
    order = np.random.default_rng(seed).permutation(len(keys))
    fold_of = {keys[key]: place % _FOLDS for place, key in enumerate(order)}
    folds = np.array([fold_of[entry.key] for entry in entries])
    turns = range(_FOLDS if len(entries) <= _FEW else 1)
    return [(np.flatnonzero(folds != turn), np.flatnonzero(folds == turn)) for turn in turns]


def _cut(examples: Examples, bound: int) -> Examples:
    return Examples(examples.parts, examples.targets[:bound], examples.labels)
