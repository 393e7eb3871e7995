"""What may change between two runs of one directory, what is written down, and what is refused."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.config.load import load_config
from engine.run import run

Invoke = Callable[..., Any]

CONFIG = """
task: sentiment
target: 20
seed: 5
model: mock
output: out
quotas: {domain: {hotels: 1, restaurants: 1}}
seeds: {file: seeds.jsonl, max: 3}
protect: [bench.jsonl]
validators: {min_ttr: 0.2}
dedup: {threshold: 0.7}
attempts: {per_row: 10}
"""
FREE = {
    "more rows": ("target=26", "target: 20 -> 26"),
    "requests a minute": ("limits.rpm=60000", "limits.rpm: none -> 60000"),
    "workers": ("limits.concurrency=3", "limits.concurrency: auto -> 3"),
    "timeouts": ("timeouts.total_s=30", "timeouts.total_s: 180 -> 30"),
    "budget": ("budget.usd=5", "budget.usd: none -> 5"),
    "rows in a shard": ("sink.rows_per_shard=7", "sink.rows_per_shard: 1000 -> 7"),
}
RECORDED = {
    "model": ("model=mock:hostile", "model: mock -> mock:hostile"),
    "generation": ("generation.temperature=0.3", "generation.temperature: 0.9 -> 0.3"),
    "stricter validators": ("validators.min_ttr=0.3", "validators.min_ttr: 0.2 -> 0.3"),
    "more attempts": ("attempts.per_row=30", "attempts.per_row: 10 -> 30"),
}
REFUSED = {
    "seed": ("seed=6", "seed: 5 -> 6"),
    "quotas": ('quotas={"domain": {"hotels": 2, "restaurants": 1}}', "quotas.domain: hotels=1 restaurants=1 -> "),
    "another quota": ('quotas={"sentiment": {"positive": 1, "negative": 1}}', "quotas.sentiment: "),
    "looser validators": (
        "validators.min_ttr=0.1",
        "validators.min_ttr: 0.2 -> 0.1 (a check can only become stricter)",
    ),
    "other dedup": ("dedup.threshold=0.8", "dedup.threshold: 0.7 -> 0.8"),
    "fewer rows": ("target=19", "target: 20 -> 19 (20 rows are accepted)"),
    "no protected file": ("protect=[]", "protect: bench.jsonl -> none"),
    "more seeds": ("seeds.max=4", "seeds.max: 3 -> 4"),
}


@pytest.fixture
def here(finished_runs: Path, tmp_path: Path) -> Path:
    """The folder in which the test's commands run: a config, its input files and its complete run."""
    parts = sorted((finished_runs / "one/data/sentiment").iterdir())
    for name, part in zip(("seeds", "bench", "other"), parts, strict=False):
        shutil.copyfile(part, tmp_path / f"{name}.jsonl")
    (tmp_path / "c.yaml").write_text(CONFIG)
    run(load_config(tmp_path / "c.yaml", [f"output={tmp_path / 'out'}"]))
    return tmp_path


def _read_files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths if path.name != "run.lock"}


def _read_epochs(folder: Path) -> list[list[str]]:
    events = map(orjson.loads, (folder / "out/journal.jsonl").read_bytes().splitlines())
    return [event["changes"] for event in events if event["type"] == "epoch"]


def _refuse(invoke: Invoke, folder: Path, *arguments: object) -> str:
    """Run with a change that must be refused; return what was said."""
    before = _read_files(folder)
    done = invoke("run", "c.yaml", "--display", "none", *arguments)
    assert (2, "") == (done.code, done.out)
    assert before == _read_files(folder)
    return str(done.err)


@pytest.mark.parametrize(("setting", "line"), [*FREE.values(), *RECORDED.values()], ids=[*FREE, *RECORDED])
def test_a_change_that_can_be_continued_is_told_and_recorded(
    invoke: Invoke, here: Path, setting: str, line: str
) -> None:
    """The run goes on with exit code 0, says what changed, and its journal has it in a new epoch."""
    done = invoke("run", "c.yaml", "--display", "none", "--set", setting)
    assert (0, True) == (done.code, f"changed: {line}\n" in done.err)
    assert [[], [line]] == _read_epochs(here)
    assert invoke("verify", "out", "--json").json["complete"]


@pytest.mark.parametrize(("setting", "line"), REFUSED.values(), ids=REFUSED)
def test_a_change_that_cannot_be_continued_is_refused(invoke: Invoke, here: Path, setting: str, line: str) -> None:
    """Another data set needs another directory: exit code 2, a diff, and no byte is changed."""
    assert f"\n  {line}" in _refuse(invoke, here, "--set", setting)


@pytest.mark.parametrize("name", ["seeds", "bench"])
def test_other_content_of_an_input_file_is_refused(invoke: Invoke, here: Path, name: str) -> None:
    """The rows were held against the files as they were: a file that says other things is refused."""
    shutil.copyfile(here / "other.jsonl", here / f"{name}.jsonl")
    assert f"{name}.jsonl -> {name}.jsonl (other content)" in _refuse(invoke, here)


def test_every_refused_change_is_listed_at_once(invoke: Invoke, here: Path) -> None:
    """The diff has a line for each change; a process of its own leaves no trace either but its name in the lock."""
    said = _refuse(invoke, here, "--seed", 6, "--target", 19, "--set", "validators.min_ttr=0")
    assert 3 == sum(line.startswith("  ") for line in said.splitlines())


