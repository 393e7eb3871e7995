"""A run that grows stays exact and keeps what it has."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SHIPPED = Path(__file__).parents[2] / "configs" / "exams.yaml"
CONFIG = "task: exams\ntarget: 30\nseed: 7\nmodel: mock:hostile\noutput: out\n"
LADDER = {"pilot": 150, "small": 1000, "full": 10_000}


def _read_rows(run_dir: Path) -> list[bytes]:
    parts = sorted((run_dir / "data/exams").glob("part-*.jsonl"))
    return [line for part in parts for line in part.read_bytes().split(b"\n") if line]


@pytest.mark.timeout(600)
def test_the_shipped_exams_grow_to_ten_thousand_and_keep_all_earlier_rows(
    cli: Callable[..., Any], invoke: Callable[..., Any], tmp_path: Path, recount: Callable[..., Any]
) -> None:
    """From 150 to 1,000 to 10,000 rows of a hostile model, every rung is exact and holds the rows of the one before."""
    before: list[bytes] = []
    for stage, target in LADDER.items():
        options = ("--output", "out", "--model", "mock:hostile", "--stage", stage, "--display", "none")
        assert 0 == cli("run", SHIPPED, *options, seconds=500).code
        found = invoke("verify", "out", "--json").json
        rows = _read_rows(tmp_path / "out")
        assert (True, True, target) == (found["ok"], found["complete"], found["accepted"])
        assert before == rows[: len(before)]
        before = rows
    counted = recount(tmp_path / "out")["exams"]
    assert (10_000, 0, 0) == (counted["rows"], counted["doubled_ids"], counted["doubled_texts"])
    assert dict.fromkeys("ABCD", 2500) == counted["labels"]


def test_a_complete_run_is_left_alone(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """Running a complete run again ends with 0, calls no model and changes no file."""
    (tmp_path / "grow.yaml").write_text(CONFIG)
    invoke("run", "grow.yaml", "--display", "none")
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and path.name != "run.lock"]
    before = {path: path.read_bytes() for path in files}
    assert 0 == invoke("run", "grow.yaml", "--display", "none").code
    assert before == {path: path.read_bytes() for path in files}
