"""EXAMS records, from its JSONL or its public CSV, to items of the exams task."""

import re
from collections.abc import Mapping
from typing import Any

from engine.dataset.python_repr import read_repr
from engine.dataset.source import SourceItem

CSV_COLUMNS = frozenset({"question", "answerKey"})
"""Columns by which the public CSV is recognised."""

_LETTERS = "ABCD"


def is_exams_record(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is an EXAMS record."""
    return isinstance(record.get("question"), dict) and "answerKey" in record


def convert_csv_row(row: Mapping[str, str], line: int) -> SourceItem:
    """Return the item in a row of the public CSV, whose cells hold Python literals.

    Raises:
        ValueError: If a cell cannot be read; the message names its column.
    """
    record: dict[str, Any] = dict(row)
    for column in ("question", "info"):
        try:
            record[column] = read_repr(row.get(column) or "{}")
        except ValueError as error:
            raise ValueError(f"field {column!r}: {error}") from None
    return convert_record(record, line)


def convert_record(record: Mapping[str, Any], line: int) -> SourceItem:
    """Return the item in an EXAMS record.

    Raises:
        ValueError: If it is not a question with four labelled options; the message names the field.
    """
    question = _expect(record.get("question"), dict, "question")
    stem = _expect(question.get("stem"), str, "question.stem").strip()
    options = _read_options(question.get("choices"))
    answer = _expect(record.get("answerKey"), str, "answerKey").strip()
    if not stem:
        raise ValueError("field 'question.stem': empty")
    if sorted(options) != list(_LETTERS):
        raise ValueError(f"field 'question.choices': labels {', '.join(options) or 'none'} are not A, B, C, D")
    if answer not in options:
        raise ValueError(f"field 'answerKey': {answer[:20]!r} is no label of an option")
    info = record.get("info")
    fields: dict[str, Any] = {
        "question": stem,
        "options": [f"{letter}. {options[letter].strip()}" for letter in _LETTERS],
        "answer": answer,
        **(_read_info(info) if isinstance(info, dict) else {}),
    }
    return SourceItem(line, "exams", fields, id=str(record.get("id") or ""), benchmark="exams")


def _read_options(choices: object) -> dict[str, str]:
    # The JSONL has a list of {text, label}; the CSV has {text: [...], label: [...]}.
    if isinstance(choices, list):
        pairs = [(choice.get("label"), choice.get("text")) for choice in choices if isinstance(choice, dict)]
    elif isinstance(choices, dict):
        pairs = list(zip(choices.get("label", ()), choices.get("text", ()), strict=False))
    else:
        pairs = []
    return {label: text for label, text in pairs if isinstance(label, str) and isinstance(text, str)}


def _read_info(info: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if isinstance(info.get("subject"), str):
        found["subject"] = re.sub(r"\W+", "_", info["subject"].strip().casefold())
    if isinstance(info.get("grade"), int | str):
        found["grade"] = info["grade"]
    return found


def _expect(value: object, kind: type, name: str) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"field {name!r}: expected {kind.__name__}, found {type(value).__name__}")  # noqa: TRY004 - bad data, not a bad call
    return value
