"""The JSON Schema and the shipped configs: each describes what the loader reads."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from engine.config.document import read_document
from engine.config.load import load_config
from engine.config.place import Place
from engine.config.schema import config_schema
from prompts.discover import discover_tasks

SHIPPED = sorted((Path(__file__).parents[3] / "configs").glob("*.yaml"))
TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}
BOUNDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "enum": lambda value, allowed: value in allowed,
    "const": lambda value, only: value == only,
    "minimum": lambda value, least: value >= least,
    "maximum": lambda value, most: value <= most,
    "exclusiveMinimum": lambda value, bound: value > bound,
    "minLength": lambda value, least: len(value) >= least,
    "maxLength": lambda value, most: len(value) <= most,
    "maxItems": lambda value, most: len(value) <= most,
    "maxProperties": lambda value, most: len(value) <= most,
    "required": lambda value, keys: set(keys) <= set(value),
}
SAID = {"$defs", "$schema", "title", "description", "default", "propertyNames", "format", "type", "properties"}


def _fits(value: Any, schema: Any, root: Any) -> bool:
    """Return whether a value satisfies a schema; knows the words that ours uses, and fails on any other."""
    if "$ref" in schema:
        return _fits(value, root["$defs"][schema["$ref"].split("/")[-1]], root)
    kind = schema.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or isinstance(value, bool)):
        return False
    return all(_holds(word, meant, value, schema, root) for word, meant in schema.items() if word not in SAID) and all(
        _fits(value[key], inner, root) for key, inner in schema.get("properties", {}).items() if key in value
    )


def _holds(word: str, meant: Any, value: Any, schema: Any, root: Any) -> bool:
    if word == "anyOf":
        return any(_fits(value, choice, root) for choice in meant)
    if word == "items":
        return all(_fits(entry, meant, root) for entry in value)
    if word == "additionalProperties":
        others = [inner for key, inner in value.items() if key not in schema.get("properties", {})]
        return all(_fits(inner, meant, root) for inner in others) if meant else not others
    return BOUNDS[word](value, meant)


def _fields(schema: Any) -> list[Any]:
    if isinstance(schema, list):
        return [field for inner in schema for field in _fields(inner)]
    if not isinstance(schema, dict):
        return []
    own = list(schema["properties"].items()) if isinstance(schema.get("properties"), dict) else []
    return own + [field for inner in schema.values() for field in _fields(inner)]


def _read(text: str) -> Any:
    return read_document(text, Place("x", in_config=True)).data


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_config_loads_without_a_warning(path: Path) -> None:
    """Every shipped config loads, says nothing without effect, and names its run after its file."""
    loaded = load_config(path)
    assert ((), {"pilot": "exams-pilot"}.get(path.stem, path.stem)) == (loaded.warnings, loaded.config.name)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_schema_accepts_a_shipped_config(path: Path) -> None:
    """Every shipped config satisfies the schema that editors check it with."""
    schema = config_schema()
    assert _fits(_read(path.read_text("utf-8")), schema, schema)


@pytest.mark.parametrize(
    "text",
    [
        "target: 5",
        "{task: exams, target: x}",
        "{task: exams, target: 5, rpm: 3}",
        "{task: exams, target: 5, quotas: {answer: {A: x}}}",
        "{task: exams, target: 5, quotas: {answer: {counts: {A: 1.5}}}}",
        "{task: exams, target: 5, limits: {concurrency: many}}",
        "{task: exams, target: 5, providers: {mock: {profiles: {x: {http_429: 2}}}}}",
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(text: str) -> None:
    """A wrong key, type or bound does not satisfy the schema."""
    schema = config_schema()
    assert not _fits(_read(text), schema, schema)


@pytest.mark.parametrize(
    "text",
    [
        "{task: exams, target: 5, protect: a.csv, limits: {rpm: 3, concurrency: 4}}",
        "{task: exams, target: 5, quotas: {answer: {counts: {A: 5}}, subject: {physics: 1, x: 2.5}}}",
        "{tasks: [{task: exams, target: 5}], providers: {a: {base_url: 'http://b', api_key_env: [A, B]}}}",
        "{task: exams, target: 5, providers: {mock: {profiles: {x: {latency_ms: 5}}}}}",
        "{task: exams, target: 5, providers: {mock: {profiles: {x: {latency_ms: {median_ms: 3}}}}}}",
    ],
)
def test_the_schema_accepts_the_short_forms(text: str) -> None:
    """One path in place of a list, weights or counts, a number as latency: the schema knows what the loader reads."""
    schema = config_schema()
    assert _fits(_read(text), schema, schema)


def test_every_field_says_what_it_is() -> None:
    """Each field of each section has a description, and the schema names its own version."""
    schema = config_schema()
    fields = [(name, field) for name, field in _fields(schema) if name != "counts"]
    bare = [name for name, field in fields if "description" not in field and "$ref" not in field]
    assert bare == []
    assert (len(fields) > 60, schema["$schema"]) == (True, "https://json-schema.org/draft/2020-12/schema")


def test_shipped_configs_ask_for_what_they_promise() -> None:
    """The pilot is 200 exam questions with every letter alike; the others are 10,000 rows of each task."""
    loaded = {path.stem: load_config(path) for path in SHIPPED}
    targets = {name: {each.task: each.target for each in found.settings} for name, found in loaded.items()}
    full = dict.fromkeys(("exams", "sentiment", "grammar"), 10_000)
    assert {"pilot": {"exams": 200}, "all": full, **{name: {name: 10_000} for name in full}} == targets
    assert set(discover_tasks()) >= set(full)
    assert loaded["pilot"].settings[0].quotas[0].apportion(200) == [50, 50, 50, 50]
    assert loaded["sentiment"].settings[0].quotas[0].apportion(10_000) == [4000, 4000, 2000]
