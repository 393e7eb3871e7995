"""Evening out two-way tables by exchanges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotas.balance import PairTable, even_out
from quotas.shuffle import shuffle_range


def test_a_full_correlation_is_dissolved() -> None:
    """Two columns that are equal become independent, as far as whole rows can be."""
    fixed, laid = np.repeat(np.arange(8), 50), np.repeat(np.arange(8), 50)
    even_out([fixed], laid, 0, 1)
    assert PairTable(fixed, laid).refresh() <= 1.5


@settings(deadline=None, max_examples=50)
@given(st.integers(2, 200), st.integers(0, 150), st.integers(1, 6), st.integers(1, 6), st.integers(0, 9))
def test_rows_that_stand_are_never_touched(rows: int, first: int, one: int, other: int, key: int) -> None:
    """Exchanges leave the earlier rows as they are and every total what it was."""
    before = np.repeat(np.arange(other), rows)[:rows]
    after = before.copy()
    even_out([np.arange(rows) % one, np.arange(rows) * one // rows], after, first, key)
    assert (before[:first].tolist(), sorted(before.tolist())) == (after[:first].tolist(), sorted(after.tolist()))


@pytest.mark.parametrize("values", [4, 3000])
def test_a_table_knows_every_cell_before_and_after_exchanges(values: int) -> None:
    """Count minus expectation is right for full and empty cells, however large the table, also after an exchange."""
    fixed = shuffle_range(3000, 1) % values
    laid = shuffle_range(3000, 2) % values
    table = PairTable(fixed, laid)
    table.refresh()
    mine, theirs = laid[:1].copy(), laid[1:2].copy()
    rows = np.array([0]), np.array([1])
    moves = ((rows[0], mine), (rows[0], theirs), (rows[1], theirs), (rows[1], mine))
    cells = np.stack([table.locate(row, value) for row, value in moves], axis=1)
    laid[0], laid[1] = theirs[0], mine[0]
    table.exchange(cells)
    table.refresh()
    asked = [(int(fixed[i]), int(laid[j])) for i in range(20) for j in range(20)]
    expected = [
        np.count_nonzero((fixed == v) & (laid == u)) - np.count_nonzero(fixed == v) * np.count_nonzero(laid == u) / 3000
        for v, u in asked
    ]
    codes = np.array([v * values + u for v, u in asked])
    assert expected == pytest.approx(table.deviate(codes).tolist(), abs=1e-9)
