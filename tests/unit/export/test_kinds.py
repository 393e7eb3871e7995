"""Types of columns take every value that any row has."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.export.kinds import Kind

SCALARS = st.none() | st.booleans() | st.integers(-(2**70), 2**64 - 1) | st.floats(allow_nan=False) | st.text("اب1")
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab"), inner))


def learn(*values: Any) -> Kind:
    """Return the type of some values."""
    kind = Kind()
    for value in values:
        kind.observe(value)
    return kind


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ([], "string"),
        ([None], "string"),
        (["نص", None], "string"),
        ([1, 2], "int64"),
        ([1, 2.5], "float64"),
        ([2**60, 2.5], "json"),
        ([2**63], "json"),
        ([True, 1], "json"),
        ([True, None], "bool"),
        (["نص", 1], "json"),
        ([[], ["نص"]], "list"),
        ([[1], {"a": 1}], "json"),
        ([{}], "json"),
        ([{}, {"a": 1}], "struct"),
        ([{"a": 1}, {"a\0b": 1}], "json"),
        ([{f"k{number}": 1 for number in range(201)}], "json"),
    ],
)
def test_a_type_takes_all_values(values: list[Any], name: str) -> None:
    """Equal types stay, whole numbers widen to others where none is lost, everything else becomes JSON text."""
    assert name == learn(*values).final


def test_values_of_several_types_become_json_text() -> None:
    """Beside numbers and lists a text stays as it stands, and they become JSON."""
    kind = learn("نص", 1, [2, "ب"])
    assert ["نص", "1", '[2,"ب"]', None] == [kind.fit(value) for value in ("نص", 1, [2, "ب"], None)]


def test_every_object_has_every_field() -> None:
    """Fields that an object lacks are null in it, at every depth."""
    kind = learn({"a": {"x": 1}}, {"b": ["ت"]})
    assert {"a": None, "b": ["ت"]} == kind.fit({"b": ["ت"]})
    assert {"a": {"x": 1}, "b": None} == kind.fit({"a": {"x": 1}})


def test_the_id_comes_first_and_meta_last() -> None:
    """A row whose fields came after `meta` has columns in the usual order."""
    assert ["id", "text", "extra", "meta"] == [
        name for name, _ in learn({"id": "1", "text": "أ", "meta": {"a": 1}}, {"id": "2", "extra": 1}).columns()
    ]


def depth_of(value: Any) -> int:
    """Return how many lists and objects stand within each other."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth_of, inner), default=0) if isinstance(value, dict | list) else 0


@given(st.lists(VALUES.filter(lambda value: depth_of(value) < 6), max_size=4))
def test_what_was_seen_fits(values: list[Any]) -> None:
    """After all values were seen, each has the form of the type, and what is no JSON text is the value itself."""
    values = [value for value in values if _is_json(value)]
    kind = learn(*values)
    for value in values:
        fitted = kind.fit(value)
        assert (value is None) == (fitted is None)
        if kind.final in {"string", "int64", "bool"}:
            assert value == fitted
        elif kind.final == "json" and not isinstance(value, str) and value is not None:
            assert value == orjson.loads(fitted)


def _is_json(value: Any) -> bool:
    try:
        return bool(orjson.loads(orjson.dumps(value)) == value)
    except orjson.JSONEncodeError:
        return False
