"""Which rows belong together: those of one family or parent, the parent, and rows that say the same."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Keys = NDArray[np.uint64]


def find_groups(ids: Sequence[int], kin: Sequence[Sequence[int]], contents: Sequence[int]) -> tuple[Numbers, Keys]:
    """Return each row's group, and each group's key; both follow from the rows alone, whatever their order.

    Args:
        ids: 64-bit fingerprint of each row's id.
        kin: The same of ids that it names as its own kin, such as its parent's; one sequence for each way to name
            them, with 0 for rows that name none. A name that no row has joins those that name it all the same.
        contents: Fingerprint of what it says.
    """
    rows = len(ids)
    own = np.asarray(ids, dtype=np.uint64)
    said = np.asarray(contents, dtype=np.uint64) ^ np.uint64(0x9E3779B97F4A7C15)  # what a row says is no id
    named = np.concatenate([*(np.asarray(each, dtype=np.uint64) for each in kin), said])
    whose = np.tile(own, len(kin) + 1)[named != 0]
    nodes, places = np.unique(np.concatenate([own, whose, named[named != 0]]), return_inverse=True)
    first, second = np.split(places[rows:], 2)
    roots = _join(len(nodes), first, second)[places[:rows]]
    used, groups = np.unique(roots, return_inverse=True)
    return groups.astype(np.int64), nodes[used]


def _join(count: int, first: Numbers, second: Numbers) -> Numbers:
    """Return for each node the smallest one that edges lead to."""
    roots = np.arange(count)
    while True:
        one, other = roots[first], roots[second]
        apart = one != other
        if not apart.any():
            return roots
        first, second, one, other = first[apart], second[apart], one[apart], other[apart]
        np.minimum.at(roots, np.maximum(one, other), np.minimum(one, other))
        while ((above := roots[roots]) != roots).any():
            roots = above
