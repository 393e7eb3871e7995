"""Whole files to items, and to the lines that are none."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dataset.lines import BadLine
from engine.dataset.reader import read_items, read_whole
from engine.dataset.source import SourceItem
from engine.errors import InputError
from prompts.discover import discover_tasks

Record = Callable[..., dict[str, Any]]
Write = Callable[[str, str | bytes], Path]

OWN = {"text": "الخدمة ممتازة والطعام لذيذ", "sentiment": "positive"}
LINE = orjson.dumps(OWN)
HEADER = "id,question,answerKey,info\n"


def list_reasons(path: Path) -> list[tuple[int, str]]:
    """Return line and reason of everything that could not be read."""
    return [(item.line, item.reason) for item in read_items(path) if isinstance(item, BadLine)]


def list_fields(path: Path) -> list[dict[str, Any]]:
    """Return the fields of every item."""
    return [dict(item.fields) for item in read_items(path) if isinstance(item, SourceItem)]


def quote(value: object) -> str:
    """Return the cell that holds Python's repr of a value."""
    return '"' + repr(value).replace('"', '""') + '"'


@pytest.mark.parametrize("task", sorted(discover_tasks()))
def test_rows_of_a_run_are_read(write: Write, task: str) -> None:
    """Rows as a run writes them, of every task, come back with their fields, their id and no meta."""
    row = discover_tasks()[task].compose({}, Random(1))
    path = write("part-00000.jsonl", orjson.dumps({"id": "r-1", **row, "meta": {"cell": {}, "slot": 3}}) + b"\n")
    (item,) = read_items(path)
    assert SourceItem(path, 1, task, row, "r-1") == item


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_are_no_part_of_a_row(write: Write, end: str, mark: str) -> None:
    """JSONL from Windows is read like any other; blank lines count as lines."""
    path = write("rows.jsonl", mark + end.join([LINE.decode(), "", "  ", LINE.decode()]))
    assert [1, 4] == [item.line for item in read_items(path)]
    assert [OWN, OWN] == list_fields(path)


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x85", "\x0c"])
def test_an_exotic_line_end_inside_a_text_is_kept(write: Write, char: str) -> None:
    """A JSON string may hold it as it stands."""
    text = f"الخدمة{char}ممتازة"
    path = write("rows.jsonl", orjson.dumps({**OWN, "text": text}) + b"\n" + LINE)
    assert [text, OWN["text"]] == [fields["text"] for fields in list_fields(path)]


def test_exams_records_and_own_rows_may_be_mixed(write: Write, record: Record) -> None:
    """Every line is told for itself; the benchmark is known from the format, or from the meta of a seed file."""
    own = {"id": 7, **OWN, "meta": {"benchmark": "arsarcasm"}}
    path = write("rows.jsonl", orjson.dumps(record()) + b"\n" + orjson.dumps(own))
    found = [(item.task, item.id, item.benchmark) for item in read_items(path) if isinstance(item, SourceItem)]
    assert [("exams", "e-1", "exams"), ("sentiment", "7", "arsarcasm")] == found


def test_own_options_are_put_in_our_shape(write: Write) -> None:
    """A question whose options are an object without prefixes reads like one that we wrote."""
    row = {
        "question": "ما عاصمة مصر؟",
        "options": {"b": "القاهرة", "a": "الرياض", "d": 1932, "c": "بغداد"},
        "answer": "b",
    }
    (fields,) = list_fields(write("rows.jsonl", orjson.dumps(row)))
    assert (["A. الرياض", "B. القاهرة", "C. بغداد", "D. 1932"], "B") == (fields["options"], fields["answer"])


def test_a_field_that_is_null_is_left_out(write: Write) -> None:
    """It says no more than a field that is not there."""
    assert [OWN] == list_fields(write("rows.jsonl", orjson.dumps({**OWN, "domain": None, "topic": None})))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON: "),
        (b"[1, 2]", "not a JSON object"),
        (b'{"text": "\\ud800", "sentiment": "positive"}', "not JSON: "),
        (b'{"text": NaN, "sentiment": "positive"}', "not JSON: "),
        (b"[" * 100_000, "not JSON: "),
        (b'{"text": "a", "sentiment": "b", "deep": ' + b"[" * 500 + b"]" * 500 + b"}", "cannot be written as JSON: "),
        (b"{}", "fields none are those of no known task"),
        (b'{"a": 1, "id": 2}', "fields 'a' are those of no known task"),
        (b'{"text": 1, "sentiment": "positive"}', "field 'text': input should be a valid string"),
        (b'{"text": " ", "sentiment": "positive"}', "field 'text': empty"),
        (
            b'{"question": "?", "options": [1, null], "answer": "A"}',
            "field 'options.1': input should be a valid string",
        ),
        (b'{"question": "?", "options": "A B C D", "answer": "A"}', "field 'options': input should be a valid list"),
        (b'{"question": "?", "options": ["1", "2", "3"], "answer": "A"}', "field 'options': 3 options, 4 are expected"),
        (b'{"question": {"stem": "?"}, "answerKey": "A"}', "field 'question.choices': neither a list"),
    ],
)
def test_a_bad_line_is_told_in_one_line(write: Write, line: bytes, reason: str) -> None:
    """Its number and reason are given, and the lines around it are read."""
    path = write("rows.jsonl", LINE + b"\n" + line + b"\n" + LINE + b"\n")
    ((place, told),) = list_reasons(path)
    assert 2 == place
    assert told.startswith(reason)
    assert told.isprintable()
    assert len(told) < 200
    assert [OWN, OWN] == list_fields(path)


