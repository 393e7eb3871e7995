"""Reads spans of time as servers write them: `20ms`, `6m0s`, `1h2m3s`, `1.5`, `20 seconds`."""

import re

MOST_SECONDS = 1e8
"""Above three years a number is no span but a point in time."""

_PART = r"\d{1,12}(?:\.\d{1,12})?\s?(?:ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)"
SPAN = rf"{_PART}(?![a-z])(?:\s?{_PART}(?![a-z]))*"
"""Pattern of a span with units, within a text in lower case."""

_PARTS = re.compile(r"(\d{1,12}(?:\.\d{1,12})?)\s?(ms|mil|[smhd])[a-z]*")
_WHOLE = re.compile(rf"(?:{SPAN})\Z")
_UNITS = {"ms": 0.001, "mil": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def read_number(text: str | None) -> float | None:
    """Return a number from 0 to a quadrillion, or None for anything else."""
    try:
        number = float(text) if text else -1.0
    except ValueError:
        return None
    return number if 0 <= number <= 1e15 else None


def read_span(text: str | None) -> float | None:
    """Return seconds out of a plain number of them or a span with units, or None for anything else."""
    number = read_number(text)
    if number is not None:
        return number if number < MOST_SECONDS else None
    if not text or len(text) > 64 or not _WHOLE.match(lowered := text.strip().lower()):
        return None
    return sum(float(count) * _UNITS[unit] for count, unit in _PARTS.findall(lowered))
