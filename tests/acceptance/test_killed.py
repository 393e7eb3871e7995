"""Killed at any moment, a run goes on without losing, doubling or buying anything twice."""

import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest

from engine.clock import SystemClock
from engine.inspection.status import read_status
from engine.inspection.verify import verify_run
from engine.rundir import RunDir

Invoke = Callable[..., Any]
Runner = Callable[..., dict[str, Any]]

CONFIG = """
task: sentiment
target: 45
seed: 3
model: mock:own
output: out
providers: {mock: {profiles: {own: {malformed: 0.1, duplicates: 0.1, wrong_label: 0.1, http_500: 0.02}}}}
limits: {concurrency: 8}
sink: {rows_per_shard: 10}
"""
SLOW = CONFIG.replace("target: 45", "target: 1500").replace("{own: {", "{own: {latency_ms: 40, ")
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
    _assert_sound(config.parent / "out", 45)


@pytest.mark.parametrize("point", ["journal.truncate", "shard.truncate"])
def test_a_kill_while_a_crash_is_mended_costs_nothing(runner: Runner, config: Path, point: str) -> None:
    """Killed in the middle of a write, then again while its remains are cut, the run ends sound."""
    torn = ["journal.append", 2, "middle"] if point.startswith("journal") else ["journal.sync", 2, "before"]
    assert -signal.SIGKILL == runner(config, kill=torn)["code"]
    for when in MOMENTS:
        runner(config, kill=[point, 1, when])
    assert 0 == runner(config)["code"]
    _assert_sound(config.parent / "out", 45)


@pytest.mark.timeout(400)
def test_fifty_kills_at_random_moments_cost_nothing(invoke: Invoke, runner: Runner, config: Path) -> None:
    """However often a run is killed at work, it verifies after the kills and ends exact."""
    run_dir, rng = config.parent / "out", Random(50)
    journal = run_dir / "journal.jsonl"
    config.write_text(SLOW)
    for _ in range(50):
        lines = journal.read_bytes().count(b"\n") if journal.exists() else 0
        moment = {"until": [str(journal), lines + rng.randrange(20)], "after": rng.random() * 0.05}
        assert -signal.SIGKILL == runner(config, **moment)["code"]
        if journal.exists() and rng.random() < 0.2:
            assert [] == verify_run(RunDir(run_dir)).problems
    assert 0 < verify_run(RunDir(run_dir)).accepted < 1500
    assert 0 == invoke("run", config, "--model", "mock", "--display", "none").code
    _assert_sound(run_dir, 1500)


def test_a_committed_row_outlives_every_later_kill(invoke: Invoke, runner: Runner, config: Path) -> None:
    """Rows that a stopped run holds stand, byte for byte, at the head of the finished one."""
    invoke("run", config, "--limit", 15, "--display", "none")
    before = b"".join(path.read_bytes() for path in sorted((config.parent / "out/data/sentiment").iterdir()))
    runner(config, kill=["journal.append", 3, "middle"])
    invoke("run", config, "--display", "none")
    after = b"".join(path.read_bytes() for path in sorted((config.parent / "out/data/sentiment").iterdir()))
    assert before == after[: len(before)]
