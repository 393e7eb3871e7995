"""Fields of foreign records, read as texts or refused by name."""

from collections.abc import Mapping
from typing import Any

from prompts.base import FieldError


def read_text(record: Mapping[str, Any], name: str, place: str = "") -> str:
    """Return a text of a record, without blanks around it; numbers are read as text.

    Args:
        record: Decoded JSON object.
        name: Its key.
        place: What stands before the key in messages, such as `question.`.

    Raises:
        FieldError: If there is no text, or an empty one.
    """
    if name not in record:
        raise FieldError(place + name, "missing")
    text = coerce_text(record[name])
    if text is None:
        raise FieldError(place + name, "not a text")
    if not text.strip():
        raise FieldError(place + name, "empty")
    return text.strip()


def coerce_text(value: object) -> str | None:
    """Return a text as it is and a number as text, None for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None
