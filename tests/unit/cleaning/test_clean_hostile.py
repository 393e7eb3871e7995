"""Cleaning a hostile file: lines too long, too deep or of no text are dropped alone, and little is held of them."""

import json
import tracemalloc
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest

from engine.cleaning.clean import Cleaned, Order, clean
from prompts.discover import find_task
from validators.personal.replace import Replacer

EXAMS = find_task("exams")
WANTED = {"answer": "A", "subject": "physics", "difficulty": "easy"}
ROWS = [{"id": f"row-{number}", **EXAMS.compose(WANTED, Random(number))} for number in range(2)]


def run(folder: Path, lines: list[bytes], replacer: Replacer | None = None) -> tuple[Cleaned, list[Any], list[Any]]:
    """Clean lines of exams; return the result, the kept rows and the dropped ones."""
    source, output, dropped = folder / "in.jsonl", folder / "out.jsonl", folder / "dropped.jsonl"
    source.write_bytes(b"\n".join(lines))
    tracemalloc.reset_peak()  # what this test holds by itself is no matter
    found = clean(Order(EXAMS, source, output, dropped, replacer=replacer))
    kept, gone = ([json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]] for path in (output, dropped))
    return found, kept, gone


@pytest.mark.parametrize("replacer", [None, Replacer("mask")])
@pytest.mark.parametrize("depth", [100, 101, 900, 5000])
def test_deep_rows_are_dropped_before_anything_follows_them(
    tmp_path: Path, depth: int, replacer: Replacer | None
) -> None:
    """A row of 100 levels is kept and a deeper one broken, in every mode, with a text to mask at its bottom or not."""
    bottom = '"0501234567"' if replacer else '"x"'
    deep = "[" * (depth - 1) + bottom + "]" * (depth - 1)
    question = {
        "id": "1",
        "question": {
            "stem": ROWS[0]["question"],
            "choices": [{"text": o[3:], "label": o[0]} for o in ROWS[0]["options"]],
        },
        "answerKey": "A",
    }
    rows = [f'{json.dumps(row)[:-1]}, "more": {deep}}}' for row in (question, ROWS[1])]
    wanted = {} if depth == 100 else {"broken_line": 2}
    found, _, gone = run(tmp_path, [row.encode() for row in rows], replacer)
    assert (wanted, [row for row in rows if wanted]) == (found.dropped, [drop["text"] for drop in gone])


def test_many_flat_fields_are_not_deep(tmp_path: Path) -> None:
    """Brackets side by side, or inside a text, are no levels."""
    row = ROWS[0] | {"more": [[] for _ in range(300)], "note": "[{" * 300}
    assert [row] == run(tmp_path, [orjson.dumps(row)])[1]


@pytest.mark.parametrize(
    "line",
    [
        b'{"question": "' + b"x" * 50_000_000 + b'"}',
        b"[" * 2_000_000,
        b"\0" * 2_000_000,
        b'{"question": "\xed\xa0\x80"}',
        b'{"question": "\\udc80"}',
        b'{"question": 1' + b"0" * 5000 + b"}",
    ],
    ids=["huge", "brackets", "nuls", "surrogate", "escaped_surrogate", "long_number"],
)
def test_hostile_lines_are_dropped_in_little_memory(tmp_path: Path, line: bytes) -> None:
    """The line alone is broken, and no more than a few times the longest line that is read is ever held."""
    tracemalloc.start()
    try:
        found, kept, [gone] = run(tmp_path, [orjson.dumps(ROWS[0]), line, orjson.dumps(ROWS[1])])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert ({"broken_line": 1}, ROWS, 2) == (found.dropped, kept, gone["line"])
    assert peak < 24_000_000


def test_many_long_rows_are_not_held_together(tmp_path: Path) -> None:
    """Rows are judged some dozens at a time, and yet no more is held, or remembered, than a few of the longest."""
    notes = [f"{number} " + "ملاحظة " * 140_000 for number in range(20)]
    rows = [EXAMS.compose(WANTED, Random(number)) | {"note": note} for number, note in enumerate(notes)]
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows))
    del notes, rows
    tracemalloc.start()
    try:
        found = clean(Order(EXAMS, source, tmp_path / "out.jsonl"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert 20 == found.kept
    assert peak < 70_000_000
