"""How a frozen dataclass becomes a flat JSON object and comes back, checked field by field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar, get_type_hints

import orjson

T = TypeVar("T")

MAX_INT = 2**64 - 1
"""The largest count that JSON readers take as an integer."""


def _always_tuple(make: Callable[..., Any], names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return a getter of `names`; those of the standard library give no tuple for a single one."""
    get = make(*names)
    return get if len(names) > 1 else lambda source: (get(source),)


def _no_ints(_values: tuple[Any, ...]) -> tuple[int, ...]:
    return (0,)


def _strings(value: list[Any]) -> tuple[str, ...]:
    try:
        "".join(value)  # the quickest way to ask whether all are strings
    except TypeError:
        raise ValueError("a list of strings is expected") from None
    return tuple(value)


def _counts(value: list[Any]) -> tuple[int, ...]:
    if not all(type(part) is int and part >= 0 for part in value):
        raise ValueError("a list of counts is expected")
    return tuple(value)


def _texts_by_name(value: dict[str, Any]) -> Mapping[str, str]:
    _strings(list(value.values()))
    return value


@dataclass(frozen=True, slots=True)
class _Kind:
    """The JSON type of a field, and what makes the field's value of it where that is not the value itself."""

    json: type
    read: Callable[[Any], Any] | None = None


_KINDS: dict[Any, _Kind] = {
    int: _Kind(int),
    float: _Kind(float),
    str: _Kind(str),
    tuple[str, ...]: _Kind(list, _strings),
    tuple[int, ...]: _Kind(list, _counts),
    Mapping[str, str]: _Kind(dict, _texts_by_name),
}


class Shape(Generic[T]):
    """Reads and writes one dataclass.

    Args:
        name: Value of the key `type`.
        noun: The dataclass; its fields have the types listed in `_KINDS`.
        keys: Field name to JSON key where they differ.
    """

    def __init__(self, name: str, noun: Callable[..., T], keys: Mapping[str, str]) -> None:
        hints = get_type_hints(noun)
        names = [field.name for field in fields(noun)]  # type: ignore[arg-type]  # mypy cannot say "dataclass of T"
        kinds = [_KINDS[hints[field]] for field in names]
        self.name, self._noun = name, noun
        self._names = names
        self._keys = [keys.get(field, field) for field in names]
        self._types = tuple(kind.json for kind in kinds)
        self._reads = [(i, kind.read) for i, kind in enumerate(kinds) if kind.read]
        ints = [i for i, kind in enumerate(kinds) if kind.json is int]
        self._int_positions = ints
        # the first twice, so that itemgetter always gives a tuple
        self._ints: Callable[[Any], Any] = itemgetter(*ints, ints[0]) if ints else _no_ints
        self._take: Callable[[Any], tuple[Any, ...]] = _always_tuple(attrgetter, names)
        self._pick: Callable[[dict[str, Any]], tuple[Any, ...]] = _always_tuple(itemgetter, self._keys)
        self._head = b'{"type":%b,' % orjson.dumps(name)

    def write(self, event: T) -> bytes:
        """Return the event as one JSON object; what the journal could not read again is made readable first."""
        values = self._take(event)
        if min(self._ints(values)) < 0:
            values = self._bound(values)
        try:
            body = orjson.dumps(dict(zip(self._keys, values, strict=False)))
        except TypeError:  # a lone surrogate or a huge number, from a model or a provider
            body = orjson.dumps(_scrub(dict(zip(self._keys, self._bound(values), strict=True))))
        return self._head + body[1:]

    def read(self, record: dict[str, Any]) -> T:
        """Return the event; raises ValueError that names the field which is missing or of the wrong type."""
        try:
            values = self._pick(record)
        except KeyError as error:
            raise ValueError(f"field {error.args[0]!r} is missing") from None
        if tuple(map(type, values)) != self._types:
            values = self._coerce(values)
        if min(self._ints(values)) < 0:
            raise ValueError("a count is negative")
        if not self._reads:
            return self._noun(*values)
        made = list(values)
        for position, read in self._reads:
            made[position] = read(made[position])
        return self._noun(*made)

    def _coerce(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        made: list[Any] = []
        for key, value, wanted in zip(self._keys, values, self._types, strict=True):
            if wanted is float and type(value) is int:
                made.append(float(value))
            elif type(value) is wanted:
                made.append(value)
            else:
                raise ValueError(f"field {key!r}: {wanted.__name__} expected, {type(value).__name__} found")
        return tuple(made)

    def _bound(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """Clamp counts: a provider's token figures are its own, and one absurd number must not end the run."""
        made = list(values)
        for position in self._int_positions:
            made[position] = min(max(made[position], 0), MAX_INT)
        return tuple(made)


def _scrub(value: Any) -> Any:
    """Return `value` with every lone surrogate in its strings replaced by a question mark."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_scrub(key): _scrub(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_scrub(part) for part in value]
    return value
