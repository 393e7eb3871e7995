"""Tells whether two samples of texts could be of one kind, by two-sample tests on character n-grams."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import vstack  # type: ignore[import-untyped]

from engine.evaluate.vectors import Matrix, count_characters, weigh

_SHUFFLES = 200
_SLOTS = 1 << 14
_NEIGHBOURS = 1_000  # texts of each side whose neighbours are looked for


def measure_distance(ours: Sequence[str], real: Sequence[str], most: int, seed: int) -> dict[str, Any]:
    """Return the squared maximum mean discrepancy and the share of like neighbours, each with its p-value.

    Texts are TF-IDF vectors of characters n-grams (2 to 4) of unit length. The discrepancy takes the linear kernel
    (Gretton et al., A kernel two-sample test, 2012, biased estimate); the neighbour test asks how often the nearest
    text is of the same side (Schilling, 1986; 0.5 where sides of one size cannot be told apart). Both p-values are of
    200 permutations: the least is 0.005. Both see samples, evenly spaced, of at most `most` texts of each side.
    """
    some, others = _thin(ours, most), _thin(real, most)
    if min(len(some), len(others)) < 2:
        return {}
    counts = count_characters([*some, *others], 2, 4, _SLOTS)
    vectors = weigh(counts, counts)
    rng = np.random.default_rng(seed)
    discrepancy, p_value = _test_means(vectors, len(some), rng)
    near = min(_NEIGHBOURS, len(some), len(others))
    mine, theirs = _thin_places(len(some), near), len(some) + _thin_places(len(others), near)
    alike, near_p_value = _test_neighbours(vstack([vectors[mine], vectors[theirs]]), near, rng)
    return {
        "mmd2": round(discrepancy, 6),
        "mmd_p_value": round(p_value, 4),
        "neighbours_alike": round(alike, 4),
        "neighbours_p_value": round(near_p_value, 4),
        "sample": [len(some), len(others)],
        "permutations": _SHUFFLES,
    }


def _test_means(vectors: Matrix, first: int, rng: np.random.Generator) -> tuple[float, float]:
    """Return the squared distance of the means of both sides, and how often permuted sides lie as far apart."""
    total = vectors.shape[0]
    weights = np.full(total, -1 / (total - first))
    weights[:first] = 1 / first
    every = np.stack([weights, *(rng.permutation(weights) for _ in range(_SHUFFLES))])
    means = (vectors.T @ every.T).T
    values = np.einsum("ij,ij->i", means, means)
    return float(values[0]), float(np.mean(values >= values[0] - 1e-12))


def _test_neighbours(vectors: Matrix, first: int, rng: np.random.Generator) -> tuple[float, float]:
    likeness = (vectors @ vectors.T).toarray()
    np.fill_diagonal(likeness, -1)
    nearest = likeness.argmax(axis=1)
    sides = np.arange(len(nearest)) < first
    values = [np.mean(side == side[nearest]) for side in (sides, *(rng.permutation(sides) for _ in range(_SHUFFLES)))]
    return float(values[0]), float(np.mean(np.array(values) >= values[0] - 1e-12))


def _thin(texts: Sequence[str], most: int) -> list[str]:
    return [texts[place] for place in _thin_places(len(texts), min(most, len(texts)))]


def _thin_places(size: int, most: int) -> NDArray[np.int64]:
    return np.linspace(0, max(size - 1, 0), most).astype(np.int64)
