"""What the values of a column are, learned row by row, so that formats with fixed types take every row."""

from collections.abc import Iterator
from typing import Any

import orjson

_SAFE_INT = 2**53
MOST_FIELDS = 200
"""Fields of an object beyond which it is JSON text."""

_DEEPEST = 8


class Kind:
    """The type that takes every value seen so far.

    Attributes:
        name: `null` before there was one; `bool`, `int64`, `float64`, `string`, `list`, `struct`; or `json`, for values
            of several types, which are written as JSON text (strings among them stand as they are).
        element: Of a list.
        fields: Of a struct, in order of appearance.
    """

    __slots__ = ("_depth", "_wide", "element", "fields", "name")

    def __init__(self, depth: int = 0) -> None:
        self.name = "null"
        self.element: Kind | None = None
        self.fields: dict[str, Kind] = {}
        self._depth, self._wide = depth, False

    def observe(self, value: Any) -> None:
        """Widen the type so that it takes a value of decoded JSON."""
        if value is None or self.name == "json":
            return
        self._meet(_name_type(value))
        if self.name == "struct":
            for key, each in value.items():
                self._field(key).observe(each)
            if len(self.fields) > MOST_FIELDS or any("\0" in key for key in value):  # readers end names at NUL
                self._give_up()
        elif self.name == "list":
            element = self.element = self.element or Kind(self._depth + 1)
            for each in value:
                element.observe(each)
        elif type(value) is int and abs(value) > _SAFE_INT:
            self._wide = True

    @property
    def final(self) -> str:
        """The name of the type that is written: a column without a value, or of empty objects, is one of texts."""
        if self.name == "null":
            return "string"
        if (self.name == "struct" and not self.fields) or (self.name == "float64" and self._wide):
            return "json"
        return self.name

    def fit(self, value: Any) -> Any:
        """Return a value as the type writes it, with every field of a struct."""
        name = self.final
        if value is None:
            return None
        if name == "struct":
            return {key: kind.fit(value.get(key)) for key, kind in self.fields.items()}
        if name == "list":
            element = self.element or Kind()
            return [element.fit(each) for each in value]
        if name == "json" and not isinstance(value, str):
            return orjson.dumps(value).decode()
        return float(value) if name == "float64" else value

    def columns(self) -> Iterator[tuple[str, "Kind"]]:
        """Yield the fields of a row: the id first, `meta` last."""
        for key, kind in self.fields.items():
            if key != "meta":
                yield key, kind
        if "meta" in self.fields:
            yield "meta", self.fields["meta"]

    def _field(self, key: str) -> "Kind":
        kind = self.fields.get(key)
        if kind is None:
            kind = self.fields[key] = Kind(self._depth + 1)
        return kind

    def _meet(self, name: str) -> None:
        if name == self.name:
            return
        if self.name == "null" and (self._depth < _DEEPEST or name not in {"list", "struct"}):
            self.name = name
        elif {name, self.name} == {"int64", "float64"}:
            self.name = "float64"
        else:
            self._give_up()

    def _give_up(self) -> None:
        self.name, self.element, self.fields = "json", None, {}


def _name_type(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return "int64" if -(2**63) <= value < 2**63 else "json"
    return {bool: "bool", float: "float64", str: "string", list: "list", dict: "struct"}.get(type(value), "json")
