"""Finds the one JSON object in a model's text, through fences and prose, and repairs nothing."""

from json import JSONDecodeError, JSONDecoder
from typing import Any

import orjson

_SCANNER = JSONDecoder()
_MOST_OPENINGS = 8


def extract_object(text: str) -> dict[str, Any] | None:
    """Return the first complete JSON object in `text`, or None where there is none.

    Text before and after it (a greeting, a Markdown fence) is passed over. An object that is cut off or malformed is
    not repaired: half an answer must not become a whole one.
    """
    whole = _load_object(text)
    if whole is not None:
        return whole
    start = text.find("{")
    for _ in range(_MOST_OPENINGS):
        if start < 0:
            return None
        end = _find_end(text, start)
        if end is not None:
            return _load_object(text[start:end])
        start = text.find("{", start + 1)
    return None


def _load_object(text: str) -> dict[str, Any] | None:
    try:
        value = orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        return None
    return value if isinstance(value, dict) else None


def _find_end(text: str, start: int) -> int | None:
    try:
        return _SCANNER.raw_decode(text, start)[1]
    except (JSONDecodeError, RecursionError, ValueError):
        return None
