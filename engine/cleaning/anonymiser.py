"""Takes personal data out of a row, wherever in it a text stands, and leaves id, meta and labels alone."""

import json
from collections.abc import Iterable
from typing import Any

import orjson

from engine.cleaning.row import Drop, Row, RowShapes
from engine.dataset.reader import SourceRecord
from prompts.base import TaskSpec
from validators.personal.replace import Replacer

_OURS = ("id", "meta")


class Anonymiser:
    """Replaces personal data in rows.

    Args:
        replacer: What replaces it.
        shapes: Reads a row again that was changed.
        spec: The task, whose labels are no free text.
    """

    def __init__(self, replacer: Replacer, shapes: RowShapes, spec: TaskSpec) -> None:
        self._replacer, self._shapes = replacer, shapes
        self._labels = [each.name for each in spec.dimensions]
        self.replaced = 0

    def replace(self, row: Row | Drop) -> Row | Drop:
        """Return a row without personal data: the same one where there is none; a drop where it loses its shape."""
        if isinstance(row, Drop):
            return row
        source = row.source
        kept = {*_OURS, *(source.dialect.names.get(name, name) for name in self._labels)}
        if self._replace_in(source.fields, kept) == source.fields:
            return row
        # orjson would make floats of long whole numbers.
        text = json.dumps(self._replace_in(json.loads(source.text), kept), ensure_ascii=False)
        self.replaced += 1
        return self._shapes.read(SourceRecord(source.line, orjson.loads(text), source.dialect, text))

    def _replace_in(self, value: Any, kept: Iterable[str] = ()) -> Any:
        if isinstance(value, str):
            return self._replacer.replace(value)[0]
        if isinstance(value, list):
            return [self._replace_in(part) for part in value]
        if isinstance(value, dict):
            return {name: part if name in kept else self._replace_in(part) for name, part in value.items()}
        return value
