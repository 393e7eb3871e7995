"""Walks the free texts of a row, wherever in it they stand: every string but those of id, meta and labels."""

from collections.abc import Callable, Collection
from typing import Any

from engine.dataset.reader import SourceRecord
from prompts.base import TaskSpec

_OURS = ("id", "meta")


class FreeTexts:
    """Finds and changes the free texts of rows; rows are no deeper than `row.MAX_DEPTH`.

    Args:
        spec: The task, whose labels are no free text.
    """

    def __init__(self, spec: TaskSpec) -> None:
        self._labels = [each.name for each in spec.dimensions]
        self._kept = frozenset((*_OURS, *self._labels))
        self._items = self._kept.union(spec.reply_model.model_fields)

    def find(self, source: SourceRecord) -> list[str]:
        """Return the free texts of a record, in their order."""
        return _list_texts(source, self._name_kept(source))

    def find_beside(self, source: SourceRecord) -> list[str]:
        """Return those that are not known to be texts of its item: any of a record under other names than ours."""
        return _list_texts(source, self._name_kept(source) if source.dialect.names else self._items)

    def change(self, source: SourceRecord, fields: Any, change: Callable[[str], str]) -> Any:
        """Return the fields of a record, however they were parsed, with each free text changed."""
        return _change(fields, change, self._name_kept(source))

    def _name_kept(self, source: SourceRecord) -> frozenset[str]:
        names = source.dialect.names
        if not names:
            return self._kept
        return frozenset((*_OURS, *(names.get(name, name) for name in self._labels)))


def _list_texts(source: SourceRecord, but: Collection[str]) -> list[str]:
    found: list[str] = []
    for name, part in source.fields.items():
        if name not in but:
            if isinstance(part, str):  # most are
                found.append(part)
            else:
                found += _list_within(part)
    return found


def _list_within(part: Any) -> list[str]:
    found: list[str] = []
    left: list[Any] = [part]
    while left:
        value = left.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list):
            left += reversed(value)
        elif isinstance(value, dict):
            left += reversed(value.values())
    return found


def _change(value: Any, change: Callable[[str], str], kept: Collection[str] = ()) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_change(part, change) for part in value]
    if isinstance(value, dict):
        return {
            # A row that stands within a line, as wrapped ones do, is a row there too.
            name: part if name in kept else _change(part, change, kept if name == "synthetic" else ())
            for name, part in value.items()
        }
    return value