@pytest.mark.usefixtures("here")
def test_a_plan_with_a_refused_change_is_refused_too(invoke: Invoke) -> None:
    """`plan` shows what `run` would do, also when that is nothing."""
    done = invoke("plan", "c.yaml", "--seed", 6)
    assert (2, True) == (done.code, "seed: 5 -> 6" in done.err)


def test_moved_input_files_are_the_same_files(invoke: Invoke, here: Path) -> None:
    """Seeds and protected files may be moved, more than once, and are still told from others."""
    for number in (1, 2):
        files = {
            name: (here / f"{name}{number}.jsonl", here / f"{name}{number - 1 or ''}.jsonl")
            for name in ("seeds", "bench")
        }
        for new, old in files.values():
            old.rename(new)
        settings = ("--set", f"seeds.file={files['seeds'][0]}", "--set", f"protect={files['bench'][0]}")
        done = invoke("run", "c.yaml", "--display", "none", *settings, "--target", 20 + number)
        assert (0, 2) == (done.code, done.err.count("(same content)"))
    found = invoke("verify", "out", "--json").json
    assert (True, 22, []) == (found["complete"], found["accepted"], found["notes"])
    shutil.copyfile(here / "other.jsonl", here / "bench2.jsonl")
    assert "bench2.jsonl (other content)" in _refuse(invoke, here, *settings, "--target", 23)


def test_files_that_change_their_order_are_the_same_files(invoke: Invoke, here: Path) -> None:
    """Protected files count by what is in them, wherever they lie and in whatever order they are named."""
    second = here / "second.jsonl"
    shutil.copyfile(here / "other.jsonl", second)
    settings = ("run", "c.yaml", "--display", "none", "--set", "output=two", "--set")
    assert 0 == invoke(*settings, 'protect=["bench.jsonl", "second.jsonl"]').code
    moved = second.rename(here / "moved.jsonl")
    done = invoke(*settings, 'protect=["moved.jsonl", "bench.jsonl"]', "--target", 21)
    assert (0, 1) == (done.code, done.err.count("(same content)"))
    found = invoke("verify", "two", "--json").json
    assert (True, [], 0) == (found["complete"], found["notes"], found["leaks"])
    shutil.copyfile(here / "seeds.jsonl", moved)
    assert 2 == invoke(*settings, 'protect=["moved.jsonl", "bench.jsonl"]').code
    assert [f"{moved}: gone or changed since the run; leaks of it were not looked for"] == invoke(
        "verify", "two", "--json"
    ).json["notes"]


def test_a_seed_file_in_the_place_of_a_protected_one_is_another_file(invoke: Invoke, here: Path) -> None:
    """Files are known by content and purpose: seeds and protected items that changed places are neither."""
    content = (here / "seeds.jsonl").read_bytes()
    shutil.copyfile(here / "bench.jsonl", here / "seeds.jsonl")
    (here / "bench.jsonl").write_bytes(content)
    notes = invoke("verify", "out", "--json").json["notes"]
    assert [f"{here / name}.jsonl: gone or changed since the run" for name in ("seeds", "bench")] == [
        note.partition(";")[0] for note in notes
    ]
    _refuse(invoke, here)


def test_an_unchanged_complete_run_says_nothing_of_changes(invoke: Invoke, here: Path) -> None:
    """The frozen config, and the config that it came from, are the same config."""
    for config in ("c.yaml", "out/config.yaml"):
        done = invoke("run", config, "--display", "none")
        assert (0, False) == (done.code, "changed:" in done.err)
    assert [[]] == _read_epochs(here)


def test_a_target_does_not_shrink_to_what_is_there(invoke: Invoke, here: Path) -> None:
    """A target that was planned is not lowered, though there be fewer rows yet."""
    assert 0 == invoke("run", "c.yaml", "--display", "none", "--target", 90, "--limit", 3).code
    assert "target: 90 -> 50 (a target only grows)" in _refuse(invoke, here, "--target", 50)


def test_another_task_is_refused(invoke: Invoke, tmp_path: Path) -> None:
    """A run directory belongs to its task."""
    (tmp_path / "c.yaml").write_text("target: 4\noutput: out\n")
    assert 0 == invoke("run", "c.yaml", "--display", "none", "--set", "task=sentiment").code
    assert "task: sentiment -> grammar" in _refuse(invoke, tmp_path, "--set", "task=grammar")


def test_tasks_may_change_places_but_not_come_and_go(invoke: Invoke, here: Path) -> None:
    """The order of data sets says nothing; another data set is refused."""
    tasks = [f"{{task: {task}, target: 8}}" for task in ("sentiment", "grammar")]
    (here / "t.yaml").write_text(f"tasks: [{', '.join(tasks)}]\n")
    assert 0 == invoke("run", "t.yaml", "--output", "two", "--display", "none").code
    (here / "t.yaml").write_text(f"tasks: [{', '.join(reversed(tasks))}]\n")
    assert 0 == invoke("run", "t.yaml", "--output", "two", "--display", "none").code
    assert invoke("verify", "two", "--json").json["complete"]
    (here / "t.yaml").write_text(f"tasks: [{tasks[0]}]\n")
    done = invoke("run", "t.yaml", "--output", "two", "--display", "none")
    assert (2, True) == (done.code, "task: sentiment, grammar -> sentiment" in done.err)
