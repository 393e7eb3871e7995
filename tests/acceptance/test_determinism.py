"""The same seed makes the same data."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

CONFIG = """
tasks: [{task: exams, target: 120}, {task: sentiment, target: 120}, {task: grammar, target: 120}]
seed: 11
model: mock:own
providers: {mock: {profiles: {own: {malformed: 0.1, duplicates: 0.1, wrong_label: 0.1, http_500: 0.02}}}}
limits: {concurrency: 1}
sink: {rows_per_shard: 50}
"""


def _read_data(run_dir: Path) -> dict[str, bytes]:
    return {str(path.relative_to(run_dir)): path.read_bytes() for path in run_dir.glob("data/*/*.jsonl")}


def test_two_runs_with_one_worker_make_byte_identical_shards(
    cli: Callable[..., Any], invoke: Callable[..., Any], tmp_path: Path
) -> None:
    """With one worker, seed and config decide every byte of every shard, in this process and in another."""
    (tmp_path / "c.yaml").write_text(CONFIG)
    for command, name in ((cli, "one"), (invoke, "two")):
        assert 0 == command("run", "c.yaml", "--output", name, "--display", "none").code
    assert 9 == len(_read_data(tmp_path / "one"))
    assert _read_data(tmp_path / "one") == _read_data(tmp_path / "two")


def test_another_seed_makes_other_data(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """The run seed reaches the rows."""
    (tmp_path / "c.yaml").write_text(CONFIG.replace("target: 120", "target: 10"))
    invoke("run", "c.yaml", "--output", "one", "--display", "none")
    invoke("run", "c.yaml", "--output", "two", "--seed", 12, "--display", "none")
    assert _read_data(tmp_path / "one") != _read_data(tmp_path / "two")
