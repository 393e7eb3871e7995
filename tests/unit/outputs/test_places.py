"""Outputs of commands: a file that is read, another output, a folder and what is a run's own are no places for them."""

import os
from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.outputs.places import check_places
from engine.rundir import OWN, RunDir


@pytest.fixture
def run(tmp_path: Path) -> RunDir:
    """Return a folder that holds a run, and an input beside it."""
    run = RunDir(tmp_path / "run")
    run.path.mkdir()
    run.journal.write_bytes(b"")
    (tmp_path / "input.jsonl").write_bytes(b"{}\n")
    return run


@pytest.mark.parametrize("name", sorted([*OWN, "CONFIG.YAML", "Data/exams/part-00000.jsonl"]))
def test_nothing_is_written_over_what_is_a_runs_own(run: RunDir, name: str) -> None:
    """Whatever a run writes into its folder is refused, there or not, in any case of letters, with the run's name."""
    with pytest.raises(UsageError, match=r"--out .*only the run in .*run writes"):
        check_places([("--out", run.path / name)])


def test_what_lies_among_the_rows_of_a_run_is_its_own(run: RunDir) -> None:
    """A file below data/ belongs to the run, however it is spelled."""
    with pytest.raises(UsageError, match="only the run"):
        check_places([("--out", run.path / "x" / ".." / "data" / "exams" / "a.jsonl")])


def test_other_files_in_the_folder_of_a_run_are_free(run: RunDir) -> None:
    """A page or an export may lie beside what the run wrote, and the names of a run are free elsewhere."""
    check_places([("--out", run.path / "report.html"), ("--dropped", run.path.parent / "manifest.json")])


def test_a_run_that_is_yet_to_begin_keeps_its_places(tmp_path: Path) -> None:
    """A folder that is no run yet is one for the command that makes it."""
    with pytest.raises(UsageError, match="only the run"):
        check_places([("--out", tmp_path / "new" / "journal.jsonl")], run=RunDir(tmp_path / "new"))


@pytest.mark.parametrize("make", [os.symlink, os.link])
def test_an_input_is_kept_under_any_name(run: RunDir, make: object) -> None:
    """A link to a file that is read is that file."""
    source, other = run.path.parent / "input.jsonl", run.path.parent / "other.jsonl"
    make(source, other)  # type: ignore[operator]
    with pytest.raises(UsageError, match=r"--out .* is the file of --in too"):
        check_places([("--out", other)], [("--in", source)])


def test_two_outputs_are_two_files(tmp_path: Path) -> None:
    """One place for two outputs would lose one of them."""
    with pytest.raises(UsageError, match=r"--error .* is the file of --out too"):
        check_places([("--out", tmp_path / "a"), ("--error", tmp_path / "." / "a")])


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder is refused where a file is written, and taken where a folder is."""
    check_places([("--out", tmp_path)], folders=True)
    with pytest.raises(UsageError, match="is a folder"):
        check_places([("--out", tmp_path)])


@pytest.mark.parametrize("name", ["requests-0a1b2c3d4e5f.sources.jsonl", "Requests-0A1B2C3D4E5F.Personas.jsonl"])
def test_what_requests_are_sent_from_stays(tmp_path: Path, name: str) -> None:
    """A file beside a run that it goes on from is no place for an output; the name alone is free."""
    check_places([("--out", tmp_path / name)])
    (tmp_path / name).write_bytes(b"{}\n")
    with pytest.raises(UsageError, match="a run of send-persona-requests goes on from"):
        check_places([("--out", tmp_path / name)])
