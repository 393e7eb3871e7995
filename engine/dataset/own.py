"""Rows under the field names of a task to checked items in its shape: the last step of every reader."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import orjson
from pydantic import ValidationError

from engine.dataset.source import OddItemError, SourceItem
from prompts.base import FieldError, ShapeError, TaskSpec
from prompts.discover import discover_tasks

_OUR_FIELDS = ("id", "meta")


class OwnShapes:
    """Tells the task of a row by its fields and checks it against the task's model.

    Args:
        prefer: Names of tasks that are tried before all others, for tasks that share their fields.
    """

    def __init__(self, prefer: Iterable[str] = ()) -> None:
        known = discover_tasks()
        names = dict.fromkeys([*(name for name in prefer if name in known), *known])
        self._left = [*names]
        self._shapes: list[tuple[TaskSpec, frozenset[str]]] = []

    @cached_property
    def required(self) -> frozenset[str]:
        """Fields that no row of some task can lack."""
        return frozenset().union(*(required for _, required in self._list_shapes()))

    @cached_property
    def structured(self) -> frozenset[str]:
        """Fields that are no text in some task, such as a list."""
        return frozenset().union(*(list_structured(spec) for spec, _ in self._list_shapes()))

    def fits(self, names: Iterable[str]) -> bool:
        """Whether columns with these names are enough for a row of some task."""
        present = set(names)
        return any(required <= present for _, required in self._list_shapes())

    def _list_shapes(self) -> Iterator[tuple[TaskSpec, frozenset[str]]]:
        """Yield each task with its required fields, loading no more tasks than are asked for."""
        yield from self._shapes
        while self._left:
            spec = discover_tasks()[self._left.pop(0)]
            self._shapes.append((spec, list_required(spec)))
            yield self._shapes[-1]

    def convert(self, record: Mapping[str, Any], path: Path, line: int) -> SourceItem:
        """Return the item in a row.

        Raises:
            OddItemError: If it is of a shape that rows of ours never have.
            FieldError: If a field is wrong.
            ValueError: If it is a row of no task, or holds what JSON cannot; the message is one line.
        """
        for spec, required in self._list_shapes():
            if required <= record.keys():
                _expect_json(record)
                fields = {
                    name: value
                    for name, value in record.items()
                    if name not in _OUR_FIELDS and (value is not None or name in required)
                }
                name, benchmark = read_id(record), _read_benchmark(record)
                try:
                    checked = _check_fields(spec, required, fields)
                except ShapeError as error:
                    odd = SourceItem(path, line, spec.name, error.fields, name, benchmark)
                    raise OddItemError(error.name, error.reason, odd) from None
                return SourceItem(path, line, spec.name, checked, name, benchmark, _read_requests(record))
        names = ", ".join(repr(name[:40]) for name in list(record)[:10] if name not in _OUR_FIELDS)
        raise ValueError(f"fields {names or 'none'} are those of no known task")


def list_required(spec: TaskSpec) -> frozenset[str]:
    """Return the fields that no row of a task can lack."""
    return frozenset(name for name, field in spec.reply_model.model_fields.items() if field.is_required())


def list_structured(spec: TaskSpec) -> frozenset[str]:
    """Return the fields of a task's reply that are no text."""
    fields = spec.reply_model.model_fields.items()
    return frozenset(name for name, field in fields if field.annotation not in (str, str | None))


def _check_fields(spec: TaskSpec, required: Iterable[str], fields: dict[str, Any]) -> dict[str, Any]:
    try:
        reply = spec.reply_model.model_validate(fields)
    except ValidationError as error:
        raise _explain(error) from None
    read = vars(reply)
    for name in fields.keys() & read.keys():
        fields[name] = read[name]
    if "" in map(fields.__getitem__, required):
        raise FieldError(next(name for name in sorted(required) if fields[name] == ""), "empty")
    return spec.read_foreign(fields)


def _expect_json(record: Mapping[str, Any]) -> None:
    try:
        orjson.dumps(record)
    except orjson.JSONEncodeError as error:
        raise ValueError(f"cannot be written as JSON: {error}") from None


def _explain(error: ValidationError) -> FieldError:
    """Return the first of pydantic's complaints; names of union branches are left out of its place."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    name, *inner = first["loc"]
    place = ".".join(str(part) for part in (name, *inner) if part is name or isinstance(part, int))
    return FieldError(place, f"{first['msg'][:1].lower()}{first['msg'][1:]}")


def read_id(fields: Mapping[str, Any]) -> str:
    """Return the id of a row as text; empty where it has none."""
    value = fields.get("id")
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _read_benchmark(record: Mapping[str, Any]) -> str:
    meta = record.get("meta")
    named = cast("dict[str, Any]", meta).get("benchmark") if isinstance(meta, dict) else None
    return named if isinstance(named, str) else ""


def _read_requests(record: Mapping[str, Any]) -> dict[str, str]:
    """Return what `meta.requests` asks for, a persona's id to a prompt."""
    meta = record.get("meta")
    asked = cast("dict[str, Any]", meta).get("requests") if isinstance(meta, dict) else None
    if asked is None:
        return {}
    if not isinstance(asked, dict) or not all(isinstance(prompt, str) for prompt in asked.values()):
        raise FieldError("meta.requests", "not an object of persona ids and prompts")
    return cast("dict[str, str]", asked)
