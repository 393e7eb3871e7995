"""Records of EXAMS and ArabicMMLU to fields under our names."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.dataset import arabic_mmlu, exams
from engine.dataset.dialect import Dialect
from engine.dataset.lines import BadLine
from engine.dataset.own import OwnShapes
from prompts.base import FieldError

Record = Callable[..., dict[str, Any]]

ROW = {
    "id": "e-1",
    "question": "ما عاصمة مصر؟",
    "options": {"A": "الرياض", "B": "القاهرة", "C": "بغداد", "D": "تونس"},
    "answer": "B",
    "subject": "islamic_studies",
    "grade": 4,
    "meta": {"benchmark": "exams"},
}
TOO_LONG = "field 'question.stem': string should have at most 4000 characters"
TEXTS = ["الرياض", "القاهرة", "بغداد", "تونس"]


def read(dialect: Dialect, record: Any) -> object:
    """Return the fields of an item, or the reason why there is none."""
    item = dialect.read(record, Path("bench"), 1, OwnShapes())
    return item.reason if isinstance(item, BadLine) else dict(item.fields)


def test_a_record_becomes_a_row(record: Record) -> None:
    """Stem, options and key stand under our names; subject and grade come along, and the benchmark is marked."""
    assert ROW == exams.convert_record(record())


def test_choices_may_be_two_lists(record: Record) -> None:
    """Texts and labels beside each other, as the CSV has them, make the same row."""
    assert ROW == exams.convert_record(record({"text": TEXTS, "label": list("ABCD"), "para": [""] * 4}))


def test_labels_out_of_order_are_put_in_order(record: Record) -> None:
    """The item's options stand in the order of their labels, whatever the order of the record."""
    turned = record({"text": TEXTS[::-1], "label": list("dcba")}, answerKey="b")
    assert read(exams.RECORD, record()) == read(exams.RECORD, turned)


def test_a_csv_row_holds_literals(record: Record) -> None:
    """The cells of the public CSV are read as what Python printed."""
    cells = {name: value if isinstance(value, str) else repr(value) for name, value in record().items()}
    assert ROW == exams.convert_csv_row(cells)


def test_a_row_needs_no_info(record: Record) -> None:
    """Without subject and grade the row has neither."""
    assert set(ROW) - {"subject", "grade"} == set(exams.convert_record(record(info=None)))


@pytest.mark.parametrize("column", ["question", "info"])
def test_a_cell_that_is_no_literal_names_its_column(record: Record, column: str) -> None:
    """Which of the two cells is bad is told."""
    cells = {name: value if isinstance(value, str) else repr(value) for name, value in record().items()}
    with pytest.raises(FieldError, match=rf"^field '{column}': not a Python literal"):
        exams.convert_csv_row({**cells, column: "print(1)"})


@pytest.mark.parametrize(
    ("choices", "reason"),
    [
        ("A B C D", "neither a list of {text, label} nor lists of text and label"),
        ([1, 2, 3, 4], "neither a list of {text, label} nor lists of text and label"),
        ({"text": "نص", "label": "A"}, "neither a list of {text, label} nor lists of text and label"),
        ({"text": TEXTS, "label": list("ABC")}, "4 texts and 3 labels"),
        ({"text": TEXTS, "label": [1, 2, 3, 4]}, "a text or label is missing or is no text"),
        ({"text": [*TEXTS[:3], None], "label": list("ABCD")}, "a text or label is missing or is no text"),
        ([{"text": "نص"}] * 4, "a text or label is missing or is no text"),
        ({"text": TEXTS, "label": list("ABCC")}, "a label stands twice"),
        ({"text": TEXTS[:3], "label": list("ABC")}, "3 options, 4 are expected"),
        ({"text": [*TEXTS, "دمشق"], "label": list("ABCDE")}, "5 options, 4 are expected"),
        ({"text": TEXTS, "label": list("ABCX")}, "the labels A, B, C, X are no sequence such as A, B, C, D"),
    ],
)
def test_bad_choices_are_told(record: Record, choices: object, reason: str) -> None:
    """The record's own field and what is wrong with it stand in one line, whoever noticed it."""
    assert f"field 'question.choices': {reason}" == read(exams.RECORD, record(choices))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"answerKey": "E"}, "field 'answerKey': 'E' is none of the options"),
        ({"answerKey": None}, "field 'answerKey': not a text"),
        ({"question": {"choices": []}}, "field 'question.stem': missing"),
        ({"question": {"stem": "  "}}, "field 'question.stem': empty"),
        ({"question": {"stem": "ما" * 2001, "choices": [{"text": "نص", "label": "A"}]}}, TOO_LONG),
        ({"question": ["stem"]}, "field 'question': not an object with stem and choices"),
    ],
)
def test_bad_fields_are_told(record: Record, changes: dict[str, object], reason: str) -> None:
    """The record's own field and what is wrong with it stand in one line."""
    assert reason == read(exams.RECORD, {**record(), **changes})


@pytest.mark.parametrize(
    ("stated", "named"),
    [("Islamic Studies", "islamic_studies"), (" Social ", "social"), ("Arabic (General)", "arabic_general"), ("(", "")],
)
def test_subjects_are_named_as_in_our_rows(stated: str, named: str) -> None:
    """Small letters and underscores, none at the ends."""
    assert named == exams.name_subject(stated)


def test_an_arabic_mmlu_row_becomes_a_row() -> None:
    """Options stand in columns of their own; empty ones at the end are no options."""
    options = {f"Option {number}": text for number, text in enumerate([*TEXTS, ""], start=1)}
    row = {"ID": "7", "Subject": "History", "Level": "High", "Question": "ما عاصمة مصر؟", "Answer Key": "B", **options}
    wanted = {**ROW, "id": "7", "subject": "history", "level": "High", "meta": {"benchmark": "arabic_mmlu"}}
    del wanted["grade"]
    assert wanted == arabic_mmlu.convert_csv_row(row)


def test_an_arabic_mmlu_row_of_other_length_is_refused() -> None:
    """True-or-false questions have two options."""
    row = {"Question": "الأرض كروية.", "Answer Key": "A", "Option 1": "صحيح", "Option 2": "خطأ", "Option 3": ""}
    assert "field 'Option 1 …': 2 options, 4 are expected" == read(arabic_mmlu.CSV, row)
