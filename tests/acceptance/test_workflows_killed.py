"""Rewriting for personas, killed at any moment: each request answered once, nothing lost, nothing bought twice."""

import json
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine.inspection.verify import verify_run
from engine.rundir import RunDir
from prompts.personas.bank import BANK

Invoke = Callable[..., Any]

BENCHMARK = Path(__file__).parent / "own_exams.csv"
FAULTY = "providers.mock.profiles.faulty={latency_ms: 40, malformed: 0.1, duplicates: 0.1, english: 0.1, http_500: 0}"
SLOW = ("--model", "mock:faulty", "--set", FAULTY, "--concurrency", 8, "--display", "none", "--output-dir", "run")
SEND = ("send-persona-requests", *SLOW)
COMBINED = ("style-persona-workflow", "--input-csv", "test.csv", "--personas-path", "personas.jsonl", *SLOW)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a benchmark and forty personas."""
    shutil.copyfile(BENCHMARK, tmp_path / "test.csv")
    (tmp_path / "personas.jsonl").write_bytes(b"\n".join(BANK.read_bytes().split(b"\n")[:40]))
    return tmp_path


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def _count_whole_lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def _kill_often(folder: Path, command: tuple[object, ...], times: int) -> int:
    """Start a command again and again, killing it after its journal has grown; return the kills that hit it at work."""
    journal, rng, hit = folder / "run/journal.jsonl", Random(9), 0
    for _ in range(times):
        before = _count_whole_lines(journal)
        line = [sys.executable, "-m", "engine", *map(str, command)]
        with subprocess.Popen(line, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and _count_whole_lines(journal) < before + 10:
                time.sleep(0.01)
            time.sleep(rng.random() * 0.15)
            process.kill()
        hit += process.returncode == -9
    return hit


def _assert_sound(run_dir: Path, target: int) -> None:
    found = verify_run(RunDir(run_dir))
    assert ([], True, target, 0) == (found.problems, found.complete, found.accepted, found.uncommitted_bytes)
    events = [event for event in _read(run_dir / "journal.jsonl") if "try" in event]
    attempts = Counter((event.get("task"), event["slot"], event["try"]) for event in events)
    assert 1 == max(attempts.values())


@pytest.mark.timeout(300)
def test_sending_requests_outlives_kills(invoke: Invoke, folder: Path) -> None:
    """Killed five times at work and started again, every request has its one rewrite, and none stands twice."""
    invoke("sample-and-convert", "--input-file", "test.csv", "--output-file", "seeds.jsonl", "--n", 12)
    invoke("build-persona-requests", "--exams-path", "seeds.jsonl", "--personas-path", "personas.jsonl",
        "--per-item-personas", 20)  # fmt: skip
    assert 4 <= _kill_often(folder, SEND, 5)
    assert not (folder / "outputs/exams_pers_raw.jsonl").exists()
    assert 0 == invoke(*SEND).code
    _assert_sound(folder / "run", 240)
    asked = [(each["source_id"], each["persona_id"]) for each in _read(folder / "outputs/requests_persona_exams.jsonl")]
    got = [(each["source_id"], each["persona_id"]) for each in _read(folder / "outputs/exams_pers_raw.jsonl")]
    assert (240, asked) == (len(set(asked)), got)
    assert [] == _read(folder / "outputs/exams_pers_err.jsonl")


def test_a_finished_sending_calls_nobody(invoke: Invoke, folder: Path) -> None:
    """The same command once more makes no call, and writes the same file again."""
    invoke("sample-and-convert", "--input-file", "test.csv", "--output-file", "seeds.jsonl", "--n", 2)
    invoke("build-persona-requests", "--exams-path", "seeds.jsonl", "--personas-path", "personas.jsonl")
    output = folder / "outputs/exams_pers_raw.jsonl"
    assert 0 == invoke(*SEND).code
    before, journal = output.read_bytes(), (folder / "run/journal.jsonl").read_bytes()
    output.unlink()
    assert 0 == invoke(*SEND).code
    assert (before, journal) == (output.read_bytes(), (folder / "run/journal.jsonl").read_bytes())


@pytest.mark.timeout(300)
def test_the_combined_workflow_outlives_kills(invoke: Invoke, folder: Path) -> None:
    """Killed in both stages, it ends with each item rewritten equally often and for nobody twice."""
    line = (*COMBINED, "--n-styled", 40, "--per-item-personas", 5)
    assert 4 <= _kill_often(folder, line, 5)
    assert 0 == invoke(*line).code
    _assert_sound(folder / "run", 200)
    rows = _read(folder / "run/data/exams/part-00000.jsonl")
    bases = {row["id"] for row in _read(folder / "run/data/exams-base/part-00000.jsonl")}
    rewrites = Counter(row["meta"]["parent_id"] for row in rows)
    assert (40, bases) == (len(bases), set(rewrites))
    assert 200 == len({(row["meta"]["parent_id"], row["meta"]["persona_id"]) for row in rows})


def test_the_frozen_config_goes_on_from_anywhere(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The seeds and personas that a command line brought are found again by `run RUN_DIR/config.yaml`."""
    line = (*COMBINED, "--n-styled", 8, "--per-item-personas", 2)
    _kill_often(folder, line, 1)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    command = [sys.executable, "-m", "engine", "run", str(folder / "run/config.yaml"), "--display", "none"]
    assert 0 == subprocess.run(command, cwd=elsewhere, capture_output=True, check=False).returncode
    _assert_sound(folder / "run", 16)
