"""The plan: a cell for every wanted row, exact in each dimension, that only ever grows."""

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotas.dimension import QuotaDimension
from quotas.growth import grow_columns
from quotas.shuffle import Ints, mix_numbers, rank_codes

Cell = tuple[str, ...]
"""The planned values of one row, in the order of the dimensions; empty where nothing is planned."""

Codes = NDArray[np.unsignedinteger[Any]]

KEPT_CELLS = 1 << 14
"""Cells whose names are kept ready; a plan of more spells the others anew whenever they are asked for."""

LARGEST_TARGET = 1_000_000_000
"""Products of two totals stay exact in 63 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Which cell each slot belongs to. Slots are numbered from 0; a longer plan keeps the slots of a shorter one.

    Attributes:
        dimensions: What is planned, in declared order.
        steps: The targets taken one after the other, ascending; the last is the target.
        slot_cells: Cell number of every slot.
        cell_values: Value codes of every planned cell (cell × dimension); cells ascend in declared order of values.
        cell_targets: Rows of every planned cell, each at least 1.
    """

    dimensions: tuple[QuotaDimension, ...]
    steps: tuple[int, ...]
    seed: int
    slot_cells: Codes
    cell_values: Codes
    cell_targets: Codes
    _slot_view: "memoryview[int]" = field(init=False, repr=False)
    _value_views: "tuple[tuple[tuple[str, ...], memoryview[int]], ...]" = field(init=False, repr=False)
    _first_cells: tuple[Cell, ...] = field(init=False, repr=False)
    _first_numbers: Mapping[Cell, int] = field(init=False, repr=False)
    _places: tuple[Mapping[str, int], ...] = field(init=False, repr=False)
    _keys: Sequence[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        values = [dimension.values for dimension in self.dimensions]
        columns = [np.ascontiguousarray(column) for column in self.cell_values.T]
        places = tuple({value: place for place, value in enumerate(names)} for names in values)
        object.__setattr__(self, "_slot_view", self.slot_cells.data)
        object.__setattr__(self, "_value_views", tuple(zip(values, [column.data for column in columns], strict=True)))
        object.__setattr__(self, "_places", places)
        object.__setattr__(self, "_keys", _number_cells(columns, [len(names) for names in values]))
        spelled = tuple(map(self._spell, range(min(len(self.cell_targets), KEPT_CELLS))))
        object.__setattr__(self, "_first_cells", spelled)
        object.__setattr__(self, "_first_numbers", {cell: number for number, cell in enumerate(spelled)})

    @classmethod
    def grow(cls, dimensions: Sequence[QuotaDimension], steps: Sequence[int], seed: int) -> "Plan":
        """Return the plan that reaches the targets `steps` one after the other; a function of its arguments alone.

        Every dimension's totals are its exact apportionment after each step, and no planned slot ever changes.
        Time and memory grow with the target and the number of values, never with their product.

        Raises:
            ValueError: For steps that do not ascend from at least 1, two dimensions of one name, exact counts that
                do not add up to the target, and exact counts with more than one step.
        """
        _check_steps(dimensions, steps)
        columns = [np.empty(0, np.int64) for _ in dimensions]
        totals = [np.zeros(len(dimension.values), np.int64) for dimension in dimensions]
        for number, target in enumerate(steps):
            wanted = [np.array(dimension.apportion(target), np.int64) for dimension in dimensions]
            if dimensions:
                additions = [after - before for after, before in zip(wanted, totals, strict=True)]
                grown = grow_columns(columns, additions, mix_numbers(seed, number))
                columns = [np.concatenate(parts) for parts in zip(columns, grown, strict=True)]
            totals = wanted
        return cls(tuple(dimensions), tuple(steps), seed, *_gather_cells(columns, dimensions, steps[-1]))

    @property
    def target(self) -> int:
        """Rows wanted in all; the number of slots."""
        return self.steps[-1]

    def cell(self, slot: int) -> Cell:
        """Return the planned cell of a slot.

        Raises:
            IndexError: For a slot that is not planned.
        """
        return self.cell_at(self.cell_number(slot))

    def cell_number(self, slot: int) -> int:
        """Return the number of a slot's cell.

        Raises:
            IndexError: For a slot that is not planned.
        """
        if slot < 0:
            raise IndexError(f"slot {slot} is not planned")
        return self._slot_view[slot]

    def cell_at(self, number: int) -> Cell:
        """Return the cell of that number; numbers run from 0 in the order of `cells`."""
        return self._first_cells[number] if number < len(self._first_cells) else self._spell(number)

    def find(self, cell: Cell) -> int | None:
        """Return the number of a cell, or None where no row of it is planned."""
        if len(self._first_cells) == len(self._keys):
            return self._first_numbers.get(cell)
        if len(cell) != len(self._places):
            return None
        key = 0
        for value, places in zip(cell, self._places, strict=True):
            place = places.get(value)
            if place is None:
                return None
            key = key * len(places) + place
        number = bisect_left(self._keys, key)
        return number if number < len(self._keys) and self._keys[number] == key else None

    def cells(self) -> dict[Cell, int]:
        """Return the target of every planned cell, in declared order of the values."""
        return {self.cell_at(number): target for number, target in enumerate(self.cell_targets.tolist())}

    def marginals(self) -> dict[str, dict[str, int]]:
        """Return the planned rows of every value, by dimension, in declared order."""
        return {
            dimension.name: dict(zip(dimension.values, self._count_values(place), strict=True))
            for place, dimension in enumerate(self.dimensions)
        }

    def _spell(self, number: int) -> Cell:
        return tuple([names[codes[number]] for names, codes in self._value_views])

    def _count_values(self, place: int) -> list[int]:
        size = len(self.dimensions[place].values)
        counts = np.bincount(self.cell_values[:, place], weights=self.cell_targets, minlength=size)
        return [int(count) for count in counts]  # exact: far below 2**53


def _check_steps(dimensions: Sequence[QuotaDimension], steps: Sequence[int]) -> None:
    """Refuse steps and dimensions that no plan can be made of."""
    if not steps or steps[0] < 1 or any(after <= before for before, after in pairwise(steps)):
        raise ValueError(f"targets must ascend from at least 1, not {list(steps)}")
    if steps[-1] > LARGEST_TARGET:
        raise ValueError(f"a target is at most {LARGEST_TARGET:,}, not {steps[-1]:,}")
    names = [dimension.name for dimension in dimensions]
    for place, dimension in enumerate(dimensions):
        if dimension.name in names[:place]:
            raise ValueError(f"quota {dimension.name!r} stands twice")
        if dimension.exact and len(steps) > 1:
            raise ValueError(
                f"quota {dimension.name!r} has exact counts, which cannot grow from {steps[0]} to {steps[-1]} rows;"
                " use weights"
            )


def _gather_cells(columns: Sequence[Ints], dimensions: Sequence[QuotaDimension], target: int) -> list[Codes]:
    """Return the cell number of every slot, and the value codes and the target of every cell."""
    numbers = np.zeros(target, np.int64)
    values = np.zeros((1, 0), np.int64)
    for column, dimension in zip(columns, dimensions, strict=True):
        base = len(dimension.values)
        codes, numbers = rank_codes(numbers * base + column, len(values) * base)
        values = np.column_stack((values[codes // base], codes % base))
    return [_shrink(numbers), _shrink(values), _shrink(np.bincount(numbers))]


def _shrink(codes: Ints) -> Codes:
    """Return the codes in the smallest unsigned type that holds them."""
    return codes.astype(np.min_scalar_type(int(codes.max(initial=0))))


def _number_cells(columns: Sequence[Codes], bases: Sequence[int]) -> Sequence[int]:
    """Return one ascending number for each cell: its value codes as digits."""
    if not columns:
        return [0]
    wide = prod(bases) >= 1 << 63
    keys: NDArray[Any] = np.zeros(len(columns[0]), object if wide else np.int64)
    for column, base in zip(columns, bases, strict=True):
        keys = keys * base + column.astype(keys.dtype)
    return keys.tolist() if wide else array("q", keys.tobytes())
