"""An end that a kill cut short is written by the next run, which calls no model for it."""

import asyncio
import json
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.config.load import load_config
from engine.records import HttpRequest, HttpResponse
from engine.run import run
from engine.testing import ScriptedTransport

Invoke = Callable[..., Any]

CONFIG = "task: sentiment\ntarget: 20\nmodel: mock\noutput: out\nsink: {rows_per_shard: 8}\n"
ENDS = {
    "no audit": ("audit.replace", 1, "before"),
    "half an audit": ("audit.replace", 1, "middle"),
    "no manifest": ("manifest.replace", 2, "before"),
    "half a manifest": ("manifest.replace", 2, "middle"),
}


def _kill(runner: Invoke, folder: Path, point: str, occurrence: int, when: str) -> None:
    (folder / "c.yaml").write_text(CONFIG)
    assert -signal.SIGKILL == runner(folder / "c.yaml", kill=[point, occurrence, when])["code"]


def _read_calls(run_dir: Path) -> list[dict[str, Any]]:
    lines = (run_dir / "journal.jsonl").read_bytes().split(b"\n")[:-1]  # without a torn tail
    events = map(orjson.loads, lines)
    return [event for event in events if "try" in event]


def _assert_settles(invoke: Invoke, run_dir: Path, code: int = 0, state: str = "complete") -> None:
    """Run once more: everything is as after an orderly end, without an attempt; and once more: nothing is done."""
    before = _read_calls(run_dir)
    assert code == invoke("run", "c.yaml", "--display", "none").code
    manifest = json.loads((run_dir / "manifest.json").read_text("utf-8"))
    assert (state, state == "complete") == (manifest["state"], manifest["complete"])
    assert (run_dir / "journal.jsonl").stat().st_size == manifest["journal"]["bytes"]
    assert (run_dir / "seeds_audit.json").is_file()
    assert [] == [path for path in run_dir.iterdir() if path.name.endswith(".tmp")]
    assert (state, before) == (invoke("status", run_dir, "--json").json["state"], _read_calls(run_dir))
    journal = (run_dir / "journal.jsonl").read_bytes()
    assert code == invoke("run", "c.yaml", "--display", "none").code
    assert journal == (run_dir / "journal.jsonl").read_bytes()


@pytest.mark.parametrize(("point", "occurrence", "when"), ENDS.values(), ids=ENDS)
def test_a_kill_between_the_last_event_and_the_manifest_is_made_good(
    invoke: Invoke, runner: Invoke, tmp_path: Path, point: str, occurrence: int, when: str
) -> None:
    """Killed after its last event, a complete run gets its audit and its manifest from the next run."""
    _kill(runner, tmp_path, point, occurrence, when)
    assert not json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))["complete"]
    assert invoke("verify", "out", "--json").json["complete"]
    _assert_settles(invoke, tmp_path / "out")


def test_a_kill_between_the_last_row_and_the_last_event_is_made_good(
    invoke: Invoke, runner: Invoke, tmp_path: Path
) -> None:
    """Killed when every row was there, a run is interrupted, and the next run says that it is complete."""
    _kill(runner, tmp_path, "audit.replace", 1, "before")
    path = tmp_path / "out/journal.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    assert ("interrupted", 20) == tuple(invoke("status", "out", "--json").json[key] for key in ("state", "accepted"))
    _assert_settles(invoke, tmp_path / "out")


class InterruptingTransport(ScriptedTransport):
    """Answers with what is refused, and interrupts the process while the last attempt of a cell is in flight."""

    async def send(self, request: HttpRequest) -> HttpResponse:
        """Answer; during the 101st call the user presses Ctrl-C."""
        if len(self.requests) == 100:
            signal.raise_signal(signal.SIGINT)
            await asyncio.sleep(0.1)
        return await super().send(request)


def test_a_run_that_starved_as_it_was_interrupted_is_starved(invoke: Invoke, tmp_path: Path) -> None:
    """Interrupted with its last attempt in flight, a run has nothing left to try, and the next run says so."""
    (tmp_path / "c.yaml").write_text(CONFIG.replace("20", "1") + "attempts: {per_row: 1}\n")
    reply = b'{"choices": [{"message": {"content": "no JSON"}, "finish_reason": "stop"}]}'
    end = run(load_config(tmp_path / "c.yaml"), transport=InterruptingTransport(HttpResponse(200, {}, reply)))
    assert ("interrupted", 130) == (end.stop.state, end.stop.exit_code)
    _assert_settles(invoke, tmp_path / "out", code=3, state="starved")


@pytest.mark.parametrize("name", ["journal.jsonl", "data/sentiment/part-00002.jsonl"])
def test_bytes_that_nobody_committed_are_cut_off_a_complete_run(invoke: Invoke, tmp_path: Path, name: str) -> None:
    """What stands past the end of a file of a complete run is gone after the next run."""
    (tmp_path / "c.yaml").write_text(CONFIG)
    invoke("run", "c.yaml", "--display", "none")
    with (tmp_path / "out" / name).open("ab") as file:
        file.write(b'{"id":"torn')
    assert 11 == invoke("verify", "out", "--json").json["uncommitted_bytes"]
    _assert_settles(invoke, tmp_path / "out")
    assert 0 == invoke("verify", "out", "--json").json["uncommitted_bytes"]
