"""Rows of the ArSarcasm CSV, a tweet with its polarity, to plain fields."""

from collections.abc import Mapping
from typing import Any

from engine.dataset.dialect import Dialect
from engine.dataset.field import read_text
from prompts.base import FieldError

CSV_COLUMNS = frozenset({"tweet", "sentiment"})
"""Columns by which it is recognised."""

_DIALECTS = {"egypt": "egyptian", "levant": "levantine", "magreb": "maghrebi"}
"""Names of the file to ours, where they differ."""

_LABELS = {"POS": "positive", "NEG": "negative", "NEU": "neutral"}


def convert_csv_row(row: Mapping[str, str]) -> dict[str, Any]:
    """Return text, label and dialect of a tweet.

    Raises:
        FieldError: If it has no text, or a label that is none of POS, NEG and NEU in either spelling.
    """
    stated = read_text(row, "sentiment")
    label = _LABELS.get(stated.upper()[:3])
    if label is None or stated.lower() not in {label, label[:3]}:
        raise FieldError("sentiment", f"{stated[:20]!r} is none of {', '.join(_LABELS)}")
    dialect = row.get("dialect", "").strip()
    return {
        "text": read_text(row, "tweet"),
        "sentiment": label,
        **({"dialect": _DIALECTS.get(dialect, dialect)} if dialect else {}),
        "meta": {"benchmark": "arsarcasm"},
    }


CSV = Dialect(convert_csv_row, {"text": "tweet"})
"""The CSV as a dialect."""
