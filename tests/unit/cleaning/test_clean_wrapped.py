"""Lines of persona replies are cleaned as the rows that stand within them, and stay as they stand."""

from pathlib import Path
from random import Random
from typing import Any

import orjson

from engine.cleaning.clean import Cleaned, Order, clean
from engine.cleaning.row import Row, RowShapes
from engine.dataset.dialect import Dialect
from engine.dataset.reader import SourceRecord
from prompts.discover import find_task
from validators.personal.replace import Replacer

EXAMS = find_task("exams")
PHONE = " للتواصل 0501234567"


def make_line(number: int, source: str = "", **more: Any) -> dict[str, Any]:
    """Return a line as send-persona-requests writes it."""
    fields = EXAMS.compose({"answer": "A", "subject": "physics", "difficulty": "easy"}, Random(number))
    row = {"id": f"row-{number}", **fields, **more}
    around = {"persona": "معلم فيزياء", "source_id": source or f"s{number}", "model": "mock"}
    return {**around, "synthetic": row, "persona_id": f"p{number}"}


def run(folder: Path, lines: list[dict[str, Any]], **more: Any) -> tuple[Cleaned, str, str]:
    """Clean lines; return the result, the input and the output."""
    source, output = folder / "in.jsonl", folder / "out.jsonl"
    source.write_bytes(b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines))
    found = clean(Order(EXAMS, source, output, **more))
    return found, source.read_text("utf-8"), output.read_text("utf-8")


def test_good_lines_stay_as_they_stand(tmp_path: Path) -> None:
    """Good rows within lines are kept with their whole line, byte for byte, and count as written by their model."""
    found, before, after = run(tmp_path, [make_line(number) for number in range(4)])
    assert (4, {}, 0, before) == (found.kept, found.dropped, found.unmarked, after)


def test_lines_are_judged_by_their_rows(tmp_path: Path) -> None:
    """A copy of a row, an unknown answer and contact data in row or persona are told by their own reasons."""
    lines = [make_line(0), make_line(0), make_line(1, answer="E"), make_line(2), make_line(3)]
    lines[3]["synthetic"]["explanation"] += PHONE
    lines[4]["persona"] += PHONE
    found, _, after = run(tmp_path, lines)
    assert (1, {"duplicate": 1, "answer_unclear": 1, "personal_phone": 2}) == (found.kept, found.dropped)
    assert orjson.dumps(lines[0]).decode() + "\n" == after


def test_a_row_knows_what_stands_around_it(tmp_path: Path) -> None:
    """Parent, persona and model of a row are those that its line names, so that rewrites of one item are relatives."""
    line = make_line(0, "s")
    record = SourceRecord(1, line, Dialect(dict), orjson.dumps(line))
    row = RowShapes(tmp_path, EXAMS).read(record)
    assert isinstance(row, Row)
    assert ("row-0", "s", "p0", "mock") == (row.id, row.parent, row.persona, row.model)


def test_personal_data_is_masked_within(tmp_path: Path) -> None:
    """What replaces personal data is written into the line, around the row and in it, and its id stays."""
    line = make_line(0, id="0501234567")
    line["persona"] += PHONE
    line["synthetic"]["explanation"] += PHONE
    found, _, after = run(tmp_path, [line], replacer=Replacer("mask", b""))
    written = orjson.loads(after)
    assert (1, 1, "0501234567") == (found.kept, found.replaced, written["synthetic"]["id"])
    assert ("0501234567" in written["persona"], "0501234567" in written["synthetic"]["explanation"]) == (False, False)
    assert list(line) == list(written)
