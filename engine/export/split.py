"""Divides rows into splits: whole groups, exact sizes as far as groups allow, every label in its share."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

import numpy as np
from numpy.typing import NDArray

from engine.export.groups import Keys, Numbers
from quotas.apportion import apportion

_MOST_TRADES = 10_000

Table = list[list[int]]


@dataclass(frozen=True, slots=True)
class Strata:
    """What a split is made of; none of it may depend on the order of the rows.

    Attributes:
        labels: Number of each row's label, of which every split gets its share.
        topics: Number of another property of it, which is spread over the splits without a promise.
        groups: Each row's group, 0 to len(keys) - 1.
        keys: 64 bits of each group.
    """

    labels: Numbers
    topics: Numbers
    groups: Numbers
    keys: Keys


def split_rows(strata: Strata, shares: Sequence[Fraction], seed: int) -> NDArray[np.int8]:
    """Return the number of each row's split.

    Large groups are placed first, then ever smaller ones, each where the shares of its labels and topics are furthest
    from full; groups of one size come in an order drawn from seed and key. Trades between two splits even out sizes.

    Args:
        strata: The rows.
        shares: Of the splits; they add up to 1.
        seed: Seed of the draw.
    """
    groups, keys = strata.groups, strata.keys
    sizes = apportion(len(groups), shares)
    filling = Filling(_plan(strata.labels, sizes), _plan(strata.topics, sizes), sizes)
    lengths = np.bincount(groups, minlength=len(keys))
    order = np.lexsort((mix(keys, seed), -lengths))
    starts = np.concatenate([[0], np.cumsum(lengths)]).tolist()
    members = np.argsort(groups, kind="stable")
    labels, topics = strata.labels[members].tolist(), strata.topics[members].tolist()
    chosen = np.empty(len(keys), dtype=np.int8)
    for group in order.tolist():
        rows = slice(starts[group], starts[group + 1])
        chosen[group] = filling.place(labels[rows], topics[rows])
    trade(chosen, lengths, order, filling.room)
    return chosen[groups]


class Filling:
    """How much of each label, of each topic, and of all, still goes into each split."""

    def __init__(self, labels: Table, topics: Table, sizes: Sequence[int]) -> None:
        self.room = list(sizes)
        self._labels, self._topics = _Shares(labels), _Shares(topics)

    def place(self, labels: list[int], topics: list[int]) -> int:
        """Return the split for a group of rows with these labels and topics, and count them in."""
        size, best, most = len(labels), 0, (False, False, -inf, 0)
        for split, room in enumerate(self.room):
            least, wanted = self._labels.rate(split, labels)
            rate = (room >= size, least > 0, wanted + self._topics.rate(split, topics)[1], room)
            if rate > most:
                best, most = split, rate
        self.room[best] -= size
        self._labels.take(best, labels)
        self._topics.take(best, topics)
        return best


class _Shares:
    """How much of each value still goes into each split, of how much."""

    def __init__(self, planned: Table) -> None:
        self._planned, self._need = planned, [list(row) for row in planned]

    def rate(self, split: int, values: list[int]) -> tuple[int, float]:
        """Return how many rows of the scarcest value, and how much of the shares of all, are still to come."""
        least, wanted = self._need[values[0]][split], 0.0
        for value in values:
            need = self._need[value][split]
            least = min(least, need)
            wanted += need / (self._planned[value][split] or 1)
        return least, wanted

    def take(self, split: int, values: list[int]) -> None:
        """Count rows in."""
        for value in values:
            self._need[value][split] -= 1


def _plan(values: Numbers, sizes: Sequence[int]) -> Table:
    return round_table(np.bincount(values, minlength=1).tolist(), sizes)


def trade(chosen: NDArray[np.int8], lengths: Numbers, order: Numbers, room: list[int]) -> None:
    """Move and exchange groups while that brings sizes nearer to what they should be; `room` is what each lacks."""
    if not any(room):
        return
    by_size: list[defaultdict[int, list[int]]] = [defaultdict(list) for _ in room]
    for group in order.tolist():
        by_size[chosen[group]][int(lengths[group])].append(group)
    for _ in range(_MOST_TRADES):
        best = _find_trade(by_size, room)
        if best is None:
            return
        giver, taker, given, taken = best
        for source, target, size in ((giver, taker, given), (taker, giver, taken)):
            if size:
                group = by_size[source][size].pop()
                by_size[target][size].insert(0, group)
                chosen[group] = target
        room[giver] += given - taken
        room[taker] -= given - taken


def _find_trade(by_size: list[defaultdict[int, list[int]]], room: list[int]) -> tuple[int, int, int, int] | None:
    """Return giver, taker, size given and size taken (0 for none) of the trade that helps most, if any does."""
    best, gain = None, 0
    for giver, lack in enumerate(room):
        for taker, other in enumerate(room):
            if lack >= other:
                continue
            for given in (size for size, groups in by_size[giver].items() if groups):
                for taken in (0, *(size for size, groups in by_size[taker].items() if groups)):
                    moved = given - taken
                    better = abs(lack) + abs(other) - abs(lack + moved) - abs(other - moved)
                    if better > gain:
                        best, gain = (giver, taker, given, taken), better
    return best


def round_table(counts: Sequence[int], sizes: Sequence[int]) -> Table:
    """Return label x split with the sums `counts` and `sizes`, every entry at most 1 from its share.

    What rounding down leaves is given out label by label, the most first, to the splits that lack most: such a table
    of zeros and ones exists, because the remainders are one, and then this finds one (Gale and Ryser).
    """
    total = sum(sizes) or 1
    table = [[count * size // total for size in sizes] for count in counts]
    lacking = [size - sum(row[split] for row in table) for split, size in enumerate(sizes)]
    left = [count - sum(row) for count, row in zip(counts, table, strict=True)]
    for label in sorted(range(len(counts)), key=lambda each: -left[each]):
        rest = [counts[label] * size % total for size in sizes]
        wanting = sorted(range(len(sizes)), key=lambda split: (lacking[split], rest[split]), reverse=True)
        for split in wanting[: left[label]]:
            table[label][split] += 1
            lacking[split] -= 1
    return table


def mix(keys: Keys, seed: int) -> Keys:
    """Return keys scrambled by a seed (splitmix64), so that their order is a draw."""
    value = keys + np.uint64((seed * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        value = (value ^ (value >> np.uint64(shift))) * np.uint64(factor)
    return value ^ (value >> np.uint64(31))
