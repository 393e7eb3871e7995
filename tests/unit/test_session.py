"""What a resume remembers of a run directory, and what it refuses to take for one."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest

from engine import stages
from engine.config.load import load_config
from engine.errors import DamagedFileError, StorageError, UsageError
from engine.journal.disk import LocalDisk
from engine.journal.events import Failed
from engine.opening import open_inputs, refuse_foreign_folder
from engine.plans import make_plans
from engine.run import run
from engine.rundir import RunDir
from engine.session import account, refuse_foreign_files, remember, restore
from validators.base import Item, Measures, Reading, Refusal


class Listing:
    """A corpus check that keeps what it is given."""

    codes = ()

    def __init__(self) -> None:
        self.admitted: list[Item] = []

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Take everything."""
        return None

    def admit(self, reading: Reading) -> None:
        """Keep it."""
        self.admitted.append(reading.item)


def test_corpus_checks_get_back_what_was_committed(tmp_path: Path) -> None:
    """Every row is admitted in order as the item that was judged: its own columns, without id and meta."""
    loaded = load_config(None, ["task=sentiment", "target=6", "seed=3", f"output={tmp_path}"])
    run(loaded)
    run_dir, inputs, disk, check = RunDir(tmp_path), open_inputs(loaded), LocalDisk(), Listing()
    memory = remember(run_dir, ["sentiment"])
    plans = make_plans(loaded, {"sentiment": (6,)}, run_dir)
    books = stages.make_books(loaded, plans, inputs, memory, run_dir, disk)
    restore(run_dir, {"sentiment": replace(books["sentiment"], corpus=[check])})
    rows = [json.loads(line) for line in (tmp_path / "data/sentiment/part-00000.jsonl").read_bytes().splitlines()]
    expected = [{name: value for name, value in row.items() if name not in {"id", "meta"}} for row in rows]
    assert (6, expected) == (len(rows), [item.fields for item in check.admitted])
    assert books["sentiment"].ledger.complete


def test_an_event_of_a_task_that_is_not_in_the_config_is_a_contradiction() -> None:
    """No run could have written it."""
    with pytest.raises(ValueError, match="task 'grammar' is not in the config"):
        account(Failed("grammar", 0, 0, "timeout", 0, 0, 1), {})


def test_targets_that_fit_no_plan_are_damage(tmp_path: Path) -> None:
    """Growth steps that no run could have taken are those of a changed journal."""
    loaded = load_config(None, ["task=sentiment", "target=6"])
    with pytest.raises(DamagedFileError, match="its targets fit no plan"):
        make_plans(loaded, {"sentiment": (6, 4)}, RunDir(tmp_path))


def test_a_folder_with_other_things_is_refused_untouched(tmp_path: Path) -> None:
    """A run is not begun among somebody's files, and not even a lock is left there."""
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(UsageError, match=r"not empty and holds no run \(but 'thesis\.txt'\)"):
        run(load_config(None, ["task=sentiment", "target=6", f"output={tmp_path}"]))
    assert [tmp_path / "thesis.txt"] == list(tmp_path.iterdir())


def test_a_folder_with_an_empty_journal_among_other_things_is_refused(tmp_path: Path) -> None:
    """A journal without a whole event makes no run of somebody's folder."""
    (tmp_path / "thesis.txt").touch()
    (tmp_path / "journal.jsonl").touch()
    refuse_foreign_folder(RunDir(tmp_path))
    with pytest.raises(UsageError, match=r"thesis\.txt"):
        remember(RunDir(tmp_path), [])


@contextmanager
def without_rights() -> Iterator[Path]:
    """A folder that may be entered and not listed."""
    folder, before = Path(mkdtemp()), os.geteuid()
    folder.chmod(0o311)
    try:
        if before == 0:
            os.seteuid(65534)
        yield folder
    finally:
        os.seteuid(before)
        folder.chmod(0o700)
        rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="the system has no such rights")
def test_an_unreadable_folder_is_a_storage_error() -> None:
    """A folder that cannot be listed is named, with what was tried."""
    with without_rights() as folder, pytest.raises(StorageError, match=f"could not read {folder}"):
        refuse_foreign_files(RunDir(folder))


@pytest.mark.parametrize("name", ["config.yaml", "data/test.csv", "rejects/notes/a.txt"])
def test_a_folder_with_files_of_the_users_own_holds_no_run(tmp_path: Path, name: str) -> None:
    """Somebody's own config or data, under the names that a run uses, is not taken for a run that was just begun."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("task: exams # mine")
    with pytest.raises(UsageError, match=path.name):
        refuse_foreign_files(RunDir(tmp_path))
