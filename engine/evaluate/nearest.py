"""The nearest protected item of each row, by shared words, by copied runs of characters, and by weighed words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.evaluate.vectors import Matrix, count_words, mark_spans, mark_words, weigh

SPAN = 8
"""Characters of a run; shorter ones are common to any two texts."""

_CELLS = 1 << 21  # of a table of likenesses that is held at once
_PART = 10_000  # texts whose vectors are held at once
_FEWEST = 12  # runs of a text of 19 characters: a shorter one, a word or two, stands in many texts

Likeness = NDArray[np.float64]
"""For each row its likeness to the nearest protected item, 0 to 1."""


Compare = Callable[[Likeness, Likeness, Likeness], Likeness]
"""Turns what pairs share, and their sizes, into their likeness."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """Likeness of texts to the nearest of others, by three measures.

    Attributes:
        jaccard: Words in both over words in either.
        containment: Runs of eight characters in both texts over those of the shorter one, which counts as having 12
            at least: a whole text of 19 characters or more inside the other one is 1.
        cosine: Of TF-IDF vectors of words and word pairs.
    """

    jaccard: Likeness
    containment: Likeness
    cosine: Likeness

    def list(self) -> dict[str, Likeness]:
        """Return the measures by name."""
        return {"token_jaccard": self.jaccard, "span_containment": self.containment, "tfidf_cosine": self.cosine}


def find_nearest(texts: Sequence[str], others: Sequence[str]) -> Nearest:
    """Return for each text how like it is to the nearest of the others; both are matching keys, none may be empty."""
    words, spans, counts = mark_words(others), mark_spans(others, SPAN), count_words(others)
    weighed = weigh(counts, counts)
    parts = [
        (
            _find(mark_words(part), words, _compare_jaccard),
            _find(mark_spans(part, SPAN), spans, _compare_containment),
            _find(weigh(count_words(part), counts), weighed, _compare_cosine),
        )
        for part in (texts[low : low + _PART] for low in range(0, len(texts), _PART))
    ]
    return Nearest(*(np.concatenate(measure) for measure in zip(*parts, strict=True)))


def _find(rows: Matrix, others: Matrix, compare: Compare) -> Likeness:
    """Return the best likeness of each row, a table of at most 2 million likenesses at a time."""
    sizes, other_sizes = _measure(rows), _measure(others)
    turned = others.T.tocsr()
    step = max(_CELLS // max(others.shape[0], 1), 1)
    best = np.zeros(rows.shape[0])
    for low in range(0, rows.shape[0], step):
        shared = (rows[low : low + step] @ turned).toarray()
        best[low : low + step] = compare(shared, sizes[low : low + step, None], other_sizes[None, :]).max(axis=1)
    return np.clip(best, 0.0, 1.0)


def _measure(rows: Matrix) -> Likeness:
    return np.asarray(rows.sum(axis=1), np.float64).ravel()


def _compare_jaccard(shared: Likeness, sizes: Likeness, others: Likeness) -> Likeness:
    return shared / np.maximum(sizes + others - shared, 1)


def _compare_containment(shared: Likeness, sizes: Likeness, others: Likeness) -> Likeness:
    return shared / np.maximum(np.minimum(sizes, others), _FEWEST)


def _compare_cosine(shared: Likeness, sizes: Likeness, others: Likeness) -> Likeness:  # noqa: ARG001
    return shared
