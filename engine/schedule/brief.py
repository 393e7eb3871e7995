"""Draws what an attempt is asked for beyond its quota: even over values, a function of the attempt's seed alone."""

from collections.abc import Mapping, Sequence

from prompts.base import TaskSpec


class BriefDeck:
    """The choices of one task that quotas leave open.

    Attributes:
        drawn: Names of row fields that the brief draws, in declared order.
    """

    def __init__(self, spec: TaskSpec, quota_names: Sequence[str], styles: int) -> None:
        free = [dimension for dimension in spec.dimensions if dimension.name not in quota_names]
        self.drawn = tuple(dimension.name for dimension in free)
        choices: dict[str, tuple[str, ...]] = {dimension.name: tuple(dimension.weights) for dimension in free}
        choices |= spec.facets
        if styles:
            choices["style"] = tuple(map(str, range(styles)))
        self._choices = tuple((name, values, len(values)) for name, values in choices.items())

    def draw(self, seed: int) -> Mapping[str, str]:
        """Return one value for every open choice, taken from the digits of `seed` in mixed radix."""
        brief: dict[str, str] = {}
        rest = seed
        for name, values, count in self._choices:
            rest, index = divmod(rest, count)
            brief[name] = values[index]
        return brief
