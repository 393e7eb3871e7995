"""EXAMS records, from its JSONL or its public CSV, to plain fields."""

import re
from collections.abc import Mapping
from typing import Any

from engine.dataset.dialect import Dialect
from engine.dataset.field import coerce_text, read_text
from engine.dataset.python_repr import read_repr
from prompts.base import FieldError

CSV_COLUMNS = frozenset({"question", "answerKey"})
"""Columns by which the public CSV is recognised."""

_CHOICES = "question.choices"


def is_exams_record(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is an EXAMS record."""
    return isinstance(record.get("question"), dict)


def convert_csv_row(row: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of `convert_record` for a row of the public CSV, whose cells hold Python literals.

    Raises:
        FieldError: If a cell cannot be read.
    """
    record: dict[str, Any] = dict(row)
    for column in ("question", "info"):
        try:
            record[column] = read_repr(row.get(column) or "{}")
        except ValueError as error:
            raise FieldError(column, str(error)) from None
    return convert_record(record)


def convert_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return question, options by label, answer, subject and grade of an EXAMS record.

    Raises:
        FieldError: If it is not a question with labelled options and an answer.
    """
    question = record.get("question")
    if not isinstance(question, dict):
        raise FieldError("question", "not an object with stem and choices")
    info = record.get("info")
    return {
        "id": record.get("id"),
        "question": read_text(question, "stem", "question."),
        "options": _read_choices(question.get("choices")),
        "answer": read_text(record, "answerKey"),
        **(_read_info(info) if isinstance(info, dict) else {}),
        "meta": {"benchmark": "exams"},
    }


def name_subject(subject: str) -> str:
    """Return a subject as our rows name it: `Islamic Studies` as `islamic_studies`."""
    return re.sub(r"\W+", "_", subject.casefold()).strip("_")


def _read_choices(choices: object) -> dict[str, str]:
    labels, texts = _list_choices(choices)
    if len(labels) != len(texts):
        raise FieldError(_CHOICES, f"{len(texts)} texts and {len(labels)} labels")
    if not all(isinstance(part, str) for part in (*labels, *texts)):
        raise FieldError(_CHOICES, "a text or label is missing or is no text")
    found = dict(zip(labels, texts, strict=True))
    if len(found) != len(labels):
        raise FieldError(_CHOICES, "a label stands twice")
    return found


def _list_choices(choices: object) -> tuple[list[Any], list[Any]]:
    # The JSONL has a list of {text, label}; the CSV has {text: [...], label: [...]}.
    if isinstance(choices, list) and all(isinstance(choice, dict) for choice in choices):
        return [choice.get("label") for choice in choices], [coerce_text(choice.get("text")) for choice in choices]
    if isinstance(choices, dict):
        labels, texts = choices.get("label"), choices.get("text")
        if isinstance(labels, list) and isinstance(texts, list):
            return labels, [coerce_text(text) for text in texts]
    raise FieldError(_CHOICES, "neither a list of {text, label} nor lists of text and label")


def _read_info(info: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if isinstance(info.get("subject"), str) and name_subject(info["subject"]):
        found["subject"] = name_subject(info["subject"])
    if isinstance(info.get("grade"), int | str):
        found["grade"] = info["grade"]
    return found


_NAMES = {"question": "question.stem", "options": _CHOICES, "answer": "answerKey"}

RECORD = Dialect(convert_record, _NAMES)
"""The JSONL as a dialect."""

CSV = Dialect(convert_csv_row, _NAMES)
"""The public CSV as a dialect."""
