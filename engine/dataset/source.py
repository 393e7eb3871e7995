"""One item of a foreign file, in the shape of our own rows, with the place it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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
    """

    path: Path
    line: int
    task: str
    fields: Mapping[str, Any]
    id: str = ""
    benchmark: str = ""


def make_row(item: SourceItem) -> dict[str, Any]:
    """Return the row that says what an item says, with an id, and in `meta` where it comes from."""
    meta = {"source": item.path.name, "line": item.line, "benchmark": item.benchmark}
    return {"id": item.id or f"{item.path.stem}-{item.line}", **item.fields, "meta": meta}
