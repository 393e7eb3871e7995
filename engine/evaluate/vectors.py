"""Texts to sparse vectors; together with `utility.learner` the only place that knows scikit-learn."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack  # type: ignore[import-untyped]
from sklearn.feature_extraction.text import HashingVectorizer  # type: ignore[import-untyped]

Matrix = Any
"""A sparse matrix, a row for each text."""

_SLOTS = 1 << 18  # of the hashed n-grams


def count_words(texts: Sequence[str], longest: int = 2) -> Matrix:
    """Return logarithmic counts of words and word pairs, 1 + ln(count), hashed."""
    return _log(_hash(texts, tokenizer=str.split, token_pattern=None, ngram_range=(1, longest)))


def count_characters(texts: Sequence[str], shortest: int = 3, longest: int = 5, slots: int = _SLOTS) -> Matrix:
    """Return logarithmic counts of character n-grams inside words, hashed."""
    return _log(_hash(texts, slots=slots, analyzer="char_wb", ngram_range=(shortest, longest)))


def mark_words(texts: Sequence[str]) -> Matrix:
    """Return which words a text holds, hashed, each as 1."""
    return _hash(texts, tokenizer=str.split, token_pattern=None, binary=True)


def mark_spans(texts: Sequence[str], size: int) -> Matrix:
    """Return which runs of so many characters a text holds, across words, hashed, each as 1."""
    return _hash(texts, analyzer="char", ngram_range=(size, size), binary=True)


def weigh(counts: Matrix, fitted: Matrix) -> Matrix:
    """Return counts weighed by their rarity in `fitted` (smoothed idf), each row of unit length."""
    held = np.bincount(fitted.indices, minlength=fitted.shape[1])
    return scale(counts, np.log((1 + fitted.shape[0]) / (1 + held)) + 1)


def scale(counts: Matrix, weights: NDArray[np.float64]) -> Matrix:
    """Return a matrix with weighed columns and rows of unit length; empty rows stay empty."""
    found = csr_matrix(
        (counts.data * weights.astype(np.float32)[counts.indices], counts.indices, counts.indptr), counts.shape
    )
    norms = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
    found.data /= np.repeat(np.where(norms > 0, norms, 1.0).astype(np.float32), np.diff(found.indptr))
    return found


def drop_empty(counts: Matrix) -> Matrix:
    """Return a matrix without the columns that no row uses."""
    used = np.bincount(counts.indices, minlength=counts.shape[1]) > 0
    places = np.cumsum(used, dtype=counts.indices.dtype) - 1
    return csr_matrix((counts.data, places[counts.indices], counts.indptr), (counts.shape[0], int(used.sum())))


def join(parts: Sequence[Matrix]) -> Matrix:
    """Return matrices side by side."""
    return hstack(parts, format="csr")


def _hash(texts: Sequence[str], slots: int = _SLOTS, **options: Any) -> Matrix:
    maker = HashingVectorizer(
        n_features=slots, alternate_sign=False, norm=None, lowercase=False, dtype=np.float32, **options
    )
    return maker.transform(texts)


def _log(counts: Matrix) -> Matrix:
    counts.data = 1 + np.log(counts.data)
    return counts
