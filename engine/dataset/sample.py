"""Draws a few items out of many: evenly over strata, or uniformly."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random

from engine.dataset.source import SourceItem
from quotas.apportion import apportion


def sample_uniform(items: Sequence[SourceItem], n: int, seed: int) -> list[SourceItem]:
    """Return `n` items, or all where there are fewer, each equally likely, in file order."""
    chosen = Random(seed).sample(range(len(items)), min(n, len(items)))
    return [items[index] for index in sorted(chosen)]


def sample_stratified(
    items: Sequence[SourceItem], n: int, seed: int, stratum: Callable[[SourceItem], str]
) -> list[SourceItem]:
    """Return `n` items, or all where there are fewer, with every stratum present and its share kept beyond that.

    Where there are more strata than `n`, the largest are taken.
    """
    strata: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        strata[stratum(item)].append(index)
    kept = dict(sorted(strata.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:n])
    sizes = _share_out(min(n, len(items)), [len(members) for members in kept.values()])
    rng = Random(seed)
    chosen = [index for members, size in zip(kept.values(), sizes, strict=True) for index in rng.sample(members, size)]
    return [items[index] for index in sorted(chosen)]


def _share_out(n: int, sizes: Sequence[int]) -> list[int]:
    # One for each stratum first, then by size; a stratum that is used up leaves its share to the others.
    counts = [1] * len(sizes)
    while (rest := min(n, sum(sizes)) - sum(counts)) > 0:
        room = [size - count for size, count in zip(sizes, counts, strict=True)]
        extra = apportion(rest, [Fraction(size if free else 0) for size, free in zip(sizes, room, strict=True)])
        counts = [count + min(more, free) for count, more, free in zip(counts, extra, room, strict=True)]
    return counts
