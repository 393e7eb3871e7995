"""Seeds of one subject, whose figures are told together; subjects with few seeds are put together."""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 4
"""Seeds that a subject needs for figures of its own that are told with noise."""


@dataclass(frozen=True, slots=True)
class Group:
    """Seeds whose figures are told together.

    Attributes:
        subject: Their subject; None for those of several, or of none.
        seeds: Their numbers, from 0.
    """

    subject: str | None
    seeds: tuple[int, ...]


def group_seeds(subjects: Sequence[str], least: int = LEAST) -> list[Group]:
    """Return groups of which every seed is in exactly one, by nothing but the subjects of the seeds, in their order.

    Each subject with at least `least` seeds is a group; the rest are one, or all are, where the rest alone are fewer.
    """
    numbers: dict[str, list[int]] = {}
    for number, subject in enumerate(subjects):
        numbers.setdefault(subject, []).append(number)
    large = {subject: held for subject, held in numbers.items() if subject and len(held) >= least}
    rest = [number for number, subject in enumerate(subjects) if subject not in large]
    if 0 < len(rest) < least:
        return [Group(None, tuple(range(len(subjects))))]
    groups = [Group(subject, tuple(held)) for subject, held in large.items()]
    return [*groups, Group(None, tuple(rest))] if rest else groups
