"""Evens out the two-way tables of a dimension just laid, by exchanging the values of pairs of rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotas.shuffle import Ints, mix_numbers, shuffle_range

Floats = NDArray[np.float64]

PASSES = 60
"""Most rounds of exchanges, a quarter of it where a table is sparse and costly; keeps planning linear in the target."""

WINDOW = 1 << 17
"""Most rows among which one round looks for crowded cells."""

OFFERS = 1 << 14
"""Most pairs of rows that one round weighs."""

IDLE = 10
"""Rounds without any gain after which nothing more is expected."""

MARGIN = 1e-6
"""What counts as no gain, above the rounding of floats."""

_CHANGES = np.array([-1.0, 1.0, -1.0, 1.0])  # an exchange: each row leaves one cell and enters another


class PairTable:
    """How far each pair of values (earlier dimension, laid dimension) is from its expectation.

    Args:
        fixed: Value code of every row in the earlier dimension.
        laid: Value code of every row in the dimension being laid; read again by `refresh`.
    """

    def __init__(self, fixed: Ints, laid: Ints) -> None:
        self.fixed = fixed
        self._laid = laid
        self._amounts = np.bincount(fixed).astype(np.float64) / len(fixed), np.bincount(laid).astype(np.float64)
        self._columns = len(self._amounts[1])
        self.cells = len(self._amounts[0]) * self._columns
        self.dense = self.cells <= 4 * len(fixed) + WINDOW
        self.goal = 1.5 if self.dense else 2.0
        self._stale = True
        self._codes = np.empty(0, np.int64)
        self._places = np.empty(0, np.int64)
        self._deviations = np.empty(0)

    def refresh(self) -> float:
        """Bring the table up to date and return its largest deviation; among empty cells of a sparse one none."""
        if self._stale:
            codes = self.fixed * self._columns + self._laid
            if self.dense:
                share, amount = self._amounts
                self._deviations = -np.outer(share, amount).ravel()
                self._deviations += np.bincount(codes, minlength=len(self._deviations))
            else:
                self._codes, self._places = np.unique(codes, return_inverse=True)
                self._deviations = np.bincount(self._places) - self._expect(self._codes)
            self._stale = False
        return float(max(self._deviations.max(), -self._deviations.min()))

    def deviate(self, codes: Ints) -> Floats:
        """Return count minus expectation for cells, given as `fixed value * columns + laid value`."""
        if self.dense:
            return self._deviations[codes]
        places = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
        return np.where(self._codes[places] == codes, self._deviations[places], -self._expect(codes))

    def deviate_rows(self, rows: Ints) -> Floats:
        """Return count minus expectation for the cells that rows are in."""
        if self.dense:
            return self._deviations[self.locate(rows, self._laid[rows])]
        return self._deviations[self._places[rows]]

    def locate(self, rows: Ints, values: Ints) -> Ints:
        """Return the cells that rows would be in if they had these values."""
        return self.fixed[rows] * self._columns + values

    def exchange(self, cells: Ints) -> None:
        """Record exchanges; columns of `cells`: left, entered, left, entered."""
        if self.dense:
            np.add.at(self._deviations, cells.ravel(), np.tile(_CHANGES, len(cells)))
        else:
            self._stale = True

    def _expect(self, codes: Ints) -> Floats:
        share, amount = self._amounts
        return share[codes // self._columns] * amount[codes % self._columns]


@dataclass(frozen=True, slots=True)
class _Offers:
    """Pairs of rows that could exchange their values, and per table the four cells that each would change."""

    left: Ints
    right: Ints
    cells: list[Ints]
    deviations: list[Floats]

    def weigh(self) -> Floats:
        """Return the change of the sum of fourth powers of all deviations; a high power bounds the largest one."""
        gain = np.zeros(len(self.left))
        for cells, before in zip(self.cells, self.deviations, strict=True):
            square = before * before
            # (x + c)**4 - x**4 for c = 1 or -1
            change = (4 * before * (square + 1) * _CHANGES + 6 * square + 1).sum(axis=1)
            gain += np.where(cells[:, 0] == cells[:, 3], 0.0, change)
        return gain


def even_out(earlier: list[Ints], laid: Ints, first: int, key: int) -> None:
    """Exchange values among the rows from `first` on until no table is off by more than its goal, or nothing is gained.

    Totals of values do not change. Expectation of a cell: the product of its two totals over the number of rows.

    Args:
        earlier: Value codes of all rows in each earlier dimension.
        laid: Value codes of all rows in the last dimension; changed in place.
        first: Rows before it are planned already and stay as they are.
        key: Decides which rows meet.
    """
    rows = len(laid) - first
    if rows < 2 or not earlier:
        return
    tables = [PairTable(fixed, laid) for fixed in earlier]
    order = shuffle_range(rows, key) + first
    dense = all(table.dense for table in tables)
    idle = 0
    for number in range(PASSES if dense else PASSES // 4):
        off = [table.refresh() > table.goal for table in tables]
        if not any(off) or idle == IDLE:
            return
        chance = mix_numbers(key, number)
        size = min(rows, WINDOW) if dense else rows  # crowded cells are rare in a sparse table
        near = order.take(np.arange(chance % rows, chance % rows + size), mode="wrap")
        left, right = _pair_any(near, chance) if dense and number % 2 == 0 else _pair_crowded(tables, near)
        done = _exchange(tables, laid, _make_offers(tables, laid, left, right))
        idle = 0 if done else idle + 1


def _pair_any(window: Ints, chance: int) -> tuple[Ints, Ints]:
    """Pair the rows of a window with each other, with others whenever `chance` is another number."""
    half = min(len(window) // 2, OFFERS)
    return window[:half], np.roll(window[-half:], (chance >> 32) % half)


def _pair_crowded(tables: list[PairTable], window: Ints) -> tuple[Ints, Ints]:
    """Pair rows of the cells that hold more than 1 too much, the worst first, each with several of any rows."""
    excess = [table.deviate_rows(window) for table in tables]
    crowded = np.flatnonzero(np.max(excess, axis=0) > 1)
    pull = np.sum([each * each * each for each in (part[crowded] for part in excess)], axis=0)
    crowded = window[crowded[np.argsort(-pull, kind="stable")[: OFFERS // 4]]]
    partners = window[: OFFERS if len(crowded) else 0]
    return np.resize(crowded, len(partners)), partners


def _exchange(tables: list[PairTable], laid: Ints, offers: _Offers) -> int:
    """Carry out the exchanges that gain, the best first; return how many."""
    gain = offers.weigh()
    good = np.flatnonzero(gain < -MARGIN)
    good = good[np.argsort(gain[good], kind="stable")]
    good = good[_choose_in_turn(offers, good)]
    left, right = offers.left[good], offers.right[good]
    laid[left], laid[right] = laid[right], laid[left]
    for table, cells in zip(tables, offers.cells, strict=True):
        table.exchange(cells[good])
    return len(good)


def _make_offers(tables: list[PairTable], laid: Ints, left: Ints, right: Ints) -> _Offers:
    """Pair rows with different values."""
    differ = laid[left] != laid[right]
    left, right = left[differ], right[differ]
    mine, theirs = laid[left], laid[right]
    moves = ((left, mine), (left, theirs), (right, theirs), (right, mine))
    cells = [np.stack([table.locate(rows, values) for rows, values in moves], axis=1) for table in tables]
    return _Offers(left, right, cells, [table.deviate(each) for table, each in zip(tables, cells, strict=True)])


def _choose_in_turn(offers: _Offers, good: Ints) -> list[int]:
    """Return which of the good offers still gain after those before them; each row moves at most once."""
    states = [
        dict(zip(cells[good].ravel().tolist(), before[good].ravel().tolist(), strict=True))
        for cells, before in zip(offers.cells, offers.deviations, strict=True)
    ]
    cells = list(zip(*(table[good].tolist() for table in offers.cells), strict=True))
    moved: set[int] = set()
    chosen: list[int] = []
    for place, (left, right) in enumerate(zip(offers.left[good].tolist(), offers.right[good].tolist(), strict=True)):
        if left in moved or right in moved or _weigh_again(states, cells[place]) > -MARGIN:
            continue
        moved.update((left, right))
        chosen.append(place)
        for state, changed in zip(states, cells[place], strict=True):
            for cell, change in zip(changed, (-1.0, 1.0, -1.0, 1.0), strict=True):
                state[cell] += change
    return chosen


def _weigh_again(states: list[dict[int, float]], cells: tuple[list[int], ...]) -> float:
    """Return what `_Offers.weigh` would for one offer, from the deviations as they are now."""
    gain = 0.0
    for state, (left_from, left_to, right_from, right_to) in zip(states, cells, strict=True):
        if left_from != right_to:
            a, b, c, d = state[left_from], state[left_to], state[right_from], state[right_to]
            a2, b2, c2, d2 = a * a, b * b, c * c, d * d
            gain += 4 * (b * (b2 + 1) + d * (d2 + 1) - a * (a2 + 1) - c * (c2 + 1)) + 6 * (a2 + b2 + c2 + d2) + 4
    return gain
