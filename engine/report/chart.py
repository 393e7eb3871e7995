"""Learning curves as places on a drawing; the numbers stand in a table beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from engine.report.figures import read_interval

_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 600, 20, 190
_APART = 56  # between the labels of two points
_LINE = 26  # high is a label on a narrow screen
_REFERENCES = ("trtr", "chance")

Row = tuple[int, float, tuple[float, float] | None]
"""Rows that were learned from, the score and its 95% interval."""


@dataclass(frozen=True, slots=True)
class Point:
    """A score on the drawing.

    Attributes:
        x: Place, by the logarithm of the rows.
        y: Place of the score; less is higher.
        low: Place of the lower end of its interval; None where there is none.
        high: Place of the upper end.
        label: Its rows; empty where the label of the point before is in the way.
    """

    x: int
    y: int
    low: int | None
    high: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A learning curve.

    Attributes:
        refs: Name, place and label of the scores that do not depend on the rows; labels never lie on each other.
        rows: Rows, score and interval of each point, as numbers.
        spread: Whether any point has an interval.
    """

    points: Sequence[Point]
    refs: Sequence[tuple[str, int, str]]
    rows: Sequence[Row]

    @property
    def spread(self) -> bool:
        """Whether any point has an interval."""
        return any(interval for *_, interval in self.rows)


def draw_curve(utility: Mapping[str, Any], part: str, size: str) -> Curve | None:
    """Return a learning curve, from the least to the largest of what is drawn; None for fewer than two points.

    Args:
        utility: What was measured of usefulness.
        part: Name of the list of scores.
        size: Name of the rows of each.
    """
    rows = [(each[size], each["score"], read_interval(each.get("ci"))) for each in utility.get(part, ())]
    if len(rows) < 2:
        return None
    refs = [(name, float(utility[name])) for name in _REFERENCES if utility.get(name) is not None]
    every = [score for _, score, _ in rows] + [score for _, score in refs]
    every += [end for *_, interval in rows if interval for end in interval]
    scale = _Scale(min(every), max(every))
    return Curve(_place(rows, scale), _place_refs(refs, scale), rows)


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float

    def lift(self, score: float) -> int:
        """Return the place of a score."""
        return round(_BOTTOM - (_BOTTOM - _TOP) * (score - self.low) / ((self.high - self.low) or 1))


def _place_refs(refs: Sequence[tuple[str, float]], scale: _Scale) -> list[tuple[str, int, str]]:
    found: list[tuple[str, int, str]] = []
    for name, score in refs:
        y = scale.lift(score)
        free = all(abs(y - other) >= _LINE for _, other, _ in found)
        found.append((name, y, f"{score:.3f}" if free else ""))
    return found


def _place(rows: Sequence[Row], scale: _Scale) -> list[Point]:
    first, last = log(rows[0][0] or 1), log(rows[-1][0] or 1)
    points: list[Point] = []
    free = 0
    for size, score, interval in rows:
        x = round(_LEFT + (_RIGHT - _LEFT) * (log(size or 1) - first) / ((last - first) or 1))
        label = f"{size:,}" if x >= free else ""
        free = x + _APART if label else free
        low, high = (scale.lift(interval[0]), scale.lift(interval[1])) if interval else (None, None)
        points.append(Point(x, scale.lift(score), low, high, label))
    return points
