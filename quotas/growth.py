"""Makes the rows of one growth step: exact totals in every dimension, even tables between them."""

import numpy as np

from quotas.balance import even_out
from quotas.chairman import lay_values
from quotas.shuffle import Ints, mix_numbers, rank_codes, shuffle_range, spread_range


def grow_columns(planned: list[Ints], additions: list[Ints], key: int) -> list[Ints]:
    """Return the value codes of the new rows, one column for each dimension, in slot order.

    The first dimension lies in blocks of equal values; every further one is laid over the blocks that the earlier
    ones make, then evened out against each of them. With two dimensions and nothing planned before, laying alone
    keeps every cell within 2 of its expectation.

    Args:
        planned: Value codes of the rows that stand already, by dimension.
        additions: New rows of each value, by dimension; all add up to the same number.
        key: Decides every free choice.
    """
    rows = int(additions[0].sum())
    columns: list[Ints] = []
    block = np.zeros(rows, np.int64)
    for place, amounts in enumerate(additions):
        ranks = np.argsort(shuffle_range(len(amounts), mix_numbers(key, place, 0)), kind="stable")
        laid = lay_values(np.bincount(block), amounts, ranks)
        if place > 1 or (place and len(planned[place])):
            laid = _even_new_rows(planned, columns, laid, mix_numbers(key, place, 1))
        columns.append(laid)
        order, block = _regroup(block, columns, len(amounts), mix_numbers(key, place, 2))
        columns = [column[order] for column in columns]
    order = spread_range(rows, key)
    return [column[order] for column in columns]


def _even_new_rows(planned: list[Ints], columns: list[Ints], laid: Ints, key: int) -> Ints:
    """Return the new rows of the last dimension, evened out together with what is planned."""
    first = len(planned[0])
    earlier = [np.concatenate(pair) for pair in zip(planned, columns, strict=False)]
    together = np.concatenate((planned[len(columns)], laid))
    even_out(earlier, together, first, key)
    return together[first:]


def _regroup(block: Ints, columns: list[Ints], values: int, key: int) -> tuple[Ints, Ints]:
    """Return an order that puts rows with equal values together, and their new block numbers in that order.

    Values of the first dimension stay together; within one, blocks are shuffled: a regular order would resonate with
    the regular sequence that is laid next.
    """
    different, cell = rank_codes(block * values + columns[-1], (int(block[-1]) + 1) * values)
    leading = np.empty(len(different), np.int64)
    leading[cell] = columns[0]
    sequence = np.empty(len(different), np.int64)
    by_leading = np.lexsort((shuffle_range(len(different), key), leading))
    sequence[by_leading] = np.arange(len(different))
    block = sequence[cell]
    # Small numbers are sorted by counting, several times faster.
    order = np.argsort(block.astype(np.uint16) if len(different) < 1 << 16 else block, kind="stable")
    return order, block[order]
