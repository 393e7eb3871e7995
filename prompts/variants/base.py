"""The noun of augmenting: a rule that makes another row of a row, by hand-written means and never by a model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

Fields = Mapping[str, Any]
"""A row's fields, without `id` and `meta`."""


@dataclass(frozen=True, slots=True)
class VariantRule:
    """One way to vary the rows of a task so that their label stays true.

    Attributes:
        name: As users write it and as `meta.rule` keeps it.
        change: A row's fields, the label that is most wanted, and a seeded generator, to the fields of a variant; None
            where the rule does not fit the row. A rule that cannot choose a label overlooks the wanted one.
        robustness: True where the variant is spelt in a way that is not standard; made on request only.
        as_written: True where the variant keeps its parent's words by design and differs in their order, spelling or
            one place: relatives are then compared as they are written, and not by the words that they share.
        label: The label that every variant of this rule has; empty where it keeps or chooses one.
        reads: Name of the one field that the rule needs, where a plain sentence can stand for a row; else empty.
    """

    name: str
    change: Callable[[Fields, str, Random], Fields | None]
    robustness: bool = False
    as_written: bool = False
    label: str = ""
    reads: str = ""
