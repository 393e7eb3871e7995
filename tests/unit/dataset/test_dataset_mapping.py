"""Files with any columns to items: which column is which field, and what the values mean."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.dataset.lines import BadLine
from engine.dataset.mapping import make_mapping
from engine.dataset.reader import read_items
from engine.dataset.source import SourceItem
from engine.errors import InputError, UsageError

Write = Callable[[str, str | bytes], Path]
TABLE = "Stem,A,B,C,D,Key\nما عاصمة مصر؟,الرياض,القاهرة,بغداد,تونس,{}\n"
COLUMNS = ("question=Stem", "options=A,B,C,D", "answer=Key")


def read(path: Path, *columns: str, **options: Any) -> list[SourceItem | BadLine]:
    """Return the items of a file by the columns of a command line."""
    return list(read_items(path, mapping=make_mapping(columns, **options)))


def read_one(path: Path, *columns: str, **options: Any) -> dict[str, Any]:
    """Return the fields of the only item of a file."""
    (item,) = read(path, *columns, **options)
    assert isinstance(item, SourceItem), item
    return dict(item.fields)


def test_columns_are_fields(write: Write) -> None:
    """One column for each option makes the options; a column that nobody named is left out."""
    fields = read_one(write("q.csv", TABLE.format("B")), *COLUMNS)
    options = ["A. الرياض", "B. القاهرة", "C. بغداد", "D. تونس"]
    assert {"question": "ما عاصمة مصر؟", "options": options, "answer": "B"} == fields


def test_values_are_translated(write: Write) -> None:
    """A number, a letter or a word of the file stands for a value of ours."""
    assert "B" == read_one(write("q.csv", TABLE.format("1")), *COLUMNS, values=["A=0", "B=1"])["answer"]
    path = write("t.csv", "tweet;lab\nالخدمة ممتازة;1\n")
    assert "positive" == read_one(path, "text=tweet", "sentiment=lab", values=["positive=1"])["sentiment"]


def test_a_known_label_needs_no_translation(write: Write) -> None:
    """The Arabic name of a label, or the label itself in capitals, is read."""
    path = write("t.csv", "tweet;lab\nالخدمة ممتازة;إيجابي\nالخدمة سيئة;NEGATIVE\n")
    found = [
        item.fields["sentiment"] for item in read(path, "text=tweet", "sentiment=lab") if isinstance(item, SourceItem)
    ]
    assert ["positive", "negative"] == found


def test_a_value_of_an_open_field_is_told_with_its_field(write: Write) -> None:
    """`subject:physics=…` puts a subject under our name; others stay as they are."""
    text = "Q,A,B,C,D,K,S\nسؤال؟,أ1,ب2,ج3,د4,A,{}\n"
    columns = ("question=Q", "options=A,B,C,D", "answer=K", "subject=S")
    for stated, subject in (("طبيعة", "physics"), ("فلك", "فلك")):
        fields = read_one(write("q.csv", text.format(stated)), *columns, values=["subject:physics=طبيعة"])
        assert subject == fields["subject"]


def test_a_column_may_lead_into_objects(write: Write) -> None:
    """In JSON a path with dots reaches what lies inside; a key that holds dots itself comes first."""
    row = {"body": {"tweet": "الخدمة ممتازة"}, "a.b": "positive", "a": {"b": "negative"}, "number": 7}
    (item,) = read(write("t.jsonl", orjson.dumps(row)), "text=body.tweet", "sentiment=a.b", "id=number")
    assert isinstance(item, SourceItem)
    assert ({"text": "الخدمة ممتازة", "sentiment": "positive"}, "7") == (item.fields, item.id)


def test_a_list_may_stand_in_one_column(write: Write) -> None:
    """As JSON or Python writes it in a cell, or as a list in JSON."""
    table = "Q;O;K\nما عاصمة مصر؟;['الرياض', 'القاهرة', 'بغداد', 'تونس'];B\n"
    row = {"Q": "ما عاصمة مصر؟", "O": ["الرياض", "القاهرة", "بغداد", "تونس"], "K": "B"}
    columns = ("question=Q", "options=O", "answer=K")
    assert read_one(write("a.csv", table), *columns) == read_one(write("a.jsonl", orjson.dumps(row)), *columns)


def test_a_field_under_its_own_name_needs_no_mapping(write: Write) -> None:
    """What is not mapped is read where the file has a column of our name, but not one that is mapped elsewhere."""
    path = write("t.csv", "tweet,sentiment,text,domain\nالخدمة ممتازة,positive,عنوان,hotels\n")
    assert {"text": "الخدمة ممتازة", "sentiment": "positive", "domain": "hotels"} == read_one(path, "text=tweet")


def test_pairs_need_no_explanation(write: Write) -> None:
    """Corpora of corrections have none; theirs is that of the pairs that are known."""
    path = write("p.csv", "wrong,right\nذهب الي المدرسة,ذهب إلى المدرسة\n")
    fields = read_one(path, "input=wrong", "correction=right", task="grammar")
    assert ("ذهب الي المدرسة", "ذهب إلى المدرسة", "→") == tuple(
        fields[name] for name in ("input", "correction", "explanation")
    )


def test_a_benchmark_is_marked(write: Write) -> None:
    """A file that is told to be one gives items that say so."""
    (item,) = read(write("q.csv", TABLE.format("B")), *COLUMNS, benchmark="capitals")
    assert isinstance(item, SourceItem)
    assert "capitals" == item.benchmark


@pytest.mark.parametrize(
    ("content", "columns", "reason"),
    [
        (TABLE.format("E"), COLUMNS, "field 'Key': 'E' is none of the options"),
        (TABLE.format("B").replace("القاهرة", ""), COLUMNS, "field 'A, B, C, D': option B is empty"),
        (
            "t,s\nنص,7\n",
            ("text=t", "sentiment=s"),
            "field 's': '7' is none of positive, negative, neutral; say which: ",
        ),
        ("t,s\nنص,\n", ("text=t", "sentiment=s"), "field 's': missing"),
        ("q,o,k\nسؤال؟,[1,A\n", ("question=q", "options=o", "answer=k"), "field 'o': not a Python literal"),
    ],
)
def test_a_bad_record_is_told_by_its_columns(write: Write, content: str, columns: tuple[str, ...], reason: str) -> None:
    """The file's own words name what is wrong."""
    (bad,) = read(write("x.csv", content), *columns)
    assert isinstance(bad, BadLine)
    assert bad.reason.startswith(reason)


