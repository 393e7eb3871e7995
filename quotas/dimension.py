"""One thing that is planned, such as the answer letter: its values and how much of each is wanted."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from quotas.apportion import apportion

Weight = int | float | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class QuotaDimension:
    """A row field whose values are planned.

    Attributes:
        name: Field name, such as `answer`.
        weights: Value to weight, in declared order; where `exact`, the wanted rows themselves.
        exact: True where the weights are counts, which cannot be scaled to another total.

    Raises:
        ValueError: For no value, a negative weight, no weight above zero, or a count that is no whole number.
    """

    name: str
    weights: Mapping[str, Fraction]
    exact: bool = False

    def __post_init__(self) -> None:
        if not self.weights:
            raise ValueError(f"quota {self.name!r} has no values")
        for value, weight in self.weights.items():
            if weight < 0:
                raise ValueError(f"quota {self.name!r}: {value!r} has a negative weight")
            if self.exact and weight.denominator != 1:
                raise ValueError(f"quota {self.name!r}: {value!r} has the count {weight}, which is no whole number")
        if not any(self.weights.values()):
            raise ValueError(f"quota {self.name!r}: every weight is 0")

    @classmethod
    def weighted(cls, name: str, weights: Mapping[str, Weight]) -> "QuotaDimension":
        """Return a dimension of relative weights; a float means its decimal text, so 0.1 is a tenth exactly.

        Raises:
            ValueError: As for the class, and for a weight that is no finite number.
        """
        return cls(name, {value: _read_weight(name, value, weight) for value, weight in weights.items()})

    @classmethod
    def counted(cls, name: str, counts: Mapping[str, int]) -> "QuotaDimension":
        """Return a dimension of exact row counts.

        Raises:
            ValueError: As for the class, and for a count that is no finite number.
        """
        return cls(name, {value: _read_weight(name, value, count) for value, count in counts.items()}, exact=True)

    @property
    def values(self) -> tuple[str, ...]:
        """Every value in declared order, those with weight zero too."""
        return tuple(self.weights)

    def apportion(self, total: int) -> list[int]:
        """Return the rows of each value out of `total`, in declared order.

        Raises:
            ValueError: Where the counts of an exact dimension do not add up to `total`.
        """
        weights = list(self.weights.values())
        if not self.exact:
            return apportion(total, weights)
        if sum(weights) != total:
            raise ValueError(f"quota {self.name!r}: the counts add up to {sum(weights)}, but the target is {total}")
        return [int(weight) for weight in weights]


def _read_weight(name: str, value: str, weight: Weight) -> Fraction:
    """Return the exact number that a weight was written as."""
    if not isinstance(weight, bool):
        try:
            return Fraction(str(weight) if isinstance(weight, float) else weight)
        except (ValueError, TypeError, OverflowError):
            pass
    raise ValueError(f"quota {name!r}: {value!r} has the weight {weight!r}, which is no finite number")
