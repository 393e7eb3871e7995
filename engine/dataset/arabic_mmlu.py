"""Rows of the ArabicMMLU CSV, with one column for each option, to plain fields."""

from collections.abc import Mapping
from typing import Any

from engine.dataset.dialect import Dialect
from engine.dataset.exams import name_subject
from engine.dataset.field import read_text

CSV_COLUMNS = frozenset({"Question", "Answer Key", "Option 1"})
"""Columns by which it is recognised."""

_KEPT = {"Context": "context", "Group": "group", "Level": "level"}


def convert_csv_row(row: Mapping[str, str]) -> dict[str, Any]:
    """Return question, options by letter, answer and what else a row of the CSV says.

    Raises:
        FieldError: If it has no question or no answer.
    """
    options = {letter: text for number, letter in enumerate("ABCDEF", 1) if (text := row.get(f"Option {number}", ""))}
    subject = name_subject(row.get("Subject", ""))
    kept = {name: row[column].strip() for column, name in _KEPT.items() if row.get(column, "").strip()}
    return {
        "id": row.get("ID"),
        "question": read_text(row, "Question"),
        "options": options,
        "answer": read_text(row, "Answer Key"),
        **({"subject": subject} if subject else {}),
        **kept,
        "meta": {"benchmark": "arabic_mmlu"},
    }


CSV = Dialect(convert_csv_row, {"question": "Question", "options": "Option 1 …", "answer": "Answer Key"})
"""The CSV as a dialect."""