def test_a_huge_line_is_refused_alone(write: Write) -> None:
    """Ten megabytes on one line are no item."""
    path = write("rows.jsonl", LINE + b'\n{"text": "' + b"a" * 10_000_000 + b'"}\n' + LINE)
    assert [(2, "longer than 1,000,000 characters")] == list_reasons(path)
    assert 2 == len(list_fields(path))


def test_the_public_csv_is_read(write: Write, record: Record) -> None:
    """Cells of several lines with arrays in them make an item, at the line where its record starts."""
    question = (
        quote(record()["question"]).replace("'choices': [", "'choices': array([").replace("}]}", "}],\n dtype=object)}")
    )
    row = f"e-1,{question},B,{quote(record()['info'])}\n"
    path = write("test.csv", ("\ufeff" + HEADER + row + row).replace("\n", "\r\n"))
    assert [2, 4] == [item.line for item in read_items(path)]
    assert ["B", "B"] == [fields["answer"] for fields in list_fields(path)]


def test_bad_records_of_a_csv_are_told(write: Write, record: Record) -> None:
    """A cell too few, a call in place of a literal and half a letter pair are refused; the last record is read."""
    question, info = quote(record()["question"]), quote(record()["info"])
    stray = quote(record(question={"stem": "ما\ud800", "choices": record()["question"]["choices"]})["question"])
    rows = [f"1,{question},B", f'2,"print(1)",B,{info}', f"3,{stray},B,{info}", f"4,{question},E,{info}"]
    path = write("test.csv", HEADER + "\n".join([*rows, f"5,{question},B,{info}"]))
    assert [
        (2, "3 cells, the header has 4"),
        (3, "field 'question': not a Python literal (ValueError)"),
        (4, "cannot be written as JSON: str is not valid UTF-8: surrogates not allowed"),
        (5, "field 'answerKey': 'E' is none of the options"),
    ] == list_reasons(path)
    assert 1 == len(list_fields(path))


def test_a_csv_with_our_own_columns_is_read(write: Write) -> None:
    """Options are a JSON or Python list; empty cells are fields left out; no quotes are needed."""
    content = "question;options;answer;subject\nما عاصمة مصر؟;['الرياض', 'القاهرة', 'بغداد', 'تونس'];B;\n"
    options = ["A. الرياض", "B. القاهرة", "C. بغداد", "D. تونس"]
    path = write("rows.csv", content)
    assert [{"question": "ما عاصمة مصر؟", "options": options, "answer": "B"}] == list_fields(path)


def test_a_text_in_brackets_is_a_text(write: Write) -> None:
    """Only fields that are no text in our rows are read as lists."""
    path = write("rows.csv", "text;sentiment\n[الخدمة ممتازة];positive\n")
    assert ["[الخدمة ممتازة]"] == [fields["text"] for fields in list_fields(path)]


def test_an_empty_cell_of_a_needed_column_is_told(write: Write) -> None:
    """It is the field that is empty, not the row that is unknown."""
    assert [(2, "field 'text': empty")] == list_reasons(write("rows.tsv", "text\tsentiment\n\tpositive\n"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", ": holds no item"),
        ("a,b\n1,2\n", ":1: the header needs the columns answerKey, question or "),
        ("\ntext,sentiment,text\n", ":2: field 'text': the header has this column twice"),
        ("te\0xt,sentiment\n", ":1: holds a NUL character"),
        ('"text,sentiment\n', ":1: a quotation mark that opens"),
    ],
)
def test_a_csv_without_a_usable_header_is_refused(write: Write, content: str, reason: str) -> None:
    """The file, the line and what is wrong are told."""
    path = write("rows.csv", content)
    with pytest.raises(InputError) as caught:
        list(read_items(path))
    assert str(caught.value).startswith(f"{path}{reason}")


def test_a_preferred_task_wins_where_several_fit(write: Write) -> None:
    """A row with the fields of two tasks belongs to the one that is asked for first."""
    path = write("rows.jsonl", orjson.dumps({**discover_tasks()["grammar"].compose({}, Random(1)), **OWN}))
    tasks = [next(iter(read_whole(path, prefer))).task for prefer in (["sentiment"], ["grammar"], ["absent"])]
    assert ["sentiment", "grammar", "grammar"] == tasks


def test_a_file_that_must_be_whole_stops_at_its_first_bad_line(write: Write) -> None:
    """The error names file, line and field."""
    path = write("rows.jsonl", LINE + b'\n{"text": 1, "sentiment": "positive"}\n{')
    with pytest.raises(InputError) as caught:
        list(read_whole(path))
    assert f"{path}:2: field 'text': input should be a valid string" == str(caught.value)


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.csv"])
def test_a_file_that_must_be_whole_holds_something(write: Write, name: str) -> None:
    """Blank lines, or a header alone, are no items."""
    path = write(name, "\n" if name.endswith("jsonl") else "text,sentiment\n")
    with pytest.raises(InputError, match=r"holds no item$"):
        list(read_whole(path))


@settings(max_examples=150)
@given(st.binary(max_size=80), st.sampled_from(["x.jsonl", "x.csv"]), st.booleans())
def test_no_file_crashes_the_reader(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str, with_beginning: bool
) -> None:
    """Whatever a file holds, its records are items, lines with a reason, or one input error."""
    path = tmp_path_factory.getbasetemp() / name
    beginning = b"text,sentiment\n" if name.endswith("csv") else LINE + b"\n"
    path.write_bytes(beginning * with_beginning + content)
    with suppress(InputError):
        assert all(isinstance(item, SourceItem) or item.reason for item in read_items(path))
