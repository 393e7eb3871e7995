"""Reads every record of an origin as a row of the task, with an id; a broken line anywhere ends it."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from engine.dataset.lines import BadLine, decode_lines
from engine.dataset.own import OwnShapes
from engine.dataset.reader import SourceRecord, read_source
from engine.dataset.wrapped import unwrap
from engine.errors import InputError
from engine.export.measured import FileFigures, open_part
from engine.export.origin import Origin, Part
from prompts.base import TaskSpec
from validators.text import normalize

Watch = Callable[[str, int, int, int], None]
"""Told what is done, rows so far, and how much is done of how much."""

_EVERY = 512  # rows between two glances at how far it is


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A row on its way out.

    Attributes:
        id: Its own, or one made of its content.
        fields: What it says, in the order of its file.
        meta: How it came about.
        content: Fingerprint of what it says, whatever the order of its fields, diacritics and hidden signs.
    """

    id: str
    fields: Mapping[str, Any]
    meta: Mapping[str, Any]
    content: bytes

    def to_json(self) -> dict[str, Any]:
        """Return the object that is written; a row of which nothing else is known has no `meta`."""
        return {"id": self.id, **self.fields, **({"meta": self.meta} if self.meta else {})}


class RowReader:
    """Reads the rows of an origin once.

    Args:
        origin: What is read.
        spec: The task whose rows they must be.
        batch_id: Written to `meta.batch_id`, unless it is empty.
        watch: Told how far it is.

    Attributes:
        files: Figures of the files that were read to their end.
        named: Rows that had no id.
    """

    def __init__(self, origin: Origin, spec: TaskSpec, batch_id: str, watch: Watch) -> None:
        self.files: list[FileFigures] = []
        self.named = 0
        self._origin, self._spec, self._watch = origin, spec, watch
        self._batch = {"batch_id": batch_id} if batch_id else {}
        self._shapes = OwnShapes((spec.name,))
        self._copies: Counter[bytes] = Counter()
        self._rows = 0

    def __iter__(self) -> Iterator[ExportRow]:
        """Yield every row.

        Raises:
            InputError: At the first line that is no row of the task, or where a file is not what it must be.
        """
        total, before = self._origin.size, 0
        for part in self._origin.parts:
            first = self._rows
            with open_part(part) as (file, raw):
                for found in read_source(part.path, decode_lines(file), self._shapes):
                    if self._rows % _EVERY == 0:
                        self._watch("reading", self._rows, before + raw.done, total)
                    self._rows += 1
                    yield self._read(found if isinstance(found, BadLine) else unwrap(found), part)
            before += raw.done
            self.files.append(FileFigures(part.path.name, raw.digest.hexdigest(), raw.done, self._rows - first))

    def _read(self, record: SourceRecord | BadLine, part: Part) -> ExportRow:
        if isinstance(record, BadLine):
            raise InputError(part.path, record.reason, record.line)
        found = record.dialect.read(record.fields, part.path, record.line, self._shapes)
        if isinstance(found, BadLine):
            raise InputError(part.path, found.reason, found.line)
        if found.task != self._spec.name:
            raise InputError(part.path, f"a row of {found.task}, not of {self._spec.name}", record.line)
        said = normalize(orjson.dumps(found.fields, option=orjson.OPT_SORT_KEYS).decode())
        content = hashlib.blake2b(said.encode(), digest_size=8).digest()
        marks: dict[str, Any] = {"benchmark": found.benchmark} if found.benchmark else {}
        marks |= {"evaluation_use": False} if record.fields.get("evaluation_use") is False else {}
        meta = {**marks, **_read_meta(record.fields.get("meta")), **self._batch}
        return ExportRow(found.id or self._name(content), found.fields, meta, content)

    def _name(self, content: bytes) -> str:
        """Return an id made of what a row says; copies of one row are counted on."""
        self.named += 1
        self._copies[content] += 1
        count = self._copies[content]
        return f"{self._spec.name}-{content.hex()}" + (f"-{count}" if count > 1 else "")


def _read_meta(meta: object) -> dict[str, Any]:
    return meta if isinstance(meta, dict) else {} if meta in (None, "") else {"note": meta}
