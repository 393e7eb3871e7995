"""Tasks are folders: what is found, what is refused, and that a new one needs no edit elsewhere."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import prompts
from prompts.discover import UnknownTaskError, discover_tasks, find_task

ROOT = Path(prompts.__file__).parent.parent
TASK = """
from dataclasses import replace
from pathlib import Path
from prompts.tasks.sentiment.task import TASK as BASE
TASK = replace(BASE, name="{name}", folder=Path(__file__).parent)
"""


def run_with_task(tmp_path: Path, name: str) -> subprocess.CompletedProcess[str]:
    """List the tasks of a copy of the package that has one more folder, whose task has the given name."""
    for package in ("prompts", "validators"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    folder = tmp_path / "prompts" / "tasks" / "fourth"
    folder.mkdir()
    (folder / "task.py").write_text(TASK.format(name=name), "utf-8")
    code = "from prompts.discover import discover_tasks; print(*dict(discover_tasks()))"
    return subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)


def test_finds_every_task() -> None:
    """The folders with a task are found in alphabetical order."""
    assert list(discover_tasks()) == ["exams", "grammar", "sentiment", "topics"]


def test_finds_one_task_by_name() -> None:
    """A task is found by its folder's name and knows its folder."""
    task = find_task("exams")
    assert (task.name, task.folder.name) == ("exams", "exams")


def test_unknown_task_names_the_known_ones() -> None:
    """An unknown name gives an error that lists what could be meant."""
    with pytest.raises(UnknownTaskError, match=r"'exam'.*exams, grammar, sentiment, topics"):
        find_task("exam")


def test_tasks_cannot_be_added_by_hand() -> None:
    """The mapping of tasks is read-only, because folders are the only list."""
    with pytest.raises(TypeError):
        discover_tasks()["other"] = find_task("exams")  # type: ignore[index]


def test_new_folder_is_a_task(tmp_path: Path) -> None:
    """A folder with a `task.py` is one more task, with no edit anywhere else."""
    done = run_with_task(tmp_path, "fourth")
    assert done.stdout.strip() == "exams fourth grammar sentiment topics", done.stderr


def test_task_must_carry_its_folders_name(tmp_path: Path) -> None:
    """A task with another name than its folder is refused with the file and the name that it should have."""
    done = run_with_task(tmp_path, "fifth")
    assert "prompts/tasks/fourth/task.py must export TASK, a TaskSpec with the name 'fourth'" in done.stderr
