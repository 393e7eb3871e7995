"""Takes personal data out of the free texts of a row, and leaves id, meta and labels alone."""

import json

import orjson

from engine.cleaning.row import Drop, Row, RowShapes
from engine.cleaning.texts import FreeTexts
from engine.dataset.reader import SourceRecord
from prompts.base import TaskSpec
from validators.personal.replace import Replacer


class Anonymiser:
    """Replaces personal data in rows.

    Args:
        replacer: What replaces it.
        shapes: Reads a row again that was changed.
        spec: The task, whose labels are no free text.
    """

    def __init__(self, replacer: Replacer, shapes: RowShapes, spec: TaskSpec) -> None:
        self._replacer, self._shapes, self._texts = replacer, shapes, FreeTexts(spec)
        self.replaced = 0

    def replace(self, row: Row | Drop) -> Row | Drop:
        """Return a row without personal data: the same one where there is none; a drop where it loses its shape."""
        if isinstance(row, Drop):
            return row
        source = row.source
        if all(self._replace(text) == text for text in self._texts.find(source)):
            return row
        # orjson would make floats of long whole numbers.
        changed = self._texts.change(source, json.loads(source.json), self._replace)
        data = json.dumps(changed, ensure_ascii=False).encode()
        self.replaced += 1
        return self._shapes.read(SourceRecord(source.line, orjson.loads(data), source.dialect, data))

    def _replace(self, text: str) -> str:
        return self._replacer.replace(text)[0]
