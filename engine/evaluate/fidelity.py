"""Compares a corpus with a real one: lengths, labels, words, openings, subjects, and whether they can be told apart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from engine.evaluate.distance import measure_distance
from engine.evaluate.entry import Entry
from engine.evaluate.profile import Profile, share_out
from engine.evaluate.richness import measure_mtld

_WORDS = 50_000  # of each sample, so that measures that grow with size stay comparable
_ALIKE = 2_000  # entries of each side in the two-sample tests

Pair = tuple[str, str]


def describe_corpus(profile: Profile, seed: int) -> dict[str, Any]:
    """Return what is said of a corpus by itself: rows, lengths, ratios, vocabulary, labels and subjects.

    MTLD is of up to 50,000 words of entries drawn by the seed, `vocabulary` of all rows.
    """
    mean, deviation = profile.measure_lengths()
    return {
        "rows": profile.rows,
        "length_mean": round(mean, 3),
        "length_sd": round(deviation, 3),
        "ttr": profile.ttr,
        "item_ttr": profile.item_ttr,
        "mtld": measure_mtld(_join(draw_texts(profile.sample.list(), _WORDS, seed))),
        "vocabulary": len(profile.vocabulary),
        "labels": share_out(profile.labels),
        "groups": {name: share_out(counts) for name, counts in profile.groups.items()},
    }


def measure_balance(profile: Profile, weights: Mapping[str, float]) -> float | None:
    """Return the sum of distances of label shares from wanted ones, 0 to 2; None where none were wanted."""
    wanted = Counter({name: weight for name, weight in weights.items() if weight})
    return _measure_l1(profile.labels, wanted) if wanted else None


def compare(ours: Profile, real: Profile, seed: int) -> dict[str, Any]:
    """Return the differences between a corpus and a real one.

    `length_wasserstein` is in words and exact. What depends on size is of as many words of either side, up to 50,000,
    of entries drawn by the seed: the figures `…_equal_size`, the vocabularies and the overlaps. `distance` is of
    samples. `label_l1` is None where real items have labels of another scheme; `label_l1_reason` says so.
    """
    mean, deviation = ours.measure_lengths()
    real_mean, real_deviation = real.measure_lengths()
    mine, theirs = ours.sample.list(), real.sample.list()
    return {
        "length_mean_difference": round(abs(mean - real_mean), 3),
        "length_sd_difference": round(abs(deviation - real_deviation), 3),
        "length_wasserstein": round(measure_wasserstein(ours.lengths, real.lengths), 3),
        **_compare_labels(ours, real),
        **_compare_words(mine, theirs, seed),
        "group_l1": {
            name: _measure_l1(counts, real.groups[name]) for name, counts in ours.groups.items() if name in real.groups
        },
        "distance": measure_distance(mine, theirs, _ALIKE, seed),
    }


def _compare_labels(ours: Profile, real: Profile) -> dict[str, Any]:
    if real.unknown:
        count = f"{real.unknown:,} of {real.rows:,} real items"
        told = f"{count} have no label of this task: shares of labels are not compared"
        return {"label_l1": None, "label_l1_reason": told}
    return {"label_l1": _measure_l1(ours.labels, real.labels)}


def _compare_words(mine: Sequence[Entry], theirs: Sequence[Entry], seed: int) -> dict[str, Any]:
    """Return figures of as many words of either side.

    `vocabulary_jaccard`: different words of both over those of either. `vocabulary_overlap`: share of the words of real
    texts that ours know, each as often as it stands there. `bigram_overlap`: share of our different word pairs that
    real texts hold; `bigram_overlap_of_real`: share of theirs that ours hold.
    """
    size = min(_WORDS, *(sum(len(entry.words) for entry in side) for side in (mine, theirs)))
    some, others = draw_texts(mine, size, seed), draw_texts(theirs, size, seed)
    words, other_words = _join(some), _join(others)
    pairs, other_pairs = _list_pairs(some), _list_pairs(others)
    known, other_known = set(words), set(other_words)
    distinct, other_distinct = set(pairs), set(other_pairs)
    figures = {
        "mtld": (measure_mtld(words), measure_mtld(other_words)),
        "vocabulary": (len(known), len(other_known)),
        "distinct_1": (_measure_share(len(known), size), _measure_share(len(other_known), size)),
        "distinct_2": (
            _measure_share(len(distinct), len(pairs)),
            _measure_share(len(other_distinct), len(other_pairs)),
        ),
    }
    return {
        **{f"{name}_equal_size": {"words": size, "ours": a, "real": b} for name, (a, b) in figures.items()},
        "vocabulary_jaccard": _measure_share(len(known & other_known), len(known | other_known)),
        "vocabulary_overlap": _measure_share(sum(word in known for word in other_words), size),
        "bigram_overlap": _measure_share(len(distinct & other_distinct), len(distinct)),
        "bigram_overlap_of_real": _measure_share(len(distinct & other_distinct), len(other_distinct)),
    }


def measure_wasserstein(some: Mapping[int, int], others: Mapping[int, int]) -> float:
    """Return the exact distance between two distributions of whole numbers: the area between their sums."""
    total, other_total = sum(some.values()), sum(others.values())
    if not total or not other_total:
        return 0.0
    area = low = high = 0.0
    for value, following in pairwise(sorted({*some, *others})):
        low += some.get(value, 0) / total
        high += others.get(value, 0) / other_total
        area += abs(low - high) * (following - value)
    return area


def draw_texts(sample: Sequence[Entry], most: int, seed: int) -> list[Sequence[str]]:
    """Return the words of main texts in an order drawn by the seed, so many in all; the last text may be cut."""
    drawn: list[Sequence[str]] = []
    for place in np.random.default_rng(seed).permutation(len(sample)):
        if most <= 0:
            break
        drawn.append(sample[place].words[:most])
        most -= len(drawn[-1])
    return drawn


def _join(texts: Sequence[Sequence[str]]) -> list[str]:
    return [word for text in texts for word in text]


def _list_pairs(texts: Sequence[Sequence[str]]) -> list[Pair]:
    return [pair for text in texts for pair in pairwise(text)]


def _measure_l1(some: Mapping[str, float], others: Mapping[str, float]) -> float:
    total, other_total = sum(some.values()) or 1, sum(others.values()) or 1
    names = {*some, *others}
    return round(sum(abs(some.get(name, 0) / total - others.get(name, 0) / other_total) for name in names), 4)


def _measure_share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
