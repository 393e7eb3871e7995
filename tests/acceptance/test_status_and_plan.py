"""What `status`, `plan` and `run --dry-run` say before, during and after a run, and how a run ends when told to."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from engine.config.load import load_config
from engine.records import HttpResponse
from engine.run import run
from engine.testing import ScriptedTransport

Invoke = Callable[..., Any]

CONFIG = """
task: sentiment
target: 400
seed: 9
model: mock:own
output: out
providers: {mock: {profiles: {own: {latency_ms: 40, malformed: 0.1, http_500: 0.02}}}}
limits: {concurrency: 8}
"""
HANGING = CONFIG.replace("latency_ms: 40", "latency_ms: 600000").replace("limits:", "timeouts: {total_s: 900}\nlimits:")
ENGLISH = """
task: sentiment
target: 3
model: mock:own
output: out
quotas: {sentiment: {positive: 1, negative: 1, neutral: 1}}
providers: {mock: {profiles: {own: {english: 1.0}}}}
attempts: {per_row: 1}
"""
STATUS = {
    "state": str,
    "target": int,
    "accepted": int,
    "base": dict,
    "rejected": dict,
    "failed": dict,
    "attempts": int,
    "in_flight": int,
    "calls": int,
    "tokens": dict,
    "cost_usd": float,
    "elapsed_s": float,
    "cells": list,
    "warnings": list,
}
PLAN = {"target": int, "accepted": int, "cells": list, "marginals": dict, "deviations": dict, "estimate": dict}
ESTIMATE = {"calls": int, "prompt_tokens": int, "completion_tokens": int, "cost_usd": float, "duration_s": float}


def _list_types(record: dict[str, Any]) -> dict[str, type]:
    return {key: type(value) for key, value in record.items()}


@contextmanager
def _running(folder: Path, config: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a config in a process of its own, from when it has sent its first calls."""
    (folder / "c.yaml").write_text(config)
    command = [sys.executable, "-m", "engine", "run", "c.yaml", "--display", "none"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE) as process:
        try:
            _wait_for(lambda: b'"in_flight":8' in _read(folder / "out/heartbeat.json"))
            yield process
        finally:
            process.kill()


def _wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _count_rows(folder: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in (folder / "out/data/sentiment").glob("part-*.jsonl"))


