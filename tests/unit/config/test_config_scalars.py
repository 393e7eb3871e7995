"""Scalars and names: YAML 1.2, and models in every spelling that users know."""

import pytest

from engine.config.model_name import ModelName, join_model, parse_model
from engine.config.scalar import read_scalar


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("tRue", "tRue"),
        ("", None),
        ("~", None),
        ("null", None),
        ("12", 12),
        ("-3", -3),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2024-01-01", "2024-01-01"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("-.inf", float("-inf")),
        ("١٢", "١٢"),
        (".", "."),
        ("1e", "1e"),
    ],
)
def test_a_plain_scalar_is_read_as_yaml_1_2(text: str, expected: object) -> None:
    """Country codes, times and dates stay text; numbers and truth values are those of the core schema."""
    found = read_scalar(text)
    assert (expected, type(expected)) == (found, type(found))


def test_not_a_number_is_a_number() -> None:
    """`.nan` is read, so that the bounds of a field can refuse it."""
    assert str(read_scalar(".nan")) == "nan"


@pytest.mark.parametrize(
    ("text", "expected", "joined"),
    [
        ("mock", ("mock", "clean"), "mock"),
        ("mock:hostile", ("mock", "hostile"), "mock:hostile"),
        ("openai:gpt-4o", ("openai", "gpt-4o"), "openai:gpt-4o"),
        ("openai/gpt-4o", ("openai", "gpt-4o"), "openai:gpt-4o"),
        ("openrouter:vendor/name", ("openrouter", "vendor/name"), "openrouter:vendor/name"),
        ("ollama:qwen3:8b", ("ollama", "qwen3:8b"), "ollama:qwen3:8b"),
        ("local/a:b", ("local", "a:b"), "local:a:b"),
    ],
)
def test_a_model_is_split_at_its_first_separator(text: str, expected: tuple[str, str], joined: str) -> None:
    """Provider and model are split at the first colon or slash, and written with a colon."""
    assert (ModelName(*expected), joined) == (parse_model(text), join_model(text))


@pytest.mark.parametrize("text", ["", "gpt-4o", ":x", "x:", "a: b", "/"])
def test_a_model_needs_a_provider_and_a_name(text: str) -> None:
    """A model without one of its two parts is refused."""
    with pytest.raises(ValueError, match="must be mock"):
        parse_model(text)
