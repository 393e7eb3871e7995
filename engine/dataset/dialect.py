"""Dialects: how one kind of file states its records, and what its fields are called there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.dataset.lines import BadLine
from engine.dataset.own import OwnShapes
from engine.dataset.source import OddItem, OddItemError, SourceItem
from prompts.base import FieldError


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way to state an item.

    Attributes:
        convert: Turns a record into fields under the names of a task's reply; ValueError names the record's own field.
        names: Those names to the record's own, for messages, where they differ.
    """

    convert: Callable[[Mapping[str, Any]], Mapping[str, Any]]
    names: Mapping[str, str] = field(default_factory=dict)

    def read(self, record: Mapping[str, Any], path: Path, line: int, shapes: OwnShapes) -> SourceItem | BadLine:
        """Return the item in a record, or what is wrong with it, in the words of its file."""
        try:
            fields = self.convert(record)
        except ValueError as error:
            return BadLine(line, str(error))
        try:
            return shapes.convert(fields, path, line)
        except FieldError as error:
            head, dot, rest = error.name.partition(".")
            told = str(FieldError(self.names.get(head, head) + dot + rest, error.reason))
            odd = error.item if isinstance(error, OddItemError) else None
            return OddItem(line, told, name=head, item=odd) if odd else BadLine(line, told, name=head)
        except ValueError as error:
            return BadLine(line, str(error))


OWN = Dialect(dict)
"""How rows of ours state their items."""
