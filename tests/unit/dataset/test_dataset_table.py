"""Lines to the records of a CSV."""

import csv
import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dataset.lines import MAX_LINE, BadLine, Line
from engine.dataset.table import Record, read_records

CELLS = st.text(alphabet=st.sampled_from("اب,;\t\" \n'x"), max_size=8)


def feed(text: str, faults: dict[int, str] | None = None) -> Iterator[Line]:
    """Yield the lines of a text, some with a fault."""
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        yield Line(number, line, (faults or {}).get(number, ""))


def test_records_know_the_line_at_which_they_start() -> None:
    """A quoted line break makes a record of two lines."""
    records = list(read_records(feed('a,b\n"1\n2",3\n4,5\n')))
    assert [Record(1, ["a", "b"]), Record(2, ["1\n2", "3"]), Record(4, ["4", "5"])] == records


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_first_line_tells_the_delimiter(delimiter: str) -> None:
    """Comma, semicolon and tab are told apart by the header."""
    assert [Record(1, ["a", "b"]), Record(2, ["1,;", "2"])] == list(
        read_records(feed(f'a{delimiter}b\n"1,;"{delimiter}2\n'))
    )


def test_line_ends_of_windows_are_no_part_of_a_cell() -> None:
    """CR LF ends a record as LF does."""
    assert [Record(1, ["a", "b"]), Record(2, ["1", "2"])] == list(read_records(feed("a,b\r\n1,2\r\n")))


def test_empty_lines_are_passed_over() -> None:
    """They are no records, but they count as lines."""
    assert [Record(1, ["a"]), Record(4, ["1"])] == list(read_records(feed("a\n\n\n1\n\n")))


def test_nothing_has_no_records() -> None:
    """An empty file has not even a header."""
    assert [] == list(read_records(feed("")))


def test_a_bad_line_spoils_its_record_only() -> None:
    """A record with a faulty line in its middle is left out whole; those around it are read."""
    text = 'a\n"1\n2\n3"\n4\n'
    assert [Record(1, ["a"]), BadLine(3, "bad"), Record(5, ["4"])] == list(read_records(feed(text, {3: "bad"})))


def test_a_bad_record_of_one_line_is_told_once() -> None:
    """The first fault of a record is the one that is told."""
    found = list(read_records(feed('a\n"1\n2"\n3\n', {2: "first", 3: "second", 4: "third"})))
    assert [Record(1, ["a"]), BadLine(2, "first"), BadLine(4, "third")] == found


def test_a_cell_beyond_128_kib_is_read() -> None:
    """The csv module's own limit does not hold."""
    long = "ا" * 200_000
    assert [Record(1, ["a"]), Record(2, [long])] == list(read_records(feed(f'a\n"{long}"\n')))


def test_a_cell_beyond_the_limit_is_refused() -> None:
    """A cell of many lines may be as long as a line, and no longer."""
    half = "ا" * (MAX_LINE // 2)
    found = list(read_records(feed(f'a\n"{half}\n{half}"\n1\n')))
    assert (Record(1, ["a"]), BadLine(2, "a cell is longer than 1,000,000 characters")) == tuple(found[:2])
    assert Record(4, ["1"]) == found[-1]


def test_a_quote_that_is_never_closed_is_told() -> None:
    """The record that opens it is named, and what follows is not taken for its cell."""
    reason = "a quotation mark that opens in this record is never closed; nothing after it could be read"
    assert [Record(1, ["a"]), BadLine(2, reason)] == list(read_records(feed('a\n"1\n2\n3\n')))


def test_a_quote_in_the_wrong_place_is_told() -> None:
    """Text after a closing quote is no CSV; the next record is read."""
    found = list(read_records(feed('a\n"1"2\n3\n')))
    assert [Record(1, ["a"]), BadLine(2, "not CSV: ',' expected after '\"'"), Record(3, ["3"])] == found


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=6))
def test_what_python_writes_is_read_back(rows: list[list[str]]) -> None:
    """Cells with delimiters, quotes and line breaks come back as they were."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([["x", "y"], *rows])
    records = list(read_records(feed(stream.getvalue())))
    assert [["x", "y"], *rows] == [record.cells for record in records if isinstance(record, Record)]


@given(st.text(alphabet='a,"\r\n\0', max_size=30), st.dictionaries(st.integers(1, 6), st.just("bad"), max_size=3))
def test_no_text_crashes_the_reader(text: str, faults: dict[int, str]) -> None:
    """Whatever a file holds, every record starts behind the one before, and no fault is lost."""
    lines = text.split("\n")
    fed = [Line(n, line + "\n", faults.get(n, "")) for n, line in enumerate(lines, start=1)]
    found = list(read_records(iter(fed)))
    places = [record.line for record in found]
    assert sorted(places) == places
    spoilt = any(line.fault for line in fed)
    assert spoilt == any(isinstance(record, BadLine) and record.reason == "bad" for record in found)
