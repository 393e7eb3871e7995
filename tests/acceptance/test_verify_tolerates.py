"""What a crash, a move or a desktop leaves behind is no problem to `verify`; what was made up for it is."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.config.load import load_config
from engine.inspection.verify import Verification, verify_run
from engine.journal.disk import Disk
from engine.run import run
from engine.rundir import RunDir
from engine.testing import PowerCutDisk, PowerCutError, When

SETTINGS = (
    "task=sentiment",
    "name=crashed",
    "model=mock:own",
    'providers.mock.profiles.own={"malformed": 0.2, "duplicates": 0.2}',
    "limits.concurrency=8",
    "sink.rows_per_shard=8",
)
CRASHES: dict[str, tuple[str, int, When, bool]] = {
    "rows without their events": ("journal.append", 2, "before", True),
    "a torn event": ("journal.append", 2, "middle", True),
    "a torn row": ("shard.append", 1, "middle", True),
    "a shard without a row": ("shard.open", 2, "after", True),
    "a torn reject": ("rejects.append", 1, "middle", True),
    "a torn first event": ("journal.append", 1, "middle", True),
    "no first manifest": ("manifest.replace", 1, "before", False),
    "half a manifest": ("manifest.replace", 1, "middle", False),
}
"""What is left behind, the crash that does it, and whether there are bytes that nobody committed."""


def make(run_dir: Path, target: int = 40, disk: Disk | None = None, limit: int | None = None) -> None:
    """Make a run, or go on with it."""
    run(load_config(None, [*SETTINGS, f"target={target}", f"output={run_dir}"]), disk=disk, limit=limit)


def crash(run_dir: Path, point: str, occurrence: int, when: When, target: int = 40) -> Verification:
    """Crash a run at one boundary and verify what is left."""
    with pytest.raises((PowerCutError, ExceptionGroup)):
        make(run_dir, target, PowerCutDisk(point, occurrence, when, lost=()))
    return verify_run(RunDir(run_dir))


@pytest.mark.parametrize(("point", "occurrence", "when", "more"), CRASHES.values(), ids=CRASHES)
def test_the_remains_of_a_crash_are_no_problem(
    tmp_path: Path, point: str, occurrence: int, when: When, more: bool
) -> None:
    """An incomplete run is sound, bytes past the last journalled one are counted, and a resume makes it complete."""
    found = crash(tmp_path / "out", point, occurrence, when)
    assert ([], True, False, 40) == (found.problems, found.ok, found.complete, found.target)
    assert more == (found.uncommitted_bytes > 0)
    make(tmp_path / "out")
    after = verify_run(RunDir(tmp_path / "out"))
    assert (True, 40, 0) == (after.complete, after.accepted, after.uncommitted_bytes)


@pytest.mark.parametrize("when", ["before", "middle"])
def test_a_complete_run_that_died_before_its_manifest_is_complete(tmp_path: Path, when: When) -> None:
    """The manifest from the start of the process is older than the rows, and true of its moment."""
    found = crash(tmp_path / "out", "manifest.replace", 2, when)
    assert ([], True, 40) == (found.problems, found.complete, found.accepted)


@pytest.mark.parametrize("point", ["config.replace", "manifest.replace"])
def test_the_manifest_of_before_a_growth_is_no_problem(tmp_path: Path, point: str) -> None:
    """Killed between planning growth and working on it, a run has the files of the smaller one, and is incomplete."""
    make(tmp_path / "out")
    found = crash(tmp_path / "out", point, 1, "before", target=60)
    assert ([], False, 60, 40) == (found.problems, found.complete, found.target, found.accepted)


def test_processes_that_die_one_after_the_other_are_no_problem(tmp_path: Path) -> None:
    """However many processes die before they get to work, the files of the last one that did are its own."""
    make(tmp_path / "out")
    for _ in range(3):
        found = crash(tmp_path / "out", "manifest.replace", 1, "before", target=60)
    assert ([], False, 60, 40) == (found.problems, found.complete, found.target, found.accepted)


def test_a_config_that_was_put_back_is_a_problem(tmp_path: Path) -> None:
    """A frozen config from before a change, put back after the change, is not the config of the rows."""
    make(tmp_path / "out")
    shutil.copyfile(tmp_path / "out/config.yaml", tmp_path / "kept")
    make(tmp_path / "out", target=60)
    shutil.copyfile(tmp_path / "kept", tmp_path / "out/config.yaml")
    expected = [f"{tmp_path / 'out/config.yaml'}: not the config that the journal was written with"]
    assert expected == verify_run(RunDir(tmp_path / "out")).problems


def test_a_file_in_the_place_of_a_folder_is_a_problem(tmp_path: Path) -> None:
    """Where a task has no rejects yet, a file of its name does not belong there."""
    run(load_config(None, ["task=grammar", "target=4", f"output={tmp_path / 'out'}", "name=clean"]))
    (tmp_path / "out/rejects").mkdir()
    (tmp_path / "out/rejects/grammar").touch()
    expected = [f"{tmp_path / 'out/rejects/grammar'}: does not belong to this run"]
    assert expected == verify_run(RunDir(tmp_path / "out")).problems


def test_a_file_whose_name_is_no_text_is_told(invoke: Callable[..., Any], copy_run: Callable[[str], Path]) -> None:
    """A foreign file with any bytes in its name is a problem in valid JSON."""
    run_dir = copy_run("one")
    (run_dir / "data" / os.fsdecode(b"rows\xff.jsonl")).touch()
    done = invoke("verify", run_dir, "--json")
    assert (6, True) == (done.code, "data/rows?.jsonl: does not belong" in done.json["problems"][0])


def test_growth_goes_on_from_the_frozen_config_after_a_crash(tmp_path: Path) -> None:
    """The journal knows of growth before the frozen config does, and running that config finishes it."""
    make(tmp_path / "out")
    crash(tmp_path / "out", "config.replace", 1, "before", target=60)
    assert 60 == run(load_config(tmp_path / "out/config.yaml")).accepted
    assert verify_run(RunDir(tmp_path / "out")).complete


def test_a_manifest_that_was_put_back_is_a_problem(tmp_path: Path) -> None:
    """The true manifest of a complete run does not pass for that of the larger run that it became."""
    make(tmp_path / "out")
    shutil.copyfile(tmp_path / "out/manifest.json", tmp_path / "kept")
    make(tmp_path / "out", target=60, limit=5)
    shutil.copyfile(tmp_path / "kept", tmp_path / "out/manifest.json")
    assert [f"{tmp_path / 'out/manifest.json'}: older than the last process that worked on the run"] == verify_run(
        RunDir(tmp_path / "out")
    ).problems


@pytest.mark.parametrize("killed", [False, True])
def test_an_incomplete_run_cannot_be_declared_complete(tmp_path: Path, killed: bool) -> None:
    """A manifest that says complete of a stopped or a killed run is a problem."""
    if killed:
        crash(tmp_path / "out", "journal.append", 2, "after")
    else:
        make(tmp_path / "out", limit=20)
    assert verify_run(RunDir(tmp_path / "out")).ok
    path = tmp_path / "out/manifest.json"
    path.write_bytes(orjson.dumps({**orjson.loads(path.read_bytes()), "complete": True, "state": "complete"}))
    found = verify_run(RunDir(tmp_path / "out"))
    assert (False, False, 2) == (found.ok, found.complete, len(found.problems))


@pytest.mark.parametrize("name", ["journal.jsonl", "data/sentiment/part-00002.jsonl"])
def test_torn_bytes_at_the_end_of_a_complete_run_are_counted(copy_run: Callable[[str], Path], name: str) -> None:
    """Bytes past the last journalled one that are no row are no problem."""
    run_dir = copy_run("one")
    with (run_dir / name).open("ab") as file:
        file.write(b'{"id":"torn')
    found = verify_run(RunDir(run_dir))
    assert ([], True, 11) == (found.problems, found.complete, found.uncommitted_bytes)


@pytest.mark.parametrize("name", ["data/.DS_Store", "data/sentiment/.hidden", ".manifest.json.7.tmp", "notes.txt"])
def test_files_that_nobody_takes_for_rows_are_no_problem(copy_run: Callable[[str], Path], name: str) -> None:
    """Hidden files among the data, and any file beside it, do not concern the run."""
    run_dir = copy_run("one")
    (run_dir / name).write_bytes(b"x")
    assert verify_run(RunDir(run_dir)).ok


def test_a_moved_run_is_the_same_run(copy_run: Callable[[str], Path]) -> None:
    """A run directory can be moved."""
    run_dir = copy_run("two")
    found = verify_run(RunDir(run_dir.rename(run_dir.parent / "elsewhere")))
    assert ([], True) == (found.problems, found.complete)


@pytest.fixture
def protected(finished_runs: Path, tmp_path: Path) -> Path:
    """A config with a protected file of its own, and its finished run beside it."""
    shutil.copyfile(finished_runs / "bench.jsonl", tmp_path / "bench.jsonl")
    (tmp_path / "c.yaml").write_text("task: exams\ntarget: 12\nprotect: [bench.jsonl]\n")
    run(load_config(tmp_path / "c.yaml", [f"output={tmp_path / 'out'}"]))
    return tmp_path / "bench.jsonl"


@pytest.mark.parametrize("gone", [True, False])
def test_a_protected_file_that_is_gone_or_changed_is_a_note(protected: Path, gone: bool) -> None:
    """Leaks cannot be looked for then, which is said, and nothing else is wrong."""
    protected.unlink() if gone else protected.write_bytes(protected.read_bytes() + b"\n\n")
    found = verify_run(RunDir(protected.parent / "out"))
    assert (True, True) == (found.ok, found.complete)
    assert [f"{protected}: gone or changed since the run; leaks of it were not looked for"] == found.notes


@pytest.mark.parametrize("make_folder", [True, False])
def test_a_folder_without_a_run_is_a_problem(invoke: Callable[..., Any], tmp_path: Path, make_folder: bool) -> None:
    """An empty or a missing directory holds no run: valid JSON, code 6."""
    if make_folder:
        (tmp_path / "out").mkdir()
    done = invoke("verify", "out", "--json")
    assert (6, False, False, 0) == (done.code, done.json["ok"], done.json["complete"], done.json["accepted"])
    assert ["journal.jsonl" in problem for problem in done.json["problems"]] == [True]


def test_the_command_says_that_a_sound_run_is_sound(
    invoke: Callable[..., Any], copy_run: Callable[[str], Path]
) -> None:
    """On a complete run the command exits with 0 and prints the contract's keys."""
    done = invoke("verify", copy_run("two"), "--json")
    assert (0, True, True, 44, 44) == (done.code, *(done.json[key] for key in ("ok", "complete", "target", "accepted")))
    expected = {
        *("ok", "complete", "target", "accepted", "rejected", "duplicate_ids", "duplicate_texts", "near_duplicates"),
        *("leaks", "lost", "orphans", "uncommitted_bytes", "cells", "problems", "notes"),
    }
    assert expected == done.json.keys()
    assert {"cell": {"task": "exams", "answer": "A"}, "target": 6, "accepted": 6} == done.json["cells"][0]
