"""Finds the one JSON object in a model's text, through fences and prose, and repairs nothing."""

from json import JSONDecoder
from typing import Any

import orjson

_SCANNER = JSONDecoder()
_MOST_OPENINGS = 8


def extract_object(text: str) -> dict[str, Any] | None:
    """Return the first complete JSON object in `text`, or None where there is none.

    Text before and after it (a greeting, a Markdown fence) is passed over. An object that is cut off or malformed is
    not repaired: half an answer must not become a whole one.
    """
    whole = load(text)
    if isinstance(whole, dict):
        return whole
    start = text.find("{")
    for _ in range(_MOST_OPENINGS):
        if start < 0:
            return None
        end = find_json_end(text, start)
        if end is not None:
            whole = load(text[start:end])
            return whole if isinstance(whole, dict) else None
        start = text.find("{", start + 1)
    return None


def load(text: str) -> object:
    """Return the JSON value that `text` is; None where it is none, and for null."""
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        return None


def find_json_end(text: str, start: int) -> int | None:
    """Return the place behind the JSON value that begins at `start`, or None where none does."""
    try:
        return _SCANNER.raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return None
