"""Reads what a reply says about a planned field: the value itself, its Arabic label, or another way to write either."""

from collections.abc import Iterable, Mapping
from typing import Any

from prompts.base import Dimension, Wanted
from validators.text import normalize

LONGEST_VALUE = 200
"""Characters of a stated value; a longer one is prose and not a value."""


def value_key(text: str) -> str:
    """Return the key by which two ways of writing a value are the same: case, hyphens, hamzas, articles, gender."""
    folded = normalize(text.replace("_", " ").replace("-", " ")).casefold()
    return " ".join(word.removeprefix("ال").removesuffix("ه") for word in folded.strip(" .،,:;\"'«»()[]").split())


class FieldReader:
    """Puts planned fields into rows: what the reply states wins, what it leaves out is taken from the wanted values."""

    __slots__ = ("_closed", "_tables")

    def __init__(self, dimensions: Iterable[Dimension]) -> None:
        self._tables: dict[str, dict[str, str]] = {}
        self._closed: dict[str, frozenset[str]] = {}
        for dimension in dimensions:
            if dimension.closed:
                self._closed[dimension.name] = frozenset(dimension.weights)
            names = [(label, value) for value, label in dimension.labels.items()]
            names += [(value, value) for value in dimension.weights]
            self._tables[dimension.name] = {key: value for name, value in names for key in (name, value_key(name))}

    def read(self, name: str, stated: object, wanted: Wanted) -> str | None:
        """Return the value of one field, or None where neither reply nor plan has one; unknown values stay as stated.

        A value that the plan has in another case (a user's own subject) is given as the plan writes it.
        """
        planned = wanted.get(name)
        if not isinstance(stated, str) or not stated or len(stated) > LONGEST_VALUE or stated == planned:
            return planned
        table = self._tables.get(name, {})
        if (known := table.get(stated)) is not None:
            return known
        key = value_key(stated)
        if not key or (planned is not None and key == value_key(planned)):
            return planned
        return table.get(key) or " ".join(stated.split())

    def complete(self, fields: dict[str, Any], stated: Mapping[str, Any], wanted: Wanted) -> dict[str, Any]:
        """Add every further wanted field to the row, in wanted order, and return the row.

        An unreadable statement about a closed dimension counts as left out.
        """
        for name, planned in wanted.items():
            if name not in fields:
                value = self.read(name, stated.get(name), wanted)
                closed = self._closed.get(name)
                fields[name] = planned if closed is not None and value not in closed else value
        return fields