def _end(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, said = process.communicate(timeout=30)
    return process.returncode, said.decode()


def test_the_status_of_a_run_from_its_start_to_its_end(invoke: Invoke, tmp_path: Path) -> None:
    """Running, interrupted by SIGKILL, stopped at a limit, complete: the counts go on from one to the next."""
    with _running(tmp_path, CONFIG) as process:
        _wait_for(lambda: invoke("status", "out", "--json").json["accepted"] > 150)
        first = invoke("status", "out", "--json").json
        process.kill()
    assert ("running", 400, 8) == (first["state"], first["target"], first["in_flight"])
    assert STATUS == _list_types(first)
    assert {"sentiment": "positive"} == first["cells"][0]["cell"]
    killed = invoke("status", "out", "--json").json
    assert ("interrupted", True) == (killed["state"], 0 <= killed["in_flight"] <= 8)
    assert first["accepted"] <= killed["accepted"] < 400
    assert killed["elapsed_s"] > 0.4
    assert invoke("verify", "out", "--json").json["ok"]
    done = invoke("run", "c.yaml", "--display", "none", "--limit", 7, "--set", "limits.concurrency=3", "--json")
    assert (0, "stopped", killed["accepted"] + 7) == (done.code, done.json["state"], done.json["accepted"])
    stopped = invoke("status", "out", "--json").json
    assert ("stopped", killed["accepted"] + 7, 0) == (stopped["state"], stopped["accepted"], stopped["in_flight"])
    for key in ("attempts", "calls", "elapsed_s"):
        assert stopped[key] > killed[key]
    _assert_finishes(invoke)


def _assert_finishes(invoke: Invoke) -> None:
    """Finish the run of CONFIG on a quick model and hold its status against its files."""
    done = invoke("run", "c.yaml", "--display", "none", "--model", "mock", "--json")
    assert (0, "complete", 400) == (done.code, done.json["state"], done.json["accepted"])
    status, found = invoke("status", "out", "--json").json, invoke("verify", "out", "--json").json
    assert ("complete", True, 400) == (status["state"], found["complete"], found["accepted"])
    assert status["cells"] == found["cells"]
    assert found["rejected"] == sum(status["rejected"].values())
    assert status["attempts"] == 400 + found["rejected"] + sum(status["failed"].values())


def test_a_first_interrupt_drains(invoke: Invoke, tmp_path: Path) -> None:
    """After SIGINT the calls in flight are waited for and kept; code 130, and the command that goes on is shown."""
    with _running(tmp_path, CONFIG) as process:
        process.send_signal(signal.SIGINT)
        code, said = _end(process)
    assert (130, True) == (code, said.endswith(f" run {tmp_path / 'out/config.yaml'}\n"))
    status, found = invoke("status", "out", "--json").json, invoke("verify", "out", "--json").json
    assert ("interrupted", 0, True) == (status["state"], status["in_flight"], found["ok"])
    assert status["accepted"] == found["accepted"] == _count_rows(tmp_path)
    assert status["attempts"] >= 8
    assert not (tmp_path / "out/heartbeat.json").exists()
    _assert_finishes(invoke)


def test_a_second_interrupt_stops_at_once(invoke: Invoke, tmp_path: Path) -> None:
    """Calls that would take minutes are waited for after the first SIGINT and given up after the second."""
    with _running(tmp_path, HANGING) as process:
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert b"waiting for 8 calls in flight" in process.stderr.readline()
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        code, said = _end(process)
    assert (130, True) == (code, "to go on: " in said)
    status = invoke("status", "out", "--json").json
    assert ("interrupted", 0, 0) == (status["state"], status["attempts"], status["in_flight"])
    _assert_finishes(invoke)


@pytest.fixture
def starved(invoke: Invoke, tmp_path: Path) -> Any:
    """How a run ended whose model writes English only."""
    (tmp_path / "c.yaml").write_text(ENGLISH)
    return invoke("run", "c.yaml", "--display", "none", "--json")


def test_a_starved_run_names_its_cells(invoke: Invoke, tmp_path: Path, starved: Any) -> None:
    """Code 3, every starved cell with its commonest reasons, and a manifest that does not say complete."""
    assert (3, "starved", 0) == (starved.code, starved.json["state"], starved.json["accepted"])
    status = invoke("status", "out", "--json").json
    assert ("starved", 3, 0, 303) == (status["state"], status["target"], status["accepted"], status["attempts"])
    reason = max(status["rejected"], key=status["rejected"].get)
    for label in ("positive", "negative", "neutral"):
        line = f"starved: sentiment sentiment={label}: 0 of 1 rows after 101 attempts (most refused: {reason} 101)"
        assert line in status["warnings"]
        assert line in starved.err
    assert starved.err.endswith("config.yaml --set attempts.per_row=2\n")
    manifest = json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))
    assert ("starved", False) == (manifest["state"], manifest["complete"])
    found = invoke("verify", "out", "--json").json
    assert (True, False, 303) == (found["ok"], found["complete"], found["rejected"])


@pytest.mark.usefixtures("starved")
def test_a_starved_run_is_not_tried_again_unchanged(invoke: Invoke, tmp_path: Path) -> None:
    """Running it again ends with 3 and sends nothing."""
    before = (tmp_path / "out/journal.jsonl").read_bytes()
    again = invoke("run", "c.yaml", "--display", "none")
    assert (3, True) == (again.code, "starved: sentiment sentiment=neutral: 0 of 1 rows" in again.err)
    assert before == (tmp_path / "out/journal.jsonl").read_bytes()


@pytest.mark.usefixtures("starved")
def test_raised_attempts_reopen_starved_cells(invoke: Invoke) -> None:
    """With more attempts a row the cells are tried again; with a model that can, they are filled."""
    more = invoke("run", "c.yaml", "--display", "none", "--set", "attempts.per_row=2")
    assert (3, 306) == (more.code, invoke("status", "out", "--json").json["attempts"])
    able = invoke("run", "c.yaml", "--display", "none", "--set", "attempts.per_row=3", "--model", "mock")
    assert (0, 309) == (able.code, invoke("status", "out", "--json").json["attempts"])
    assert invoke("verify", "out", "--json").json["complete"]


def test_a_plan_of_a_new_config(invoke: Invoke, tmp_path: Path) -> None:
    """Cells, marginals and an estimate, in the contract's shape, and no file."""
    (tmp_path / "c.yaml").write_text(CONFIG)
    plan = invoke("plan", "c.yaml", "--json").json
    assert PLAN == _list_types(plan)
    assert ESTIMATE == _list_types(plan["estimate"])
    expected = {"positive": 160, "negative": 160, "neutral": 80}
    assert (400, 0, {"sentiment": expected}) == (plan["target"], plan["accepted"], plan["marginals"])
    assert [{"cell": {"sentiment": label}, "target": rows} for label, rows in expected.items()] == plan["cells"]
    assert plan["estimate"]["calls"] >= 400
    assert [tmp_path / "c.yaml"] == list(tmp_path.iterdir())


