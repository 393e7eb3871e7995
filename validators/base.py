"""The nouns of judging: an item, a refusal with its reason code, and the two kinds of check."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

Measures = dict[str, float]
"""What checks measured on one item, by check name; kept in the row's `meta`."""


@dataclass(frozen=True, slots=True)
class Item:
    """The content of one row, before it has an id: what the model wrote, put in the task's own shape.

    Attributes:
        task: Name of the task, such as `exams`.
        fields: Column name to value, in the order in which the row is written; no `id`, no `meta`.
    """

    task: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an item was not accepted.

    Attributes:
        code: Stable snake_case reason code, counted in `status` and kept in the journal.
        detail: What was seen, for people; may hold model output and is therefore untrusted.
    """

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a chain of checks: accepted when `refusal` is None."""

    refusal: Refusal | None = None
    measures: Measures = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """Whether every check let the item pass."""
        return self.refusal is None


class Check(Protocol):
    """Judges one item by itself, without knowing any other row. Stateless; runs in the workers."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Every reason code that this check can give."""
        ...

    def judge(self, item: Item, measures: Measures) -> Refusal | None:
        """Return why the item is refused, or None; may add its figures to `measures`."""
        ...


class CorpusCheck(Protocol):
    """Judges an item against the rows accepted so far. Stateful; only the committer runs it, in commit order."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Every reason code that this check can give."""
        ...

    def judge(self, item: Item, measures: Measures) -> Refusal | None:
        """Return why the item is refused beside the rows admitted so far, or None; changes nothing."""
        ...

    def admit(self, item: Item) -> None:
        """Remember an accepted item. Replay on resume calls this with every committed row, in order."""
        ...
