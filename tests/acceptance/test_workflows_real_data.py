"""The three workflows on real files, killed and resumed in the middle of each stage."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.real_data

STYLE = """
task: exams
target: 1500
output: out
model: mock:hostile
seeds: {{file: {exams}}}
protect: {exams}
"""
PERSONA = """
task: exams
target: 1500
output: out
workflow: persona
model: mock:hostile
seeds: {{file: mmlu.jsonl}}
personas: {{file: {personas}, per_item: 6}}
"""
COMBINED = """
task: exams
target: 1500
output: out
workflow: combined
model: mock:hostile
seeds: {{file: {exams}}}
protect: {exams}
personas: {{file: {personas}, per_item: 5}}
"""


@pytest.mark.parametrize(("config", "folders"), [(STYLE, 1), (PERSONA, 1), (COMBINED, 2)])
def test_a_workflow_stands_kills_on_real_files(
    cli: Callable[..., Any], tmp_path: Path, real_data: Path, config: str, folders: int
) -> None:
    """EXAMS, ArabicMMLU and PersonaHub files in, kills in every stage, and sound exact rows with whole lineage out."""
    exams = real_data / "exams_ar/test-00000-of-00001.arabic.csv"
    personas = real_data / "personahub_tool/tool.jsonl"
    mmlu = real_data / "arabicmmlu_egypt/ArabicMMLUs.csv"
    cli("sample-and-convert", "--input-file", mmlu, "--output-file", "mmlu.jsonl", "--n", 300)
    (tmp_path / "run.yaml").write_text(config.format(exams=exams, personas=personas))
    stages = ("exams-base", "exams")[-folders:]
    killed = [_kill_within(tmp_path, stage) for stage in stages for _ in range(2)]
    assert 0 == cli("run", "run.yaml", "--display", "none").code
    found = cli("verify", "out", "--json").json
    rows = _read(tmp_path / "out/data/exams")
    assert any(killed)
    assert (True, True, 1500, 0, []) == tuple(
        found[name] for name in ("ok", "complete", "accepted", "near_duplicates", "problems")
    )
    assert _list_parents(tmp_path, folders) >= {row["meta"]["parent_id"] for row in rows} - {None}


def _list_parents(folder: Path, folders: int) -> set[str]:
    if folders == 2:
        return {row["id"] for row in _read(folder / "out/data/exams-base")}
    return {json.loads(line)["id"] for line in (folder / "mmlu.jsonl").read_bytes().splitlines()}


def _kill_within(folder: Path, stage: str) -> bool:
    """Go on with the run and kill it once the stage has grown by some rows; return whether it was still at work."""
    command = [sys.executable, "-m", "engine", "run", "run.yaml", "--display", "none"]
    before = _measure(folder / "out/data" / stage)
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and _measure(folder / "out/data" / stage) < before + 50_000:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        return process.returncode == -signal.SIGKILL


def _measure(folder: Path) -> int:
    return sum(part.stat().st_size for part in folder.glob("part-*.jsonl"))


def _read(folder: Path) -> list[dict[str, Any]]:
    parts = sorted(folder.glob("part-*.jsonl"))
    return [json.loads(line) for part in parts for line in part.read_bytes().split(b"\n") if line]
