"""The seeds of a run, and how they stand to what was asked of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.dataset.source import SourceItem
from engine.seeds.limits import NO_LIMITS, SeedLimits


@dataclass(frozen=True, slots=True)
class TaskChoice:
    """The seeds of one task; what is said of each seed is in their order.

    Attributes:
        items: The seeds, in file order.
        subjects: Subject of each; an empty one is not known.
        bands: Grade or band of difficulty of each; likewise.
        band_field: Field that tells the bands, or `estimated`.
        wanted: How many seeds were asked for.
        most_alike: Largest token Jaccard of two seeds; 0.0 for fewer than two.
        in_file: Items of the task in the file, those among them with texts of their own, their subjects and bands.
    """

    items: tuple[SourceItem, ...]
    subjects: tuple[str, ...]
    bands: tuple[str, ...]
    band_field: str
    wanted: int
    most_alike: float
    in_file: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """The seeds of all tasks of a run.

    Attributes:
        tasks: Task to its seeds.
        unused: Items of the file that are no seeds.
        limits: What was in force.
        warnings: What limits were not met that nobody set, one sentence each.
    """

    tasks: Mapping[str, TaskChoice] = field(default_factory=dict)
    unused: int = 0
    limits: SeedLimits = NO_LIMITS
    warnings: tuple[str, ...] = ()


UNCHOSEN = Choice()
"""No seeds at all."""
