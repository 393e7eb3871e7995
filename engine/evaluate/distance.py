"""Tells whether two samples of texts could be of one kind, by two-sample tests on character n-grams."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import vstack  # type: ignore[import-untyped]

from engine.evaluate.entry import Entry
from engine.evaluate.vectors import Matrix, count_characters, drop_empty, weigh
from engine.export.groups import find_groups
from validators.text import fingerprint

KERNEL = "linear, on TF-IDF of characters n-grams (2 to 4) of unit length"

_SHUFFLES = 199
_SLOTS = 1 << 14
_NEIGHBOURS = 1_000  # texts of each side whose neighbours are looked for
_TIED = 1e-12

Sides = NDArray[np.bool_]
"""Whether a text is one of ours."""


def measure_distance(ours: Sequence[Entry], real: Sequence[Entry], most: int, seed: int) -> dict[str, Any]:
    """Return the squared maximum mean discrepancy and the share of like neighbours, each with its p-value.

    Tests need independent texts: of a row, its parent and its other rewrites one is drawn; of these, at most `most` of
    each side. The discrepancy is the unbiased estimate (Gretton et al., A kernel two-sample test, 2012, eq. 3), about 0
    or below it for two samples of one kind, of any size; its kernel is linear, so that it sees what n-grams are common
    on either side, not which stand together. The neighbour test asks how often the nearest text is of the same side
    (Schilling, Multivariate two-sample tests based on nearest neighbors, 1986; 0.5 where sides of one size cannot be
    told apart). p-values count the sample as one of 199 permutations more: the least is 0.005.
    """
    rng = np.random.default_rng(seed)
    some, others = (_draw(draw_families(side, rng), most, rng) for side in (ours, real))
    if min(len(some), len(others)) < 2:
        return {"reason": "two rows and two real items that are independent of each other are needed"}
    counts = drop_empty(count_characters([entry.key for entry in (*some, *others)], 2, 4, _SLOTS))
    vectors = weigh(counts, counts)
    discrepancy, p_value = _test_means(vectors, len(some), rng)
    near = min(_NEIGHBOURS, len(some), len(others))
    alike, near_p_value = _test_neighbours(vectors[: len(some)], vectors[len(some) :], near, rng)
    return {
        "kernel": KERNEL,
        "mmd2": round(discrepancy, 6),
        "mmd_p_value": round(p_value, 4),
        "sample": [len(some), len(others)],
        "neighbours_alike": round(alike, 4),
        "neighbours_p_value": round(near_p_value, 4),
        "neighbours_sample": [near, near],
        "permutations": _SHUFFLES,
    }


def draw_families(entries: Sequence[Entry], rng: np.random.Generator) -> list[Entry]:
    """Return one entry of each family, in their order: of a row, its parent and what else was made of that."""
    if not entries:
        return []
    ids = [fingerprint(entry.id) if entry.id else place + 1 for place, entry in enumerate(entries)]
    parents = [fingerprint(entry.parent) if entry.parent else 0 for entry in entries]
    families, _ = find_groups(ids, [parents], range(len(entries)))
    order = rng.permutation(len(entries))
    _, first = np.unique(families[order], return_index=True)
    return [entries[place] for place in np.sort(order[first])]


def _test_means(vectors: Matrix, first: int, rng: np.random.Generator) -> tuple[float, float]:
    """Return the unbiased squared distance of the means of both sides, and its p-value."""
    sides = np.arange(vectors.shape[0]) < first
    values = _estimate(vectors, np.stack([sides, *(rng.permutation(sides) for _ in range(_SHUFFLES))]))
    return float(values[0]), _rank(values)


def _estimate(vectors: Matrix, sides: Sides) -> NDArray[np.float64]:
    """Return the estimate for each way to divide the texts: products of all pairs, none with itself."""
    squares = np.asarray(vectors.multiply(vectors).sum(axis=1), np.float64).ravel()
    sums, others = ((vectors.T @ each.T.astype(np.float64)).T for each in (sides, ~sides))
    first, second = int(sides[0].sum()), int((~sides[0]).sum())
    inside = (_multiply(sums, sums) - sides @ squares) / (first * (first - 1))
    outside = (_multiply(others, others) - ~sides @ squares) / (second * (second - 1))
    found: NDArray[np.float64] = inside + outside - 2 * _multiply(sums, others) / (first * second)
    return found


def _multiply(some: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.einsum("ij,ij->i", some, others)
    return found


def _test_neighbours(ours: Matrix, real: Matrix, near: int, rng: np.random.Generator) -> tuple[float, float]:
    """Return the share of texts whose nearest one is of their side, of so many of each, and its p-value."""
    some, others = (side[np.sort(rng.choice(side.shape[0], near, replace=False))] for side in (ours, real))
    order = rng.permutation(2 * near)  # of two texts that are as near the first is taken: no side may come first
    vectors, sides = vstack([some, others], format="csr")[order], order < near
    likeness = (vectors @ vectors.T).toarray()
    np.fill_diagonal(likeness, -1)
    nearest = likeness.argmax(axis=1)
    shuffled = (sides, *(rng.permutation(sides) for _ in range(_SHUFFLES)))
    values = np.array([np.mean(side == side[nearest]) for side in shuffled])
    return float(values[0]), _rank(values)


def _rank(values: NDArray[np.float64]) -> float:
    """Return the p-value of the first value among those of permutations (Phipson and Smyth, 2010)."""
    return float((1 + np.count_nonzero(values[1:] >= values[0] - _TIED)) / len(values))


def _draw(entries: Sequence[Entry], most: int, rng: np.random.Generator) -> Sequence[Entry]:
    if len(entries) <= most:
        return entries
    return [entries[place] for place in np.sort(rng.choice(len(entries), most, replace=False))]
