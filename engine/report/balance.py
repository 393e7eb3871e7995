"""Cells as tables: what each value was to have and has, and two fields against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_MOST_VALUES = 30
_MOST_CELLS = 12
_WIDEST = 6  # columns of a crossing that a page of paper holds


@dataclass(frozen=True, slots=True)
class Share:
    """A value of a field.

    Attributes:
        share: Of all rows, 0 to 1.
        wanted: Share that was wanted; None where nothing was.
        count: Rows; None where only the share is known.
        target: Rows that were wanted; None where no number was.
    """

    value: str
    share: float
    wanted: float | None = None
    count: int | None = None
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """The values of one field; `more` of them are not listed."""

    name: str
    rows: Sequence[Share]
    planned: bool
    more: int = 0


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two fields against each other: accepted and target of every cell, row by row."""

    down: str
    across: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[tuple[int, int] | None]]]


def balance_cells(cells: Sequence[Mapping[str, Any]]) -> list[Balance]:
    """Return each planned field with what its values were to have and have."""
    names = list(dict.fromkeys(name for each in cells for name in each["cell"]))
    return [_balance(name, cells) for name in names]


def balance_shares(
    name: str, shares: Mapping[str, float], weights: Mapping[str, float], *, planned: bool = False
) -> Balance:
    """Return a field of which only shares are known, beside those that its weights come to."""
    total = sum(weights.values())
    values = [*(value for value in weights if value in shares), *(value for value in shares if value not in weights)]
    rows = [Share(value, shares[value], weights[value] / total if value in weights else None) for value in values]
    return Balance(name, rows[:_MOST_VALUES], planned, max(0, len(rows) - _MOST_VALUES))


def cross_cells(cells: Sequence[Mapping[str, Any]]) -> Crossing | None:
    """Return the cells as a table where they are made of two fields and it fits on a page; else None."""
    names = list(dict.fromkeys(name for each in cells for name in each["cell"]))
    if len(names) != 2:
        return None
    values = {name: list(dict.fromkeys(each["cell"][name] for each in cells)) for name in names}
    across, down = sorted(names, key=lambda name: len(values[name]))
    if len(values[across]) > _WIDEST or len(values[down]) > _MOST_VALUES:
        return None
    found = {(each["cell"][down], each["cell"][across]): (each["accepted"], each["target"]) for each in cells}
    rows = [(row, [found.get((row, column)) for column in values[across]]) for row in values[down]]
    return Crossing(down, across, values[across], rows)


def list_short(cells: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return some cells that do not hold their target, those that lack most first."""
    short = [each for each in cells if each["accepted"] != each["target"]]
    return sorted(short, key=lambda each: each["accepted"] - each["target"])[:_MOST_CELLS]


def _balance(name: str, cells: Sequence[Mapping[str, Any]]) -> Balance:
    counts: dict[str, int] = {}
    targets: dict[str, int] = {}
    for each in cells:
        value = each["cell"][name]
        counts[value] = counts.get(value, 0) + each["accepted"]
        targets[value] = targets.get(value, 0) + each["target"]
    rows, wanted = sum(counts.values()) or 1, sum(targets.values()) or 1
    shares = [
        Share(value, counts[value] / rows, targets[value] / wanted, counts[value], targets[value]) for value in counts
    ]
    return Balance(name, shares[:_MOST_VALUES], planned=True, more=max(0, len(shares) - _MOST_VALUES))
