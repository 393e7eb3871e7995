"""One item of a foreign file, in the shape of our own rows, with the place it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.dataset.lines import BadLine
from prompts.base import FieldError


@dataclass(frozen=True, slots=True)
class SourceItem:
    """An item that somebody else made.

    Attributes:
        path: File that holds it.
        line: Line of the file at which its record starts, from 1.
        task: Name of the task whose shape it has.
        fields: The row's fields, without `id` and `meta`.
        id: The source's own id, or an empty string.
        benchmark: Name of the benchmark it belongs to, or an empty string.
        requests: Whom it is to be rewritten for, by id, and the prompt for that, or an empty string; empty where it
            does not say.
    """

    path: Path
    line: int
    task: str
    fields: Mapping[str, Any]
    id: str = ""
    benchmark: str = ""
    requests: Mapping[str, str] = field(default_factory=dict)


class OddItemError(FieldError):
    """An item is sound, but of a shape that rows of ours never have; `item` is what it says nevertheless."""

    def __init__(self, name: str, reason: str, item: SourceItem) -> None:
        super().__init__(name, reason)
        self.item = item


@dataclass(frozen=True, slots=True)
class OddItem(BadLine):
    """A line that holds an item of another shape than ours: it cannot be a row, and can be protected.

    Attributes:
        item: What it says.
    """

    item: SourceItem | None = field(default=None, compare=False)


def make_row(item: SourceItem) -> dict[str, Any]:
    """Return the row that says what an item says, with an id, and in `meta` where it comes from."""
    meta = {"source": item.path.name, "line": item.line, "benchmark": item.benchmark}
    return {"id": item.id or f"{item.path.stem}-{item.line}", **item.fields, "meta": meta}
