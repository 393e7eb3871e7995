"""Values as messages name them: short, and as YAML writes them."""

from typing import Any

_LONGEST_SHOWN = 60


def show(value: Any) -> str:
    """Return a value for a message: short, and as YAML names it."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None or isinstance(value, bool):
        return "nothing" if value is None else str(value).lower()
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
