"""Compares a corpus with a real one: lengths, labels, words, openings, subjects, and whether they can be told apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from engine.evaluate.distance import measure_distance
from engine.evaluate.entry import Entry
from engine.evaluate.profile import Profile, share_out
from engine.evaluate.richness import measure_mtld

_WORDS = 50_000  # of each sample, so that measures that grow with size stay comparable
_ALIKE = 2_000  # entries of each side in the two-sample tests


def describe_corpus(profile: Profile, sample: Sequence[Entry]) -> dict[str, Any]:
    """Return what is said of a corpus by itself: rows, lengths, ratios, vocabulary, labels and subjects."""
    mean, deviation = profile.measure_lengths()
    return {
        "rows": profile.rows,
        "length_mean": round(mean, 3),
        "length_sd": round(deviation, 3),
        "ttr": profile.ttr,
        "item_ttr": profile.item_ttr,
        "mtld": measure_mtld(list_words(sample, _WORDS)),
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

    `length_wasserstein` is in words and exact; `vocabulary_jaccard` compares all distinct words, the figures of equal
    size as many words of either sample; `distance` is of samples.
    """
    mine, theirs = ours.sample.list(), real.sample.list()
    size = min(_WORDS, _count_words(mine), _count_words(theirs))
    some, others = list_words(mine, size), list_words(theirs, size)
    return {
        "length_mean_difference": round(abs(ours.measure_lengths()[0] - real.measure_lengths()[0]), 3),
        "length_sd_difference": round(abs(ours.measure_lengths()[1] - real.measure_lengths()[1]), 3),
        "length_wasserstein": round(measure_wasserstein(ours.lengths, real.lengths), 3),
        "label_l1": _measure_l1(ours.labels, real.labels),
        "mtld_equal_size": {"words": size, "ours": measure_mtld(some), "real": measure_mtld(others)},
        "vocabulary_equal_size": {"words": size, "ours": len(set(some)), "real": len(set(others))},
        "vocabulary_jaccard": _measure_jaccard(ours.vocabulary.keys(), real.vocabulary.keys()),
        "vocabulary_overlap": _measure_share(real.vocabulary, ours.vocabulary),
        "bigram_overlap": _measure_held(_list_pairs(mine), _list_pairs(theirs)),
        "group_l1": {
            name: _measure_l1(counts, real.groups[name]) for name, counts in ours.groups.items() if name in real.groups
        },
        "distance": measure_distance([e.key for e in mine], [e.key for e in theirs], _ALIKE, seed),
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


def list_words(sample: Sequence[Entry], most: int) -> list[str]:
    """Return the first so many words of the main texts of a sample."""
    words: list[str] = []
    for entry in sample:
        words += entry.words
        if len(words) >= most:
            break
    return words[:most]


def _count_words(sample: Sequence[Entry]) -> int:
    return sum(len(entry.words) for entry in sample)


def _list_pairs(sample: Sequence[Entry]) -> set[tuple[str, str]]:
    return {pair for entry in sample for pair in pairwise(entry.words)}


def _measure_l1(some: Mapping[str, float], others: Mapping[str, float]) -> float:
    total, other_total = sum(some.values()) or 1, sum(others.values()) or 1
    names = {*some, *others}
    return round(sum(abs(some.get(name, 0) / total - others.get(name, 0) / other_total) for name in names), 4)


def _measure_jaccard(some: Iterable[str], others: Iterable[str]) -> float:
    mine, theirs = set(some), set(others)
    return round(len(mine & theirs) / len(mine | theirs), 4) if mine or theirs else 0.0


def _measure_share(counts: Counter[str], known: Mapping[str, int]) -> float:
    """Return the share of the occurrences in one corpus whose words another one has too."""
    total = counts.total()
    return round(sum(count for word, count in counts.items() if word in known) / total, 4) if total else 0.0


def _measure_held(some: set[tuple[str, str]], others: set[tuple[str, str]]) -> float:
    return round(len(some & others) / len(some), 4) if some else 0.0
