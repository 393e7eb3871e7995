"""Rows that stand inside a line of persona replies: taken out, with what stands around them in their `meta`."""

from collections.abc import Mapping
from typing import Any

import orjson

from engine.dataset.dialect import OWN
from engine.dataset.personas import name_persona
from engine.dataset.reader import SourceRecord


def unwrap(record: SourceRecord) -> SourceRecord:
    """Return the row of a record `{"persona", "source_id", "model", "synthetic": {…}}`; any other record as it is."""
    inner = record.fields.get("synthetic")
    if not isinstance(inner, dict):
        return record
    stated = inner.get("meta")
    meta: dict[str, Any] = {**_read_around(record.fields), **(stated if isinstance(stated, dict) else {})}
    fields = {**inner, "meta": meta}
    try:
        return SourceRecord(record.line, fields, OWN, orjson.dumps(fields))
    except orjson.JSONEncodeError:  # nested too deeply, as the whole record is
        return record


def read_within(record: SourceRecord) -> SourceRecord:
    """Return the row of a record as `unwrap` does, with all that stands beside it, and the line's JSON as it stands."""
    row = unwrap(record)
    return record if row is record else row._replace(fields={**record.fields, **row.fields}, json=record.json)


def _read_around(fields: Mapping[str, Any]) -> dict[str, Any]:
    persona = fields.get("persona")
    if isinstance(persona, dict):
        persona = orjson.dumps(persona, option=orjson.OPT_SORT_KEYS).decode()
    named = fields.get("persona_id") or (name_persona(persona) if isinstance(persona, str) and persona else None)
    found = {"parent_id": fields.get("source_id"), "persona_id": named, "model": fields.get("model")}
    barred = {"evaluation_use": False} if fields.get("evaluation_use") is False else {}
    return {**{name: str(value) for name, value in found.items() if value is not None}, **barred}
