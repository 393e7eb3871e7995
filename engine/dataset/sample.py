"""Draws a few items out of many: in proportion to strata, evenly over strata, or uniformly."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from random import Random

from engine.dataset.source import SourceItem
from quotas.apportion import apportion

Stratum = Callable[[SourceItem], str]
"""Names the stratum of an item."""


def sample_uniform(items: Sequence[SourceItem], n: int, seed: int) -> list[SourceItem]:
    """Return `n` items, or all where there are fewer, each equally likely, in file order."""
    chosen = Random(seed).sample(range(len(items)), min(n, len(items)))
    return [items[index] for index in sorted(chosen)]


def sample_stratified(
    items: Sequence[SourceItem], n: int, seed: int, stratum: Stratum, *, even: bool = False
) -> list[SourceItem]:
    """Return `n` items, or all where there are fewer, in file order, with every stratum present.

    Beyond one item each, strata are drawn from in proportion to their size, or, with `even`, alike. Where there are
    more strata than `n`, the largest are taken.
    """
    strata: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        strata[stratum(item)].append(index)
    kept = [members for _, members in sorted(strata.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:n]]
    sizes = [len(members) for members in kept]
    rng = Random(seed)
    counts = share_out(n, sizes, [1] * len(sizes) if even else sizes)
    chosen = [index for members, count in zip(kept, counts, strict=True) for index in rng.sample(members, count)]
    return [items[index] for index in sorted(chosen)]


def share_out(n: int, sizes: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Return how many of `n` items each stratum gives: one first, then by weight, and never more than its size.

    A stratum that is used up leaves its share to the others. There are no more strata than `n`.
    """
    counts = [1] * len(sizes)
    while (rest := min(n, sum(sizes)) - sum(counts)) > 0:
        room = [size - count for size, count in zip(sizes, counts, strict=True)]
        extra = apportion(rest, [weight if free else 0 for weight, free in zip(weights, room, strict=True)])
        counts = [count + min(more, free) for count, more, free in zip(counts, extra, room, strict=True)]
    return counts
