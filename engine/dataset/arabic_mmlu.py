"""Rows of the ArabicMMLU CSV, with one column for each option, to rows in our own shape."""

from collections.abc import Mapping
from typing import Any

from engine.dataset.exams import name_subject
from engine.dataset.question import make_question, read_text

CSV_COLUMNS = frozenset({"Question", "Answer Key", "Option 1"})
"""Columns by which it is recognised."""

_KEPT = {"Context": "context", "Group": "group", "Level": "level"}


def convert_csv_row(row: Mapping[str, str]) -> dict[str, Any]:
    """Return our own row for a row of the CSV.

    Raises:
        ValueError: If it is not a question with four options; the message names the column.
    """
    options = {letter: text for number, letter in enumerate("ABCDEF", 1) if (text := row.get(f"Option {number}", ""))}
    stem, answer = read_text(row, "Question"), read_text(row, "Answer Key")
    fields = make_question(stem, options, answer, options_field="Option 1 …", answer_field="Answer Key")
    subject = name_subject(row.get("Subject", ""))
    kept = {name: row[column].strip() for column, name in _KEPT.items() if row.get(column, "").strip()}
    return {
        "id": row.get("ID"),
        **fields,
        **({"subject": subject} if subject else {}),
        **kept,
        "meta": {"benchmark": "arabic_mmlu"},
    }