def test_a_column_that_is_missing_is_an_error(write: Write) -> None:
    """The header is told with what was probably meant; nothing else is read."""
    with pytest.raises(
        InputError, match=r"q\.csv:1: field 'Stm': the header has no such column; did you mean 'Stem'\?$"
    ):
        read(write("q.csv", TABLE.format("B")), "question=Stm", *COLUMNS[1:])


@pytest.mark.parametrize(
    ("columns", "options", "message"),
    [
        (("question",), {}, "--map question: must be FIELD=COLUMN"),
        (("=a",), {}, "--map =a: must be FIELD=COLUMN"),
        (("text=a", "text=b"), {}, "--map text: stands twice"),
        (("a b=c",), {"task": "exams"}, "--map a b: is no name of a field"),
        (("stem=a",), {}, "--map: these fields are those of no one task; name it with --task (exams: question, "),
        ((), {}, "--map: these fields are those of no one task"),
        (("text=a",), {"task": "exms"}, "--task: unknown task 'exms'; known tasks: exams, "),
        (
            ("text=a",),
            {"values": ["positiv=1"]},
            "--value positiv: which field? FIELD:OURS=THEIRS names it; did you mean 'positive'?",
        ),
        (("text=a",), {"values": ["sentiment:good=1"]}, "--value sentiment:good: unknown value; known: positive, "),
        (("text=a",), {"values": ["mood:good=1"]}, "--value mood:good: 'mood' has no set values; "),
        (("text=a",), {"values": ["positive"]}, "--value positive: must be OURS=THEIRS"),
    ],
)
def test_a_mapping_that_says_nothing_is_an_error(
    columns: tuple[str, ...], options: dict[str, Any], message: str
) -> None:
    """The option and what it must be are told."""
    with pytest.raises(UsageError) as caught:
        make_mapping(columns, **options)
    assert str(caught.value).startswith(message)
