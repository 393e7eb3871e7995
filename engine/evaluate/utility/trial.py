"""The trials of usefulness: trained on synthetic, on real and on both, always tested on the same real items."""

from collections.abc import Callable, Mapping, Sequence
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
_CURVE = (0.05, 0.1, 0.25, 0.5)
_DIFFERENCES = (
    ("gap", "trtr", "tstr"),
    ("gap_equal", "trtr_equal", "tstr_equal"),
    ("gain", "augmented", "trtr"),
)

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
        ours: Sample of the synthetic rows. Those that are real items are left out.
        real: Sample of the real items. A fifth of them tests, the others are the real training data; up to 2,000 items
            each fifth has its turn.
        seed: Decides the split, the draws of smaller training sets and the bootstrap.

    Attributes:
        overlap: Share of the synthetic rows whose text is that of a real item.
    """

    def __init__(self, probe: Probe, ours: Sequence[Entry], real: Sequence[Entry], seed: int) -> None:
        self._probe, self._seed = probe, seed
        every, self._real = probe.choose(ours), probe.choose(real)
        known = {entry.key for entry in self._real}
        self._ours = [entry for entry in every if entry.key not in known]  # what they teach is no knowledge
        self.overlap = round(1 - len(self._ours) / len(every), 4) if every else 0.0

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
        found, ours = self._compare(tell)
        sides, learn, measure = self._sides, self._probe.learn, self._probe.measure
        tell("shuffled labels")
        shuffled = learn(self._shuffle(), self._draw(sides.ours, _CONTROL), sides.test)
        tell("real to synthetic")
        back = learn(sides.examples, sides.folds[0][0], self._draw(sides.ours, _CONTROL))
        tell("learning curve")
        return {
            **found,
            "trts": round(measure(back), 4),
            "shuffled": round(measure(shuffled), 4),
            "learning_curve": [*self._draw_curve(sides), self._state(len(sides.ours), ours)],
            "growth": self._follow_growth(sides, steps),
        }

    def compare(self, tell: Tell = lambda _: None) -> dict[str, Any]:
        """Return the scores of the trainings that are held against each other, without curves and controls."""
        return self._compare(tell)[0]

    def _compare(self, tell: Tell) -> tuple[dict[str, Any], Outcomes]:
        """Return the scores, and the outcomes after training on all synthetic entries."""
        tell("features")
        sides = self._sides
        tell("synthetic to real")
        ours = self._probe.learn(sides.examples, sides.ours, sides.test)
        tell("real to real")
        real = self._learn_folds(sides, lambda _, train: train)
        tell("both to real")
        both = self._learn_folds(sides, lambda _, train: np.concatenate([sides.ours, train]))
        tell("as many of either")
        ours_equal, real_equal = self._learn_equal(sides, real)
        trials = {"tstr": ours, "trtr": real, "augmented": both, "tstr_equal": ours_equal, "trtr_equal": real_equal}
        found = {
            "metric": self._probe.metric,
            "task": self._probe.title,
            **self._weigh(trials),
            "overlap": self.overlap,
            "chance": round(self._probe.guess(sides.examples, sides.folds[0][0], sides.test), 4),
            "sizes": {
                "synthetic": len(sides.ours),
                "real_train": len(sides.folds[0][0]),
                "equal": min(len(sides.ours), len(sides.folds[0][0])),
                "real_test": len(sides.test),
                "folds": len(sides.folds),
            },
            "resamples": _RESAMPLES,
        }
        return found, ours

    def _weigh(self, trials: Mapping[str, Outcomes]) -> dict[str, Any]:
        """Return the scores of the trainings and their differences, which are of the same resamples."""
        points = {name: self._probe.measure(outcomes) for name, outcomes in trials.items()}
        spread = {name: self._resample(outcomes) for name, outcomes in trials.items()}
        for name, one, other in _DIFFERENCES:
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

    def _learn_folds(self, sides: Sides, choose: Callable[[int, Places], Places]) -> Outcomes:
        """Return what came of the tested entries, fold by fold.

        Args:
            sides: All entries.
            choose: Returns those to learn from, of the number of a fold and its real ones.
        """
        learn = self._probe.learn
        found = [learn(sides.examples, choose(n, train), test) for n, (train, test) in enumerate(sides.folds)]
        return np.concatenate(found)

    def _learn_equal(self, sides: Sides, real: Outcomes) -> tuple[Outcomes, Outcomes]:
        """Return what came of training on as many synthetic as real entries, drawn for each fold, and of these."""
        ours = self._learn_folds(sides, lambda fold, train: self._draw(sides.ours, len(train), fold))
        most = len(sides.ours)
        if most >= max(len(train) for train, _ in sides.folds):
            return ours, real
        return ours, self._learn_folds(sides, lambda fold, train: self._draw(train, most, fold))

    def _shuffle(self) -> Examples:
        """Return the examples with the synthetic targets dealt out anew; those of the real ones stay."""
        examples, first = self._sides.examples, len(self._ours)
        # Every entry has as many targets.
        bound = first * (len(examples.targets) // (first + len(self._real)))
        dealt = self._probe.shuffle(_cut(examples, bound), np.random.default_rng(self._seed)).targets
        return Examples(examples.parts, np.concatenate([dealt, examples.targets[bound:]]), examples.labels)

    def _draw(self, places: Places, most: int, turn: int = 0) -> Places:
        if len(places) <= most:
            return places
        return np.sort(np.random.default_rng([self._seed, turn]).choice(places, most, replace=False))

    @cached_property
    def _draws(self) -> Places:
        tested = len(self._sides.test)
        return np.random.default_rng(self._seed).integers(0, tested, (_RESAMPLES, tested))

    def _resample(self, outcomes: Outcomes) -> NDArray[np.float64]:
        return np.array([self._probe.measure(outcomes[draw]) for draw in self._draws])

    def _draw_curve(self, sides: Sides) -> list[dict[str, Any]]:
        sizes = dict.fromkeys(round(share * len(sides.ours)) for share in _CURVE)
        return [self._score(sides, self._draw(sides.ours, size)) for size in sizes if _LEAST <= size < len(sides.ours)]

    def _follow_growth(self, sides: Sides, steps: Sequence[int]) -> list[dict[str, Any]]:
        """Return the score of the rows that were there after each step."""
        parts = ((step, sides.ours[sides.numbers < step]) for step in steps)
        return [{"rows": step, **self._score(sides, part)} for step, part in parts if len(part) >= _LEAST]

    def _score(self, sides: Sides, places: Places) -> dict[str, Any]:
        return self._state(len(places), self._probe.learn(sides.examples, places, sides.test))

    def _state(self, size: int, outcomes: Outcomes) -> dict[str, Any]:
        score, interval = self._probe.measure(outcomes), read_percentiles(self._resample(outcomes))
        return {"size": size, "score": round(score, 4), "ci": list(interval)}


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
