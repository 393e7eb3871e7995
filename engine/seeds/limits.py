"""What the seeds of a run must be like together; a limit that nobody set has a default that only warns."""

from dataclasses import dataclass

MIN_SUBJECTS = 3
"""Different subjects that are looked for where nobody says how many."""

MIN_BANDS = 2
"""The same of grades or bands of difficulty."""

MAX_SIMILARITY = 0.5
"""Words that two seeds may share, among all words of both, where nobody says how much."""


@dataclass(frozen=True, slots=True)
class SeedLimits:
    """Limits of the choice; None takes the default, which is given up with a warning where the file cannot meet it.

    Attributes:
        min_subjects: Different subjects among the seeds of each task that knows of subjects.
        min_bands: Different grades or bands of difficulty among the seeds of each task.
        max_similarity: Largest token Jaccard of two seeds, 0 to 1; an item that is more like a seed is never another.
    """

    min_subjects: int | None = None
    min_bands: int | None = None
    max_similarity: float | None = None

    @property
    def subjects(self) -> int:
        """The number of subjects that is looked for."""
        return MIN_SUBJECTS if self.min_subjects is None else self.min_subjects

    @property
    def bands(self) -> int:
        """The number of bands that is looked for."""
        return MIN_BANDS if self.min_bands is None else self.min_bands

    @property
    def similarity(self) -> float:
        """The similarity that no two seeds exceed."""
        return MAX_SIMILARITY if self.max_similarity is None else self.max_similarity

    def fit(self, n: int) -> "SeedLimits":
        """Return the limits as they can be met by `n` seeds."""
        return SeedLimits(min(self.subjects, n), min(self.bands, n), self.similarity)


NO_LIMITS = SeedLimits()
"""None was set."""
