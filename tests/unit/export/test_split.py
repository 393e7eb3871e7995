"""Splits divide no family, have their sizes, and follow from the rows alone."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UsageError
from engine.export.groups import find_groups
from engine.export.order import read_shares
from engine.export.split import Strata, round_table, split_rows
from quotas.apportion import apportion

USUAL = tuple(read_shares("0.8,0.1,0.1").values())

# Each row: id, parent (0: none), what it says, label, topic.
ROWS = st.lists(
    st.tuples(st.integers(1, 60), st.integers(0, 40), st.integers(1, 500), st.integers(0, 3), st.integers(0, 5)),
    min_size=1,
    max_size=60,
)
Row = tuple[int, int, int, int, int]


def split(
    rows: list[Row], shares: tuple[Fraction, ...] = USUAL, seed: int = 42, families: Sequence[int] = ()
) -> list[int]:
    """Return the split of each row."""
    ids, parents, contents, labels, topics = map(list, zip(*rows, strict=True))
    groups, keys = find_groups(ids, (parents, families or [0] * len(rows)), contents)
    strata = Strata(np.asarray(labels), np.asarray(topics), groups, keys)
    return [int(each) for each in split_rows(strata, shares, seed)]


def single(count: int, labels: int = 4) -> list[Row]:
    """Return rows without parents."""
    return [(number + 1, 0, 10_000 + number, number % labels, number % 5) for number in range(count)]


@given(ROWS, st.integers(0, 3))
def test_no_family_stands_in_two_splits(rows: list[Row], seed: int) -> None:
    """Rows of one parent, the parent itself, rows of one id and rows that say the same share a split."""
    chosen = split(rows, seed=seed)
    for (one, where), (other, there) in combinations(zip(rows, chosen, strict=True), 2):
        siblings = one[1] and one[1] == other[1]
        family = one[1] == other[0] or other[1] == one[0]
        if siblings or family or one[0] == other[0] or one[2] == other[2]:
            assert where == there


@given(ROWS, st.data())
def test_rows_of_one_family_share_a_split(rows: list[Row], data: st.DataObject) -> None:
    """Rows that name one family stand together, with the row that has its name, whatever parents they have."""
    families = data.draw(st.lists(st.integers(0, 20), min_size=len(rows), max_size=len(rows)))
    chosen = split(rows, families=families)
    for one, other in combinations(range(len(rows)), 2):
        if families[one] and families[one] in {families[other], rows[other][0]}:
            assert chosen[one] == chosen[other]


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: list[Row], rng: Random) -> None:
    """Shuffled rows, each with an id of its own, go to the splits that they went to before."""
    rows = list({row[0]: row for row in rows}.values())
    known = dict(zip((row[0] for row in rows), split(rows), strict=True))
    rng.shuffle(rows)
    assert known == dict(zip((row[0] for row in rows), split(rows), strict=True))


@pytest.mark.parametrize("count", [1, 2, 3, 5, 10, 99, 1000])
def test_sizes_are_exact_where_every_row_stands_alone(count: int) -> None:
    """Splits have their shares, rounded, and every label in each of them is within one of its share."""
    rows = single(count)
    chosen = split(rows)
    assert apportion(count, USUAL) == [chosen.count(each) for each in range(3)]
    for label in range(4):
        total = sum(row[3] == label for row in rows)
        for each, size in enumerate(apportion(count, USUAL)):
            found = sum(row[3] == label and there == each for row, there in zip(rows, chosen, strict=True))
            assert abs(found - Fraction(total * size, count)) <= 1


def test_sizes_are_exact_with_families_and_enough_single_rows() -> None:
    """Families of many sizes do not keep splits from their exact sizes, nor topics from their rough shares."""
    rng = Random(3)
    rows = single(1000)
    rows += [(5000 + n, 900_000 + rng.randrange(150), 50_000 + n, rng.randrange(4), n % 5) for n in range(1000)]
    chosen = split(rows)
    assert {0: 1600, 1: 200, 2: 200} == Counter(chosen)
    for topic in range(5):
        tests = sum(row[4] == topic and there == 2 for row, there in zip(rows, chosen, strict=True))
        assert 30 < tests < 50


@pytest.mark.parametrize("seed", range(20))
def test_sizes_are_as_near_as_families_allow(seed: int) -> None:
    """No other way to place few large families comes nearer than by one row in sum."""
    rng = Random(seed)
    sizes = [rng.randint(1, 5) for _ in range(8)]
    rows: list[Row] = []
    for family, size in enumerate(sizes):
        rows += [(len(rows) + n + 1, 700 + family, 5000 + len(rows) + n, 0, 0) for n in range(size)]
    shares = (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4))
    wanted = apportion(len(rows), shares)

    def miss(counts: list[int]) -> int:
        return sum(abs(one - other) for one, other in zip(counts, wanted, strict=True))

    best = min(
        miss([sum(size for size, there in zip(sizes, way, strict=True) if there == each) for each in range(3)])
        for way in product(range(3), repeat=len(sizes))
    )
    chosen = split(rows, shares)
    assert best <= miss([chosen.count(each) for each in range(3)]) <= best + 2


def test_trades_even_out_what_placing_leaves() -> None:
    """Families of 3, 3, 2, 2 and 2 rows make two halves of 6, which placing the largest first does not find."""
    families = [family for family, size in enumerate((3, 3, 2, 2, 2)) for _ in range(size)]
    rows = [(number + 1, 700 + family, 5000 + number, 0, 0) for number, family in enumerate(families)]
    assert {0: 6, 1: 6} == Counter(split(rows, (Fraction(1, 2), Fraction(1, 2))))


def test_the_seed_decides() -> None:
    """One seed gives one split, another seed another."""
    rows = single(200)
    assert split(rows, seed=1) == split(rows, seed=1)
    assert split(rows, seed=1) != split(rows, seed=2)


def test_long_lines_of_descent_are_one_family() -> None:
    """A rewrite of a rewrite of a rewrite stands with the first of them."""
    rows = [(number, number - 1, 5000 + number, 0, 0) for number in range(1, 200)]
    assert 1 == len(set(split([*rows, *[(1000 + n, 0, 9000 + n, 0, 0) for n in range(200)]])[:199]))


@given(st.lists(st.integers(0, 50), min_size=1, max_size=6), st.lists(st.integers(1, 9), min_size=1, max_size=3))
def test_a_table_has_its_sums(counts: list[int], weights: list[int]) -> None:
    """Rows and columns of the planned table add up, and every entry is at most one from its share."""
    sizes = apportion(sum(counts), [Fraction(weight, sum(weights)) for weight in weights])
    table = round_table(counts, sizes)
    assert (counts, sizes) == ([sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)])
    for count, row in zip(counts, table, strict=True):
        for size, entry in zip(sizes, row, strict=True):
            assert abs(entry - Fraction(count * size, sum(counts) or 1)) <= 1


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("0.8,0.1,0.1", {"train": Fraction(4, 5), "validation": Fraction(1, 10), "test": Fraction(1, 10)}),
        ("80, 10, 10", {"train": Fraction(4, 5), "validation": Fraction(1, 10), "test": Fraction(1, 10)}),
        ("3,1", {"train": Fraction(3, 4), "test": Fraction(1, 4)}),
        ("0.9,0,0.1", {"train": Fraction(9, 10), "test": Fraction(1, 10)}),
        ("1", {"train": Fraction(1)}),
    ],
)
def test_shares_are_read(text: str, shares: dict[str, Fraction]) -> None:
    """One to three weights are shares of the splits in their usual order; a weight of 0 leaves a split out."""
    assert shares == read_shares(text)


@pytest.mark.parametrize("text", ["", "a", "0.8;0.2", "-1,2", "0,0", "1,1,1,1", "nan", "1/0,1"])
def test_shares_that_are_none_are_refused(text: str) -> None:
    """What is no list of one to three weights is an error that shows how to write one."""
    with pytest.raises(UsageError, match=r"such as 0\.8,0\.1,0\.1"):
        read_shares(text)
