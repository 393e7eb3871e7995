"""New topics that the model thinks up first: before all rows, used by them, and as safe as they are."""

import json
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Invoke = Callable[..., Any]

CONFIG = """
task: exams
target: 120
seed: 8
model: mock:own
output: out
providers: {mock: {profiles: {own: {malformed: 0.1, duplicates: 0.1, english: 0.1, http_500: 0.02}}}}
quotas: {subject: {astronomy: 1, physics: 1}}
topics: {expand: 40}
limits: {concurrency: 1}
sink: {rows_per_shard: 20}
"""
SLOW = CONFIG.replace("{own: {", "{own: {latency_ms: 30, ").replace("concurrency: 1", "concurrency: 4")


def _read(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line) for part in sorted(folder.glob("part-*.jsonl")) for line in part.read_text().split("\n")[:-1]
    ]


def _list_accepted(run_dir: Path) -> list[str]:
    """Return the data set of every accepted row, in the order of the journal."""
    events = [json.loads(line) for line in (run_dir / "journal.jsonl").read_text().split("\n") if line]
    return [event["task"] for event in events if event["type"] == "accepted"]


def test_new_topics_come_first_and_are_used(invoke: Invoke, tmp_path: Path) -> None:
    """A subject of the user's own gets topics, all before the first row, and every row of it is about one of them."""
    (tmp_path / "run.yaml").write_text(CONFIG)
    done = invoke("run", "run.yaml", "--display", "none", "--json")
    topics, rows = _read(tmp_path / "out/data/exams-topics"), _read(tmp_path / "out/data/exams")
    assert (0, 120, 120) == (done.code, done.json["target"], len(rows))
    assert {"astronomy": 20, "physics": 20} == Counter(each["subject"] for each in topics)
    new = {
        subject: {each["topic"] for each in topics if each["subject"] == subject}
        for subject in ("astronomy", "physics")
    }
    drawn = {subject: {row["meta"]["brief"]["topic"] for row in rows if row["subject"] == subject} for subject in new}
    assert drawn["astronomy"] == new["astronomy"]
    assert drawn["physics"] & new["physics"]
    assert drawn["physics"] - new["physics"]
    found = invoke("verify", "out", "--json").json
    assert (True, True, 120, []) == tuple(found[name] for name in ("ok", "complete", "accepted", "problems"))
    status = invoke("status", "out", "--json").json
    assert {"exams-topics": {"target": 40, "accepted": 40}} == status["base"]


def test_one_worker_makes_the_same_bytes(cli: Invoke, invoke: Invoke, tmp_path: Path) -> None:
    """Topics and rows of two runs with one worker, here and in another process, are the same, byte for byte."""
    (tmp_path / "run.yaml").write_text(CONFIG)
    for command, name in ((cli, "one"), (invoke, "two")):
        assert 0 == command("run", "run.yaml", "--output", name, "--display", "none").code
    one, two = (_read_bytes(tmp_path / name) for name in ("one", "two"))
    assert 8 == len(one)
    assert one == two


def _read_bytes(run_dir: Path) -> dict[str, bytes]:
    return {str(path.relative_to(run_dir)): path.read_bytes() for path in run_dir.glob("data/*/*")}


def test_a_combined_run_rewrites_rows_about_new_topics(invoke: Invoke, tmp_path: Path) -> None:
    """Of three stages, the rows that are rewritten are about the new topics, and all three are verified."""
    (tmp_path / "run.yaml").write_text(CONFIG.replace("topics:", "workflow: combined\ntopics:"))
    assert 0 == invoke("run", "run.yaml", "--display", "none").code
    new = {each["topic"] for each in _read(tmp_path / "out/data/exams-topics")}
    base = [row for row in _read(tmp_path / "out/data/exams-base") if row["subject"] == "astronomy"]
    assert {row["meta"]["brief"]["topic"] for row in base} <= new
    found = invoke("verify", "out", "--json").json
    assert (True, True, 120) == tuple(found[name] for name in ("ok", "complete", "accepted"))


@pytest.mark.timeout(300)
def test_killed_while_it_thinks_of_topics(invoke: Invoke, runner: Invoke, tmp_path: Path) -> None:
    """Killed among the topics and after them, it goes on: no row before the last topic, and no topic twice."""
    (tmp_path / "run.yaml").write_text(SLOW)
    among = 0
    for wanted in (10, 22, 34, 60, 90):
        killed = runner(tmp_path / "run.yaml", until=[str(tmp_path / "out/journal.jsonl"), wanted])
        assert -signal.SIGKILL == killed["code"]
        folders = tmp_path / "out/data"
        among += (folders / "exams-topics").exists() and not (folders / "exams").exists()
    assert among >= 2
    assert 0 == invoke("run", "run.yaml", "--display", "none").code
    found = invoke("verify", "out", "--json").json
    assert (True, True, 120, 0, []) == tuple(
        found[name] for name in ("ok", "complete", "accepted", "near_duplicates", "problems")
    )
    order = _list_accepted(tmp_path / "out")
    assert ["exams-topics"] * 40 + ["exams"] * 120 == order
    topics, rows = _read(tmp_path / "out/data/exams-topics"), _read(tmp_path / "out/data/exams")
    assert 40 == len({each["topic"] for each in topics})
    known = {each["topic"] for each in topics}
    assert {row["meta"]["brief"]["topic"] for row in rows if row["subject"] == "astronomy"} <= known


def test_topics_that_starve_are_a_warning(invoke: Invoke, tmp_path: Path) -> None:
    """Where not all topics can be had, the run is complete all the same, and says what is missing."""
    text = CONFIG.replace("expand: 40", "expand: 900").replace("target: 120", "target: 8")
    (tmp_path / "run.yaml").write_text(text.replace("concurrency: 1", "concurrency: 16") + "attempts: {per_row: 1}\n")
    done = invoke("run", "run.yaml", "--display", "none")
    assert (0, 8) == (done.code, len(_read(tmp_path / "out/data/exams")))
    assert "starved: exams-topics subject=astronomy" in done.err
    found = invoke("verify", "out", "--json").json
    assert (True, True) == (found["ok"], found["complete"])


def test_a_finished_run_buys_no_topic(invoke: Invoke, tmp_path: Path) -> None:
    """A finished run with topics calls nobody when it is started again."""
    (tmp_path / "run.yaml").write_text(CONFIG.replace("target: 120", "target: 10"))
    assert 0 == invoke("run", "run.yaml", "--display", "none").code
    before = (tmp_path / "out/journal.jsonl").read_bytes()
    assert 0 == invoke("run", "run.yaml", "--display", "none").code
    assert before == (tmp_path / "out/journal.jsonl").read_bytes()


def test_topics_are_a_data_set_of_their_own_too(invoke: Invoke, tmp_path: Path) -> None:
    """Asked for alone, they are rows like any other, evenly over subjects."""
    (tmp_path / "run.yaml").write_text("task: topics\ntarget: 26\nmodel: mock:hostile\noutput: out\n")
    done = invoke("run", "run.yaml", "--display", "none")
    rows = _read(tmp_path / "out/data/topics")
    assert (0, 26, {2}) == (done.code, len(rows), set(Counter(row["subject"] for row in rows).values()))
