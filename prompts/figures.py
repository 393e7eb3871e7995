"""What is measured of a seed's form, within which bounds, and how the figures are worded for a model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole number that is measured of a seed.

    Attributes:
        name: What it is called in reports, such as `stem_words`.
        least: Least value that counts; smaller ones are raised to it where figures are released with noise.
        most: Largest value that counts, likewise. Both are fixed in the task, and never taken from seeds.
    """

    name: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class StyleForm:
    """The figures of a task's seeds.

    Attributes:
        figures: What is measured, in order.
        measure: Fields of a row to its figures, in this order; not yet bounded.
        word: Figures to wishes in Arabic, one a line; it is shown nothing else of a seed.
    """

    figures: tuple[Figure, ...]
    measure: Callable[[Mapping[str, Any]], tuple[int, ...]]
    word: Callable[[Sequence[int]], tuple[str, ...]]
