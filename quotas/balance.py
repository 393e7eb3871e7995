"""Evens out the two-way tables of a dimension just laid, by exchanging the values of pairs of rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotas.shuffle import Ints, mix_numbers, shuffle_range

Floats = NDArray[np.float64]

PASSES = 60
"""Most rounds of exchanges; a constant, so that planning stays linear in the target."""

WINDOW = 1 << 16
"""Most rows that one round looks at."""

IDLE = 10
"""Rounds without any gain after which nothing more is expected."""

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
        self._dense = len(self._amounts[0]) * self._columns <= 4 * len(fixed) + WINDOW
        self._stale = True
        self._codes = np.empty(0, np.int64)
        self._deviations = np.empty(0)

    def refresh(self) -> float:
        """Bring the table up to date and return its largest deviation; among empty cells of a sparse one none."""
        if self._stale:
            codes = self.fixed * self._columns + self._laid
            if self._dense:
                share, amount = self._amounts
                self._deviations = -np.outer(share, amount).ravel()
                self._deviations += np.bincount(codes, minlength=len(self._deviations))
            else:
                self._codes, counts = np.unique(codes, return_counts=True)
                self._deviations = counts - self._expect(self._codes)
            self._stale = False
        return float(np.abs(self._deviations).max())

    def deviate(self, codes: Ints) -> Floats:
        """Return count minus expectation for cells, given as `fixed value * columns + laid value`."""
        if self._dense:
            return self._deviations[codes]
        places = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
        return np.where(self._codes[places] == codes, self._deviations[places], -self._expect(codes))

    def locate(self, rows: Ints, values: Ints) -> Ints:
        """Return the cells that rows would be in if they had these values."""
        return self.fixed[rows] * self._columns + values

    def exchange(self, cells: Ints) -> None:
        """Record exchanges; columns of `cells`: left, entered, left, entered."""
        if self._dense:
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
            after = before + _CHANGES
            change = (np.square(np.square(after)) - np.square(np.square(before))).sum(axis=1)
            gain += np.where(cells[:, 0] == cells[:, 3], 0.0, change)
        return gain


def even_out(earlier: list[Ints], laid: Ints, first: int, key: int) -> None:
    """Exchange values among the rows from `first` on until every two-way table is within 1, or nothing more is gained.

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
    idle = 0
    for number in range(PASSES):
        if max(table.refresh() for table in tables) <= 1 or idle == IDLE:
            return
        window = order.take(np.arange(number * WINDOW, number * WINDOW + min(rows, WINDOW)), mode="wrap")
        window = window[shuffle_range(len(window), mix_numbers(key, number))]
        done = _exchange_once(tables, laid, window, crowded_only=number % 2 == 1)
        idle = 0 if done else idle + 1


def _exchange_once(tables: list[PairTable], laid: Ints, window: Ints, *, crowded_only: bool) -> int:
    """Carry out the exchanges of one round that gain and do not disturb each other; return how many."""
    left, right = window[: len(window) // 2], window[len(window) // 2 :]
    if crowded_only:
        excess = np.max([table.deviate(table.locate(window, laid[window])) for table in tables], axis=0)
        crowded = window[excess > 1]
        if not len(crowded):
            return 0
        left, right = np.resize(crowded, len(window)), window
    offers = _make_offers(tables, laid, left[: len(right)], right[: len(left)])
    gain = offers.weigh()
    good = np.flatnonzero(gain < -1e-9)
    good = good[np.argsort(gain[good], kind="stable")]
    good = good[_keep_apart(offers, good)]
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


def _keep_apart(offers: _Offers, good: Ints) -> NDArray[np.bool_]:
    """Return which offers to take, the best first, so that no row and no cell changes more often than it should.

    A cell far from its expectation may change several times in a round: once for every 4 that it is away.
    """
    turn = np.arange(len(good))[:, None]
    keep = _own_all(np.stack([offers.left[good], offers.right[good]], axis=1))
    for cells, deviations in zip(offers.cells, offers.deviations, strict=True):
        seats = np.clip(np.abs(deviations[good]) // 4, 1, 64).astype(np.int64)
        keep &= _own_all(cells[good] * 64 + turn % seats)
    return keep


def _own_all(claims: Ints) -> NDArray[np.bool_]:
    """Return which lines come first in all that they claim."""
    _, first, places = np.unique(claims, return_index=True, return_inverse=True)
    owner = (first // claims.shape[1])[places.reshape(claims.shape)]
    return np.asarray((owner == np.arange(len(claims))[:, None]).all(axis=1))
