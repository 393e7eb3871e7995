"""Killed at any moment, a run goes on without losing, doubling or buying anything twice."""

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest

from engine.clock import SystemClock
from engine.inspection.status import read_status
from engine.inspection.verify import verify_run
from engine.rundir import RunDir

Cli = Callable[..., Any]
Runner = Callable[..., dict[str, Any]]

SCRIPT = Path(__file__).parent / "killed_run.py"
CONFIG = """
task: sentiment
target: 90
seed: 3
model: mock:own
output: out
providers: {mock: {profiles: {own: {malformed: 0.1, duplicates: 0.1, wrong_label: 0.1, http_500: 0.02}}}}
limits: {concurrency: 8}
sink: {rows_per_shard: 20}
"""
SLOW = CONFIG.replace("target: 90", "target: 1500").replace("{own: {", "{own: {latency_ms: 30, ")
MOMENTS = ("before", "middle", "after")
BOUNDARIES = (
    "run.folder",
    "config.replace",
    "journal.open",
    "journal.append",
    "journal.sync",
    "shard.folder",
    "shard.open",
    "shard.append",
    "shard.sync",
    "rejects.folder",
    "rejects.open",
    "rejects.append",
    "rejects.sync",
    "manifest.replace",
    "audit.replace",
)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A small run with every kind of outcome."""
    path = tmp_path / "c.yaml"
    path.write_text(CONFIG)
    return path


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    """Runs a config in a process of its own; further keys say how its disk behaves."""
    command = [sys.executable, str(SCRIPT)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:

        def ask(config: Path, **request: object) -> dict[str, Any]:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps({"config": str(config), **request}) + "\n")
            process.stdin.flush()
            answer: dict[str, Any] = json.loads(process.stdout.readline())
            return answer

        yield ask


def _read_events(run_dir: Path) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (run_dir / "journal.jsonl").read_bytes().split(b"\n") if line]


def _assert_sound(run_dir: Path, target: int) -> None:
    """Hold a finished run against everything that a crash could have spoilt."""
    found = verify_run(RunDir(run_dir))
    assert ([], True, target, 0) == (found.problems, found.complete, found.accepted, found.uncommitted_bytes)
    attempts = Counter((event["slot"], event["try"]) for event in _read_events(run_dir) if "try" in event)
    assert 1 == max(attempts.values())
    assert sum(attempts.values()) == read_status(RunDir(run_dir), SystemClock()).attempts


def test_the_table_names_every_boundary_that_a_run_crosses(runner: Runner, config: Path) -> None:
    """A write that this table does not know would go untested."""
    crossed = {name for name in runner(config, record=True)["crossed"] if not name.endswith(".close")}
    assert set(BOUNDARIES) == crossed


@pytest.mark.parametrize("when", MOMENTS)
@pytest.mark.parametrize("point", BOUNDARIES)
def test_a_kill_at_a_write_boundary_costs_nothing(runner: Runner, config: Path, point: str, when: str) -> None:
    """Killed before, in and after its first, second and third crossing of a boundary, the run ends sound."""
    killed = [runner(config, kill=[point, occurrence, when])["code"] for occurrence in (1, 2, 3)]
    assert -signal.SIGKILL in killed
    assert 0 == runner(config)["code"]
    _assert_sound(config.parent / "out", 90)


@pytest.mark.parametrize("point", ["journal.truncate", "shard.truncate"])
def test_a_kill_while_a_crash_is_mended_costs_nothing(runner: Runner, config: Path, point: str) -> None:
    """Killed in the middle of a write, then again while its remains are cut, the run ends sound."""
    torn = ["journal.append", 2, "middle"] if point.startswith("journal") else ["journal.sync", 2, "before"]
    assert -signal.SIGKILL == runner(config, kill=torn)["code"]
    for when in MOMENTS:
        runner(config, kill=[point, 1, when])
    assert 0 == runner(config)["code"]
    _assert_sound(config.parent / "out", 90)


@pytest.mark.timeout(400)
def test_fifty_kills_at_random_moments_cost_nothing(cli: Cli, tmp_path: Path) -> None:
    """However often a run is killed, it verifies after every kill and ends exact."""
    config, run_dir, rng = tmp_path / "c.yaml", tmp_path / "out", Random(50)
    config.write_text(SLOW)
    for _ in range(50):
        _kill_after(config, 0.4 + rng.random() * 0.6)
        if (run_dir / "journal.jsonl").exists() and rng.random() < 0.2:
            assert [] == verify_run(RunDir(run_dir)).problems
    assert 0 == cli("run", config, "--display", "none").code
    _assert_sound(run_dir, 1500)


def _kill_after(config: Path, seconds: float) -> None:
    command = [sys.executable, "-m", "engine", "run", str(config), "--display", "none"]
    with subprocess.Popen(command, cwd=config.parent, stderr=subprocess.DEVNULL) as process:
        time.sleep(seconds)
        process.kill()


def test_a_committed_row_outlives_every_later_kill(cli: Cli, runner: Runner, config: Path) -> None:
    """Rows that a stopped run holds stand, byte for byte, at the head of the finished one."""
    cli("run", config, "--limit", 30, "--display", "none")
    before = b"".join(path.read_bytes() for path in sorted((config.parent / "out/data/sentiment").iterdir()))
    runner(config, kill=["journal.append", 3, "middle"])
    cli("run", config, "--display", "none")
    after = b"".join(path.read_bytes() for path in sorted((config.parent / "out/data/sentiment").iterdir()))
    assert before == after[: len(before)]
