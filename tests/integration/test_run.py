"""Whole runs in this process: what ends them, and what they leave behind."""

from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.closing import RunEnd
from engine.config.load import LoadedConfig, load_config
from engine.display.snapshot import Snapshot
from engine.errors import RunLockedError, StorageError
from engine.inspection.verify import verify_run
from engine.journal.lock import RunLock
from engine.journal.replay import replay
from engine.records import HttpResponse
from engine.run import run
from engine.rundir import RunDir
from engine.testing import FullDisk, ScriptedTransport
from engine.transport import Transport

NEVER = HttpResponse(401, {}, b'{"error": {"message": "bad key"}}')
BROKEN = HttpResponse(400, {}, b'{"error": {"message": "no such model"}}')


def _load(folder: Path, *settings: str, task: str = "sentiment", target: int = 50) -> LoadedConfig:
    return load_config(None, [f"task={task}", f"target={target}", f"output={folder}", *settings])


def _run(folder: Path, *settings: str, limit: int | None = None, transport: Transport | None = None) -> RunEnd:
    return run(_load(folder, *settings), limit=limit, transport=transport)


def _profile(**faults: object) -> tuple[str, str]:
    return f"providers.mock.profiles.own={orjson.dumps(faults).decode()}", "model=mock:own"


def _read_rows(folder: Path, kind: str, task: str) -> list[dict[str, Any]]:
    parts = sorted((folder / kind / task).glob("part-*.jsonl"))
    return [orjson.loads(line) for part in parts for line in part.read_bytes().split(b"\n") if line]


def test_a_run_fills_every_cell(tmp_path: Path) -> None:
    """Fifty rows are twenty positive, twenty negative and ten neutral."""
    end = _run(tmp_path / "out")
    labels = Counter(row["sentiment"] for row in _read_rows(tmp_path / "out", "data", "sentiment"))
    assert ("complete", {"positive": 20, "negative": 20, "neutral": 10}) == (end.stop.state, labels)


@pytest.mark.parametrize("limit", [1, 7, 49])
def test_a_limit_is_met_exactly(tmp_path: Path, limit: int) -> None:
    """With a limit the run stops when exactly so many rows are new."""
    end = _run(tmp_path / "out", limit=limit)
    assert ("stopped", 0, limit) == (end.stop.state, end.stop.exit_code, end.accepted)


def test_limits_add_up_to_the_whole(tmp_path: Path) -> None:
    """Runs with a limit, one after the other, end complete and sound."""
    ends = [_run(tmp_path / "out", *_profile(duplicates=0.2, malformed=0.1), limit=20) for _ in range(3)]
    assert [20, 40, 50] == [end.accepted for end in ends]
    assert verify_run(RunDir(tmp_path / "out")).complete


def test_a_key_that_is_not_taken_ends_the_run_at_once(tmp_path: Path) -> None:
    """A 401 ends with code 4, and the attempts that met it are not counted."""
    end = _run(tmp_path / "out", transport=ScriptedTransport(NEVER))
    assert ("failed", 4, 0) == (end.stop.state, end.stop.exit_code, end.accepted)
    assert b'"type":"failed"' not in (tmp_path / "out/journal.jsonl").read_bytes()


def test_a_run_that_only_fails_is_stopped(tmp_path: Path) -> None:
    """Failure after failure ends with code 3 long before the attempts are spent."""
    transport = ScriptedTransport(BROKEN)
    end = _run(tmp_path / "out", transport=transport)
    assert ("failed", 3) == (end.stop.state, end.stop.exit_code)
    assert len(transport.requests) < 500


def test_a_row_with_another_label_fills_that_labels_cell(tmp_path: Path) -> None:
    """Rows that came out with another label than asked count where they belong, and the run is exact."""
    _run(tmp_path / "out", *_profile(wrong_label=0.5))
    rows = _read_rows(tmp_path / "out", "data", "sentiment")
    assert {"positive": 20, "negative": 20, "neutral": 10} == Counter(row["sentiment"] for row in rows)
    assert verify_run(RunDir(tmp_path / "out")).ok


