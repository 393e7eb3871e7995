"""The model as users name it: `mock`, `mock:PROFILE`, `openai:gpt-4o`, `openrouter:vendor/name`, `NAME:model`."""

import re
from typing import NamedTuple

KNOWN_PROVIDERS = ("mock", "openai", "openrouter")
"""Providers that need no entry under `providers`."""

_SEPARATOR = re.compile("[:/]")


class ModelName(NamedTuple):
    """A provider and what it calls the model; for the mock, the name of a fault profile."""

    provider: str
    model: str


def parse_model(text: str) -> ModelName:
    """Return provider and model, split at the first `:` or `/` only; `mock` alone means `mock:clean`.

    Raises:
        ValueError: If one of the two is missing.
    """
    if text == "mock":
        return ModelName("mock", "clean")
    parts = _SEPARATOR.split(text, maxsplit=1)
    if len(parts) < 2 or not all(part.strip() == part != "" for part in parts):
        raise ValueError(f"must be mock, mock:PROFILE or PROVIDER:MODEL, not {text!r}")
    return ModelName(*parts)


def join_model(text: str) -> str:
    """Return the same name in its one spelling: `openai/gpt-4o` becomes `openai:gpt-4o`; raises like `parse_model`."""
    return text if text == "mock" else ":".join(parse_model(text))
