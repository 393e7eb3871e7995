"""A kind of damage that is planted into a real item, to see whether the checks notice it."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

Row = dict[str, Any]
"""The fields of one item, without `id` and `meta`."""

Plant = Callable[[Row, Random], Row | None]
"""Returns a damaged copy of a row, or None where the row does not lend itself; a function of its arguments alone."""

EVERY_TASK = ("exams", "sentiment", "grammar")
STANDARD_ARABIC = ("exams", "grammar")
"""Tasks whose texts are always asked for in Standard Arabic and in a sober tone."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of damage.

    The kinds of each group were split into an open half, which writers of checks may read, and a half kept aside:
    names in order, shuffled by `Random(f"faults:{task}")`, the first half open.

    Attributes:
        name: What is wrong with a row that has it.
        task: Group it belongs to: a task, or `text` for damage that any text can have.
        plant: Puts the damage into a row.
        applies: Tasks into whose rows it is planted; the group's own where empty.
    """

    name: str
    task: str
    plant: Plant
    applies: tuple[str, ...] = ()

    @property
    def tasks(self) -> tuple[str, ...]:
        """Tasks into whose rows it is planted."""
        return self.applies or (self.task,)


def hurt_text(name: str, plant: Plant, applies: tuple[str, ...] = EVERY_TASK) -> Fault:
    """Return a kind of damage that the texts of several tasks can have."""
    return Fault(name, "text", plant, applies)