def test_a_cell_that_cannot_be_filled_is_named(tmp_path: Path) -> None:
    """A model that answers in English starves every cell: code 3, each named with its commonest reason."""
    end = _run(tmp_path / "out", *_profile(english=1.0), "attempts.per_row=1")
    assert ("starved", 3, 0) == (end.stop.state, end.stop.exit_code, end.accepted)
    starved = [warning for warning in end.warnings if warning.startswith("starved: sentiment sentiment=")]
    assert 3 == len(starved)
    assert all("not_arabic" in warning or "too_short" in warning for warning in starved)


def test_a_starved_run_buys_nothing_when_it_is_run_again(tmp_path: Path) -> None:
    """Unchanged, it ends with code 3 and sends no request."""
    _run(tmp_path / "out", *_profile(english=1.0), "attempts.per_row=1")
    transport = ScriptedTransport(NEVER)
    end = _run(tmp_path / "out", *_profile(english=1.0), "attempts.per_row=1", transport=transport)
    assert ("starved", []) == (end.stop.state, transport.requests)


def test_hangs_cost_their_timeout_and_nothing_else(tmp_path: Path) -> None:
    """Requests that are never answered are given up in time and every slot is filled."""
    end = _run(tmp_path / "out", *_profile(hangs=0.1, hang_s=600), "timeouts.total_s=0.05")
    assert "complete" == end.stop.state


@pytest.mark.parametrize("capacity", [0, 200, 3_000, 20_000])
def test_a_full_disk_stops_the_run_and_loses_nothing(tmp_path: Path, capacity: int) -> None:
    """Wherever the space ends, the error names the file, and with more space the run ends sound."""
    with pytest.raises(StorageError, match="No space left"):
        run(_load(tmp_path / "out"), disk=FullDisk(capacity))
    assert "complete" == _run(tmp_path / "out").stop.state
    assert verify_run(RunDir(tmp_path / "out")).ok


def test_a_directory_in_use_is_refused(tmp_path: Path) -> None:
    """While one process works on a run directory, another one is turned away and changes nothing."""
    _run(tmp_path / "out", limit=10)
    before = (tmp_path / "out/journal.jsonl").read_bytes()
    with RunLock(tmp_path / "out"), pytest.raises(RunLockedError):
        _run(tmp_path / "out")
    assert before == (tmp_path / "out/journal.jsonl").read_bytes()


def test_a_refused_candidate_is_kept_with_its_reason(tmp_path: Path) -> None:
    """Everything that was paid for and not taken lies in the rejects."""
    _run(tmp_path / "out", *_profile(malformed=0.3))
    reasons = {line["reason"] for line in _read_rows(tmp_path / "out", "rejects", "sentiment")}
    assert {"malformed_json", "empty_reply"} == reasons


def test_a_row_explains_itself(tmp_path: Path) -> None:
    """A row's meta names its cell, slot, attempt, brief, model, prompt, tokens and measurements, and no time."""
    _run(tmp_path / "out", limit=1)
    row = _read_rows(tmp_path / "out", "data", "sentiment")[0]
    expected = {
        *("cell", "slot", "attempt", "brief", "workflow", "persona_id", "parent_id", "model", "prompt_hash"),
        *("prompt_tokens", "completion_tokens", "checks"),
    }
    assert expected == set(row["meta"])
    assert ["id", "text", "sentiment"] == list(row)[:3]


