"""What a check says of an item with the texts that a test gives it."""

from collections.abc import Mapping
from typing import Any

from validators.base import Check, Item, Reading


def pick_texts(fields: Mapping[str, Any]) -> Mapping[str, str]:
    """Return every field as a free text."""
    return fields


def find_code(check: Check, **texts: str) -> str | None:
    """Return the reason code that `check` gives an item with these texts."""
    refusal = check.judge(Reading(Item("any", texts), pick_texts), {})
    assert refusal is None or refusal.code in check.codes
    return refusal.code if refusal else None
