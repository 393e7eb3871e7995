"""One row of a file that is cleaned: as it stands there and as checks read it, or why it is dropped."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from engine.dataset.dialect import OWN
from engine.dataset.lines import BadLine
from engine.dataset.own import OwnShapes, read_id
from engine.dataset.reader import SourceRecord
from engine.dataset.source import make_row
from engine.dataset.wrapped import read_within
from prompts.base import TaskSpec
from validators.base import Item, Refusal

BROKEN_LINE = "broken_line"
"""Reason code of a line that holds no record."""

MAX_DEPTH = 100
"""Most lists and objects within each other in a row that is kept: few readers follow much deeper."""


OTHER_TASK = "other_task"
"""Reason code of a row that belongs to another task than the file is cleaned for."""


class Row(NamedTuple):
    """A row in the shape of its task.

    Attributes:
        source: The record that it was read from.
        item: What checks judge.
    """

    source: SourceRecord
    item: Item

    @property
    def id(self) -> str:
        """Its id as text; empty where it has none."""
        return read_id(self.source.fields)

    @property
    def parent(self) -> str:
        """Id of the row that this one rewrites; empty where it rewrites none."""
        return _read_text(self.meta, "parent_id")

    @property
    def persona(self) -> str:
        """Id of the persona in whose voice it was written; empty where it names none."""
        return _read_text(self.meta, "persona_id")

    @property
    def rule(self) -> str:
        """Name of the rule that made it of its parent; empty where no rule did."""
        return _read_text(self.meta, "rule") if self.parent else ""

    @property
    def model(self) -> str:
        """The model that the row says it comes from, in `meta` or beside it; empty where it says nothing."""
        return _read_text(self.meta, "model") or _read_text(self.source.fields, "model")

    @property
    def meta(self) -> Mapping[str, Any]:
        """What the row says of itself beside its fields."""
        meta = self.source.fields.get("meta")
        return meta if isinstance(meta, dict) else {}


@dataclass(frozen=True, slots=True)
class Drop:
    """A place in the file of which nothing is kept.

    Attributes:
        line: From 1.
        refusal: Why.
        row: The JSON of the row in UTF-8, as it stands in the file; empty where there is none.
        text: What stands there instead.
    """

    line: int
    refusal: Refusal
    row: bytes = b""
    text: str = ""

    def write(self) -> bytes:
        """Return it as one line of JSON, the row unchanged in it."""
        head: dict[str, object] = {"line": self.line, "reason": self.refusal.code, "detail": _show(self.refusal.detail)}
        if self.row:
            return b'%b,"row":%b}\n' % (orjson.dumps(head)[:-1], self.row)
        return orjson.dumps(head | {"text": _show(self.text.rstrip("\r\n"))}, option=orjson.OPT_APPEND_NEWLINE)


class RowShapes:
    """Reads records as rows of one task.

    Args:
        path: The file that they are in.
        spec: The task.
    """

    def __init__(self, path: Path, spec: TaskSpec) -> None:
        self.shapes = OwnShapes((spec.name,))
        self._path, self._spec = path, spec
        self._keys = [each.name for each in spec.dimensions if each.quota and each.closed]

    def read(self, record: SourceRecord | BadLine) -> Row | Drop:
        """Return the row in a record, or why there is none. A record of a CSV is given JSON on the way."""
        if isinstance(record, BadLine):
            return Drop(record.line, Refusal(BROKEN_LINE, record.reason), text=record.text)
        record = read_within(record)
        if _is_deep(record):
            return Drop(
                record.line, Refusal(BROKEN_LINE, f"nested deeper than {MAX_DEPTH} levels"), text=record.json.decode()
            )
        found = record.dialect.read(record.fields, self._path, record.line, self.shapes)
        if isinstance(found, BadLine):
            code = f"{found.name}_unclear" if found.name in self._keys else "wrong_shape"
            return _drop(record, code, found.reason)
        if found.task != self._spec.name:
            return _drop(record, OTHER_TASK, f"a row of {found.task}")
        for name in self._keys:
            stated = record.fields.get(record.dialect.names.get(name, name))
            # What a reader understands, others may not: a key that is not in its own form is no clean one.
            if stated is not None and stated != found.fields[name]:
                return _drop(record, f"{name}_unclear", f"{stated!r} stands for {found.fields[name]}"[:80])
        if not record.json:
            fields, stated = make_row(found), record.fields.get("meta")
            if isinstance(stated, dict):
                fields["meta"] = {**fields.get("meta", {}), **stated}
            record = SourceRecord(record.line, fields, OWN, orjson.dumps(fields))
        return Row(record, Item(found.task, found.fields))


def _drop(record: SourceRecord, code: str, detail: str) -> Drop:
    return Drop(record.line, Refusal(code, detail), record.json or orjson.dumps(record.fields))


def _is_deep(record: SourceRecord) -> bool:
    if record.json.count(b"{") + record.json.count(b"[") <= MAX_DEPTH:
        return False
    level: list[Any] = [record.fields]
    for _ in range(MAX_DEPTH):
        parts = chain.from_iterable(part.values() if isinstance(part, dict) else part for part in level)
        level = [part for part in parts if isinstance(part, dict | list)]
    return bool(level)


def _read_text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _show(text: str) -> str:
    """Return a text with each byte that could not be read written out."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace") if _is_damaged(text) else text


def _is_damaged(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text) if not text.isascii() else False