def test_a_plan_of_two_tasks_names_them(invoke: Invoke, tmp_path: Path) -> None:
    """Targets add up, and cells and marginals say whose they are."""
    (tmp_path / "c.yaml").write_text("tasks: [{task: sentiment, target: 10}, {task: exams, target: 8}]\n")
    plan = invoke("plan", "c.yaml", "--json").json
    assert (18, ["sentiment.sentiment", "exams.answer"]) == (plan["target"], list(plan["marginals"]))
    assert {"cell": {"task": "exams", "answer": "D"}, "target": 2} == plan["cells"][-1]


def test_a_plan_of_an_existing_run_is_that_runs(invoke: Invoke, tmp_path: Path) -> None:
    """Cells are those of the run as it grew, and the estimate is of what is left."""
    (tmp_path / "c.yaml").write_text(ENGLISH)
    for target in (6, 9):
        assert 0 == invoke("run", "c.yaml", "--model", "mock", "--target", target, "--display", "none").code
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    plan = invoke("plan", "out/config.yaml", "--target", 12, "--json").json
    assert (12, 9, 3) == (plan["target"], plan["accepted"], plan["estimate"]["calls"])
    assert before == {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}


@pytest.mark.parametrize("json_asked", [False, True])
def test_a_dry_run_shows_three_prompts(
    cli: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, json_asked: bool
) -> None:
    """The plan and three rendered prompts are printed, Arabic in any locale; nothing is sent and no file is left."""
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    (tmp_path / "c.yaml").write_text(CONFIG)
    done = cli("run", "c.yaml", "--dry-run", *(["--json"] if json_asked else []))
    assert 0 == done.code
    if json_asked:
        assert [{"system", "user", "hash"}] * 3 == [set(prompt) for prompt in done.json["prompts"]]
        assert PLAN == _list_types({key: value for key, value in done.json.items() if key != "prompts"})
    else:
        shown = [line for line in done.out.splitlines() if line.startswith("--- prompt ")]
        assert [f"--- prompt {number} of 3: user" for number in (1, 2, 3)] == shown[1::2]
        assert "العربية" in done.out
    assert [tmp_path / "c.yaml"] == list(tmp_path.iterdir())


def test_prompts_of_a_dry_run_are_those_of_the_run(invoke: Invoke, tmp_path: Path) -> None:
    """What is shown is, word for word, what the first calls of the run ask."""
    (tmp_path / "c.yaml").write_text("tasks: [{task: sentiment, target: 5}, {task: grammar, target: 5}]\n")
    shown = invoke("run", "c.yaml", "--dry-run", "--json", "--seed", 77).json["prompts"]
    transport = ScriptedTransport(HttpResponse(400, {}, b"{}"))
    alone = ["seed=77", "limits.concurrency=1", f"output={tmp_path / 'out'}"]
    run(load_config(tmp_path / "c.yaml", alone), transport=transport)
    sent = [json.loads(request.body)["messages"] for request in transport.requests[:3]]
    assert sent == [[{"role": role, "content": prompt[role]} for role in ("system", "user")] for prompt in shown]


def test_a_folder_without_a_run_has_no_status(invoke: Invoke, tmp_path: Path) -> None:
    """`status` of a folder that holds no run is an error of use."""
    done = invoke("status", tmp_path)
    assert (2, "", True) == (done.code, done.out, "holds no run" in done.err)


def test_a_stage_of_several_tasks_is_refused(invoke: Invoke, tmp_path: Path) -> None:
    """A stage sets the target of one task; what it would mean for several is not guessed."""
    (tmp_path / "c.yaml").write_text("tasks: [{task: sentiment, target: 500}, {task: exams, target: 500}]\n")
    done = invoke("plan", "c.yaml", "--json"), invoke("run", "c.yaml", "--dry-run", "--stage", "pilot")
    assert [0, 2] == [each.code for each in done]
    assert "--stage pilot needs a config of one task" in done[1].err


def test_a_stage_is_a_target(invoke: Invoke, tmp_path: Path) -> None:
    """The stages are 150 rows, 1,000 rows, and the config's own target, which no stage exceeds."""
    (tmp_path / "c.yaml").write_text(CONFIG)
    shown = [invoke("run", "c.yaml", "--dry-run", "--json", "--stage", name) for name in ("pilot", "small", "full")]
    assert [150, 400, 400] == [done.json["target"] for done in shown]
