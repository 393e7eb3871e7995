"""An accepted item as one line of a shard: the id before it, what is known of its making behind it, and back again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from validators.base import Item


@dataclass(frozen=True, slots=True)
class Row:
    """One accepted row.

    Attributes:
        id: Its name within the run.
        item: What the checks judged.
        meta: How it came about; no check looks at it.
    """

    id: str
    item: Item
    meta: Mapping[str, Any]

    @property
    def parent(self) -> str:
        """Id of the row that this one rewrites; empty where it rewrites none."""
        parent = self.meta.get("parent_id")
        return parent if isinstance(parent, str) else ""

    @property
    def brief(self) -> Mapping[str, str]:
        """What was drawn for it beyond its quota."""
        brief = self.meta.get("brief")
        held = brief if isinstance(brief, dict) else {}
        return {name: value for name, value in held.items() if isinstance(value, str)}

    @property
    def family(self) -> str:
        """Id that it shares with its relatives: its parent's, or else its own."""
        return self.parent or self.id


def write_row(name: str, item: Item, meta: Mapping[str, Any]) -> bytes:
    """Return a row as one line of JSON, without line end; `name` is its id."""
    return orjson.dumps({"id": name, **item.fields, "meta": meta})


def read_row(task: str, data: bytes) -> Row:
    """Return the row of a line; an id or a meta that is missing, or of another kind, is read as an empty one.

    Raises:
        ValueError: If the line is no JSON object.
    """
    fields = orjson.loads(data)
    if not isinstance(fields, dict):
        raise ValueError("a row is a JSON object")  # noqa: TRY004  what is wrong is the line, not our call
    name, meta = fields.pop("id", ""), fields.pop("meta", None)
    return Row(name if isinstance(name, str) else "", Item(task, fields), meta if isinstance(meta, dict) else {})