def test_many_starved_cells_are_summed_up(tmp_path: Path) -> None:
    """The twenty emptiest are named, the others counted in one line, and the manifest has every one."""
    subjects = ",".join(f"s{number}: 1" for number in range(8))
    settings = ["task=exams", "target=32", f"output={tmp_path / 'out'}", f"quotas.subject={{{subjects}}}"]
    end = run(load_config(None, [*settings, *_profile(english=1.0), "attempts.per_row=1"]))
    assert ("starved", 21) == (end.stop.state, len(end.warnings))
    assert "starved: 12 more cells: 0 of 12 rows" == end.warnings[-1]
    assert all(" after 101 attempts (most refused: " in line for line in end.warnings[:-1])
    assert 32 == len(orjson.loads((tmp_path / "out/manifest.json").read_bytes())["cells"])


class FailingDisplay:
    """Fails at everything it is asked for, from the beginning."""

    every_s = first_s = 0.0
    shows_cells = True

    def show(self, snapshot: Snapshot) -> None:
        """Fail."""
        raise BrokenPipeError(32, f"{snapshot.name} cannot be shown")

    def close(self) -> None:
        """Fail."""
        raise ZeroDivisionError


def test_a_display_that_fails_costs_the_run_nothing(tmp_path: Path) -> None:
    """The run is complete, and a person is told once that nothing was shown, and why."""
    told: list[str] = []
    end = run(_load(tmp_path / "out", "name=mine"), display=FailingDisplay(), tell=told.append)
    expected = ["the display was switched off: [Errno 32] mine cannot be shown"]
    assert ("complete", expected) == (end.stop.state, told)
    assert verify_run(RunDir(tmp_path / "out")).complete


class KeepingDisplay:
    """Keeps what it is shown."""

    every_s = first_s = 0.0

    def __init__(self, *, shows_cells: bool) -> None:
        self.shows_cells = shows_cells
        self.shown: list[Snapshot] = []

    def show(self, snapshot: Snapshot) -> None:
        """Keep it."""
        self.shown.append(snapshot)

    def close(self) -> None:
        """Do nothing."""


@pytest.mark.parametrize(("asked", "cells"), [(True, 3), (False, 0)])
def test_a_display_sees_the_run_to_its_end(tmp_path: Path, asked: bool, cells: int) -> None:
    """The last snapshot, and only that, is done, with every row; cells are counted for who asks for them."""
    display = KeepingDisplay(shows_cells=asked)
    run(_load(tmp_path / "out"), display=display)
    assert [*[False] * (len(display.shown) - 1), True] == [each.done for each in display.shown]
    assert (50, {cells}) == (display.shown[-1].accepted, {len(each.cells) for each in display.shown})


def test_a_run_that_crashed_leaves_what_it_said_last(tmp_path: Path) -> None:
    """After a full disk its heartbeat tells how long it worked, the next run writes that down and ends without one."""
    run_dir = RunDir(tmp_path / "out")
    with pytest.raises(StorageError):
        run(_load(run_dir.path, *_profile(latency_ms=700), "limits.concurrency=4"), disk=FullDisk(20_000))
    said = orjson.loads(run_dir.heartbeat.read_bytes())
    _run(run_dir.path)
    journal = [orjson.loads(line.partition(b"\t")[0]) for line in run_dir.journal.read_bytes().splitlines()]
    closed = [event for event in journal if event.get("type") == "closed"]
    assert (4, [said["elapsed_s"]]) == (said["in_flight"], [event["elapsed_s"] for event in closed[:1]])
    assert said["elapsed_s"] >= 0.5
    assert not run_dir.heartbeat.exists()


def test_what_the_config_warned_of_is_not_said_twice(tmp_path: Path) -> None:
    """The end of a run has the warnings of the run alone; the journal keeps both."""
    loaded = _load(tmp_path / "out", "budget.usd=5", *_profile(english=1.0), "attempts.per_row=1", target=1)
    end = run(loaded)
    [known] = loaded.warnings
    assert (1, False) == (len(end.warnings), known in end.warnings)
    assert (known, *end.warnings) == replay(RunDir(tmp_path / "out").journal)[0].closed.warnings  # type: ignore[union-attr]
