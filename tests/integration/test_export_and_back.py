"""What `export` wrote as a table is read again by every command that reads rows."""

from pathlib import Path

import orjson
import pytest

from tests.inside import run_inside
from tests.integration.test_export import TASKS, make_rows, read, write


@pytest.mark.parametrize("task", TASKS)
def test_a_table_is_read_back(task: str, tmp_path: Path) -> None:
    """Every field comes back as it was, guarded cells too, with what `meta` says of model, parent and evaluation."""
    rows = make_rows(task, 12)
    rows[0]["meta"] |= {"benchmark": "exams", "evaluation_use": False}
    main = next(name for name in ("question", "text", "input") if name in rows[1])
    rows[1][main] = f"=1+1 {rows[1][main]}"
    write(tmp_path / "rows.jsonl", rows)
    for source, chosen, output in (("rows.jsonl", "csv", "t.csv"), ("t.csv", "jsonl", "back.jsonl")):
        options = ("--in-path", source, "--out-format", chosen, "--out-path", output)
        done = run_inside("export", task, *options, cwd=tmp_path)
        assert 0 == done.returncode, done.stderr
    back = read(tmp_path / "back.jsonl")
    assert [{**row, "meta": None} for row in rows] == [{**row, "meta": None} for row in back]
    names = "model", "parent_id", "benchmark", "evaluation_use"
    stated = [{name: row["meta"][name] for name in names if row["meta"].get(name) is not None} for row in rows]
    assert stated == [{name: row["meta"][name] for name in names if name in row["meta"]} for row in back]
    assert orjson.loads((tmp_path / "back.jsonl.manifest.json").read_bytes())["evaluation_use"] is False
