"""Listens to some personas: are rows of one more alike than they would be if personas were dealt out by lot."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from engine.evaluate.sample import Reservoir
from engine.evaluate.vectors import Matrix, count_characters, weigh
from validators.text import fingerprint

MOST_PERSONAS = 100
MOST_ROWS = 50
"""Of one persona."""

_SHUFFLES = 200
_SLOTS = 1 << 14


class Voices:
    """A seeded sample of at most 100 personas, each persona equally likely, and of at most 50 rows of each.

    Personas are those of the least fingerprints (bottom-k sampling: Cohen and Kaplan, 2007), so one pass is enough.

    Args:
        seed: Decides the sample and the permutations.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._marks: dict[str, int] = {}
        self._rows: dict[str, Reservoir[str]] = {}
        self._bound = 1 << 64

    def add(self, persona: str, words: Sequence[str]) -> None:
        """Look at the next row."""
        if persona not in self._rows and not self._admit(persona):
            return
        self._rows[persona].offer(" ".join(words))

    def measure(self) -> dict[str, Any]:
        """Return what the sampled rows of one persona have in common, and what those of two.

        `within` and `between` are mean cosines of TF-IDF vectors of character n-grams (2 to 4); `p_value` says how
        often personas that were dealt out anew over the same rows lie as far apart (200 permutations, at least 0.005).
        """
        rows = [reservoir.list() for reservoir in self._rows.values()]
        texts = [text for group in rows for text in group]
        openings = {tuple(text.split()[:2]) for text in texts}
        found = {
            "distinct_openings": round(len(openings) / len(texts), 4),
            "sample": {"personas": len(rows), "rows": len(texts)},
        }
        return found | _compare(texts, np.repeat(np.arange(len(rows)), [len(group) for group in rows]), self._seed)

    def _admit(self, persona: str) -> bool:
        mark = fingerprint(f"{self._seed}|{persona}")
        if mark >= self._bound:
            return False
        if len(self._rows) == MOST_PERSONAS:
            last = max(self._marks, key=self._marks.__getitem__)
            del self._marks[last], self._rows[last]
        self._marks[persona], self._rows[persona] = mark, Reservoir(MOST_ROWS, mark)
        if len(self._rows) == MOST_PERSONAS:
            self._bound = max(self._marks.values())
        return True


def _compare(texts: Sequence[str], personas: NDArray[np.int64], seed: int) -> dict[str, Any]:
    sizes = np.bincount(personas)
    pairs, every = int((sizes * (sizes - 1)).sum()), len(texts) * (len(texts) - 1)
    if not pairs or pairs == every:
        return {}
    counts = count_characters(texts, 2, 4, _SLOTS)
    vectors = weigh(counts, counts)
    total = _sum_products(vectors, np.zeros_like(personas))
    within = _sum_products(vectors, personas)
    rng = np.random.default_rng(seed)
    dealt = np.array([_sum_products(vectors, rng.permutation(personas)) for _ in range(_SHUFFLES)])
    return {
        "within": round(within / pairs, 4),
        "between": round((total - within) / (every - pairs), 4),
        "p_value": round((1 + int((dealt >= within - 1e-6).sum())) / (1 + _SHUFFLES), 4),
        "permutations": _SHUFFLES,
    }


def _sum_products(vectors: Matrix, groups: NDArray[np.int64]) -> float:
    """Return the sum of the products of all pairs of different rows of one group."""
    held = csr_matrix((np.ones(len(groups)), (groups, np.arange(len(groups)))))
    sums = held @ vectors
    return float(sums.multiply(sums).sum() - vectors.multiply(vectors).sum())
