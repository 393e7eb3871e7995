"""Parents: the rows that passed, as they wait on the disk, and what a variant takes over from one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

import orjson

from engine.augment.order import Order
from engine.cleaning.row import Row
from engine.dataset.own import read_id

_CARRIED = ("model", "benchmark", "evaluation_use", "persona_id", "license", "licence")
"""What of `meta` holds for a variant as well."""


class Relative(Row):
    """A row that counts as a relative of its own variants."""

    @property
    def parent(self) -> str:
        """Id that it shares with its relatives: what it says of its family, its parent's id, or else its own."""
        meta = self.source.fields.get("meta")
        family = meta.get("family") if isinstance(meta, dict) else None
        stated = family if isinstance(family, str) else ""
        return stated or super().parent or read_id(self.source.fields)


@dataclass(frozen=True, slots=True)
class Parent:
    """What variants are made of.

    Attributes:
        line: Where it stands in the input.
        id: Its id, which no other row has.
        family: Id that it shares with its relatives: that of the row that they all come from.
        fields: What its rules read.
        meta: What its variants take over.
        generated: Whether a model wrote it.
        text: Its JSON as it goes to the output; empty for a plain sentence, which is no row.
    """

    line: int
    id: str
    family: str
    fields: Mapping[str, Any]
    meta: Mapping[str, Any]
    generated: bool
    text: str = ""

    @classmethod
    def of_row(cls, row: Row, order: Order, fallback: str) -> Self:
        """Return the parent that a row is; one without an id gets the fallback, in its JSON too."""
        meta = row.source.fields.get("meta")
        carried = {name: meta[name] for name in _CARRIED if name in meta} if isinstance(meta, dict) else {}
        generated = bool(row.model) if order.generated is None else order.generated
        own, data = read_id(row.source.fields), row.source.json
        if not own:
            data = orjson.dumps({"id": fallback, **{k: v for k, v in row.source.fields.items() if k != "id"}})
        name = own or fallback
        return cls(row.source.line, name, row.parent or name, row.item.fields, carried, generated, data.decode())

    @classmethod
    def of_sentence(cls, line: int, text: str, order: Order, field: str) -> Self:
        """Return the parent that a plain sentence is."""
        name = f"{order.sentences.stem if order.sentences else ''}-{line}"
        return cls(line, name, name, {field: text}, {}, bool(order.generated))

    def write(self) -> dict[str, Any]:
        """Return it for the disk."""
        return asdict(self)
