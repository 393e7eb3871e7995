"""Lays the values of one dimension over blocks of rows, so that each run of blocks gets its share of each value."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from quotas.shuffle import Ints


@dataclass(frozen=True, slots=True)
class _Units:
    """Single rows still to be placed: the value of each, and the first and last block where it may go."""

    values: Ints
    first: Ints
    last: Ints


def lay_values(sizes: Ints, amounts: Ints, ranks: Ints) -> Ints:
    """Return a value code for every row of blocks in a row; value v occurs `amounts[v]` times in all.

    After every block, each value has been used the floor or the ceiling of its share of the rows so far, so any run
    of blocks holds a count within 2 of its expectation. This is the chairman assignment problem (Tijdeman 1980),
    solved as unit jobs with release and deadline, earliest deadline first.

    Args:
        sizes: Rows of each block, each above 0; the sum is the sum of `amounts`.
        amounts: Rows of each value.
        ranks: Which value goes first where deadlines are equal; a permutation.
    """
    blocks, values, total = len(sizes), len(amounts), int(sizes.sum())
    if blocks * values > 4 * total + 1024:  # the table of blocks and values would be larger than the rows
        units = _spread_units(np.cumsum(sizes), amounts, total)
        codes = _place_units(units, sizes, ranks) * values + units.values
        codes.sort()
        return codes % values
    product = sizes[:, None] * amounts[None, :]
    table = product // total
    units = _spread_remainders(np.cumsum(product - table * total, axis=0), total)
    codes = _place_units(units, sizes - table.sum(axis=1), ranks) * values + units.values
    table += np.bincount(codes, minlength=table.size).reshape(table.shape)
    return np.repeat(np.tile(np.arange(values), blocks), table.ravel())


def _count_within(amounts: Ints) -> tuple[Ints, Ints]:
    """Return the value of every unit, and the number of each unit within its value, from 0."""
    values = np.repeat(np.arange(len(amounts)), amounts)
    return values, np.arange(len(values)) - np.repeat(np.cumsum(amounts) - amounts, amounts)


def _spread_units(ends: Ints, amounts: Ints, total: int) -> _Units:
    """Return all rows as units: the share of a value grows evenly from row to row."""
    values, number = _count_within(amounts)
    amount = amounts[values]
    first = np.searchsorted(ends, number * total // amount, side="right")
    last = np.searchsorted(ends, -((number + 1) * -total // amount), side="left")
    return _Units(values, first, last)


def _spread_remainders(shares: Ints, total: int) -> _Units:
    """Return the rows that whole shares leave over, as units.

    Args:
        shares: What is due of each value (column) by the end of each block (line), in parts of `total`.
        total: Parts of one unit.
    """
    blocks, columns = shares.shape
    values, number = _count_within(shares[-1] // total)
    # All columns are searched at once: each is lifted above the one before it.
    lift = np.arange(columns) * (int(shares[-1].max()) + total)
    flat = (shares.T + lift[:, None]).ravel()
    first = np.searchsorted(flat, number * total + lift[values], side="right") - values * blocks
    last = np.searchsorted(flat, (number + 1) * total + lift[values], side="left") - values * blocks
    return _Units(values, first, last)


def _place_units(units: _Units, room: Ints, ranks: Ints) -> Ints:
    """Return the block of every unit; blocks have exactly the room for all of them."""
    urgency = np.lexsort((ranks[units.values], units.last))
    first = units.first[urgency]
    arrival = np.argsort(first, kind="stable")
    arrived = np.searchsorted(first[arrival], np.arange(len(room)), side="right")
    taken = np.fromiter(_take_most_urgent(arrival.tolist(), arrived.tolist(), room.tolist()), np.int64, len(first))
    placed = np.empty(len(first), np.int64)
    placed[urgency[taken]] = np.repeat(np.arange(len(room)), room)
    return placed


def _take_most_urgent(arrival: list[int], arrived: list[int], room: list[int]) -> Iterator[int]:
    """Yield units block by block, lowest number first among those that have arrived."""
    waiting: list[int] = []
    start = 0
    for end, free in zip(arrived, room, strict=True):
        for unit in arrival[start:end]:
            heappush(waiting, unit)
        start = end
        for _ in range(free):
            yield heappop(waiting)
