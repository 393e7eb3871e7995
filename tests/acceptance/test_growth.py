"""A run that grows stays exact and keeps what it has."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

CONFIG = """
task: exams
target: 150
seed: 7
model: mock:hostile
output: out
quotas: {subject: {physics: 2, history: 1, geography: 1}, difficulty: {easy: 1, medium: 1, hard: 1}}
"""
LADDER = (150, 1000, 10_000)


def _read_rows(run_dir: Path) -> list[bytes]:
    parts = sorted((run_dir / "data/exams").glob("part-*.jsonl"))
    return [line for part in parts for line in part.read_bytes().split(b"\n") if line]


def test_a_raised_target_keeps_all_earlier_rows_and_stays_exact(cli: Callable[..., Any], tmp_path: Path) -> None:
    """From 150 to 1,000 to 10,000 in one run directory, every rung is exact and holds the rows of the rung before."""
    (tmp_path / "grow.yaml").write_text(CONFIG)
    before: list[bytes] = []
    for target in LADDER:
        assert 0 == cli("run", "grow.yaml", "--target", target, "--display", "none").code
        found = cli("verify", "out", "--json").json
        rows = _read_rows(tmp_path / "out")
        assert (True, True, target) == (found["ok"], found["complete"], found["accepted"])
        assert before == rows[: len(before)]
        before = rows


def test_a_complete_run_is_left_alone(cli: Callable[..., Any], tmp_path: Path) -> None:
    """Running a complete run again ends with 0, calls no model and changes no file."""
    (tmp_path / "grow.yaml").write_text(CONFIG)
    cli("run", "grow.yaml", "--display", "none")
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and path.name != "run.lock"]
    before = {path: path.read_bytes() for path in files}
    assert 0 == cli("run", "grow.yaml", "--display", "none").code
    assert before == {path: path.read_bytes() for path in files}
