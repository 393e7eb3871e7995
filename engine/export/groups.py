"""Which rows belong together: those of one parent, the parent, and rows that say the same."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Keys = NDArray[np.uint64]


def find_groups(ids: Sequence[int], parents: Sequence[int], contents: Sequence[int]) -> tuple[Numbers, Keys]:
    """Return each row's group, and each group's key; both follow from the rows alone, whatever their order.

    Args:
        ids: 64-bit fingerprint of each row's id.
        parents: The same of its parent's id; 0 where it has none. A parent that is no row joins its children too.
        contents: Fingerprint of what it says.
    """
    rows = len(ids)
    every = np.concatenate([np.asarray(each, dtype=np.uint64) for each in (ids, parents, contents)])
    every[2 * rows :] ^= np.uint64(0x9E3779B97F4A7C15)  # what a row says is no id
    nodes, places = np.unique(every, return_inverse=True)
    child = np.flatnonzero(every[rows : 2 * rows])
    first = np.concatenate([places[:rows][child], places[:rows]])
    second = np.concatenate([places[rows : 2 * rows][child], places[2 * rows :]])
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
