"""Where the rows of an evaluation come from."""

import os
from pathlib import Path
from random import Random

import orjson

from engine.cleaning.row import Row
from engine.evaluate.source import read_rows
from prompts.discover import find_task


def test_rows_come_through_a_pipe() -> None:
    """What has no place to tell is read like a file."""
    spec = find_task("exams")
    row = {"id": "1", **spec.compose({"answer": "A", "subject": "physics", "difficulty": "easy"}, Random(1))}
    reading, writing = os.pipe()
    os.write(writing, orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
    os.close(writing)
    rows = list(read_rows(Path(f"/dev/fd/{reading}"), spec))
    os.close(reading)
    assert ["1"] == [row.id for row in rows if isinstance(row, Row)]
