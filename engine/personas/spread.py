"""Which few of many texts lie furthest apart: greedy farthest-point choice on hashed TF-IDF vectors."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One row for each text. The numbers are whole and the square of a row's norm stays below 2**24, so that sums of their
products are exact in any order: what is chosen does not hang on the machine's arithmetic."""

WIDTH = 512
"""Places that words are hashed to."""

MOST_PAIRS = 20_000_000
"""Most comparisons of one chosen text with one other; beyond, the texts are dealt into groups."""

MOST_MEASURED = 1_000
"""Most texts whose nearest other one is looked for when a set is measured."""

_NORM = 4_000
_SAME_BEGINNING = 5
_CLITIC = re.compile(r"^(?:و|ف)?(?:ال|بال|لل|كال)(?=\w{3})")


def choose_spread(keys: Sequence[str], n: int, seed: int, most_pairs: int = MOST_PAIRS) -> list[int]:
    """Return the places of `n` texts, or of all in their order where there are no more, each far from those before it.

    The first is drawn by the seed; each next one is least like the most similar of those chosen, by the cosine of
    TF-IDF vectors. Up to `most_pairs`, fewer texts are the beginning of more. Beyond, the texts are dealt by the seed
    into groups that give alike.

    Args:
        keys: Folded texts.
        n: How many to choose.
        seed: Seed of the first text and of the groups.
        most_pairs: Most comparisons of one chosen text with one other.
    """
    if n >= len(keys):
        return list(range(len(keys)))
    order = list(range(len(keys)))
    rng = Random(seed)
    rng.shuffle(order)
    groups = max(1, -(-n * len(keys) // most_pairs))
    chosen: list[int] = []
    for number in range(groups):
        group = order[number::groups]
        share = n // groups + (number < n % groups)
        chosen += [group[place] for place in _walk(make_vectors([keys[place] for place in group]), share)]
    return chosen


def measure_nearest(keys: Sequence[str], seed: int) -> float:
    """Return the mean cosine, 0 to 1, of a text and the one most like it among the others; 0.0 for fewer than two.

    Of more than 1,000 texts, that of as many drawn by the seed.
    """
    if len(keys) < 2:
        return 0.0
    vectors = make_vectors(keys)
    drawn = sorted(Random(seed).sample(range(len(keys)), min(MOST_MEASURED, len(keys))))
    cosines = vectors[drawn] @ vectors.T / np.float32(_NORM * _NORM)
    cosines[np.arange(len(drawn)), drawn] = -1.0
    return float(np.clip(cosines.max(axis=1), 0.0, 1.0).mean())


def make_vectors(keys: Sequence[str]) -> Vectors:
    """Return the TF-IDF vectors of folded texts: words and their beginnings, hashed to places and signs."""
    bags = [Counter(_list_features(key)) for key in keys]
    frequency = Counter(feature for bag in bags for feature in bag)
    vectors = np.zeros((len(keys), WIDTH), np.float64)
    places: dict[str, tuple[int, float]] = {}
    for feature, count in frequency.items():
        code = crc32(feature.encode("utf-8", "surrogatepass"))
        weight = np.log((1 + len(keys)) / (1 + count)) + 1
        places[feature] = code % WIDTH, float(weight if code >> 31 else -weight)
    for row, bag in zip(vectors, bags, strict=True):
        for feature, count in bag.items():
            place, weight = places[feature]
            row[place] += weight * (1 + np.log(count) if count > 1 else 1.0)
    norms = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    whole: Vectors = np.trunc(vectors * (_NORM / np.maximum(norms, 1e-9))).astype(np.float32)
    return whole


def _list_features(key: str) -> Iterator[str]:
    for token in key.split():
        word = _CLITIC.sub("", token)
        yield word
        if len(word) > _SAME_BEGINNING:
            yield word[:_SAME_BEGINNING] + "-"


def _walk(vectors: Vectors, n: int) -> Iterator[int]:
    """Yield the places of `n` rows, the first one first, each least like those before; ties go to the first."""
    nearest = np.full(len(vectors), -np.inf, np.float32)
    place = 0
    for _ in range(n):
        yield place
        np.maximum(nearest, vectors @ vectors[place], out=nearest)
        nearest[place] = np.inf
        place = int(nearest.argmin())
