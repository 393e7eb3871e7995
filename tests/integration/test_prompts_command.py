"""`prompts lint` and `prompts show` as programs, and a run whose templates are a user's own."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.inside import run_inside

OWN = '{% extends "task/user.ar.j2" %}\n{% block order %}\n{{ super() }}راجع سؤالك قبل إرساله.\n{% endblock %}\n'
CONFIG = "task: exams\ntarget: 6\nmodel: mock\nprompts: {exams: own}\n"


def invoke(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder."""
    return run_inside(*arguments, cwd=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a config and a user template of its own."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "user.ar.j2").write_text(OWN, "utf-8")
    (tmp_path / "c.yaml").write_text(CONFIG, "utf-8")
    return tmp_path


def read_hashes(folder: Path) -> list[str]:
    """Return the prompt hash of every row, in order."""
    parts = sorted((folder / "runs" / "c" / "data" / "exams").glob("*.jsonl"))
    rows = [line for part in parts for line in part.read_text("utf-8").split("\n") if line]
    return [json.loads(row)["meta"]["prompt_hash"] for row in rows]


def test_a_run_with_templates_of_ones_own(folder: Path) -> None:
    """Every row names the hash that `show` shows, and a change between two runs is told, recorded and in later rows."""
    shown = [json.loads(invoke(folder, "prompts", "show", "exams", "--config", "c.yaml", "--json").stdout)]
    assert 0 == invoke(folder, "run", "c.yaml", "--display", "none").returncode
    (folder / "own" / "user.ar.j2").write_text(OWN.replace("راجع", "دقق"), "utf-8")
    shown += [json.loads(invoke(folder, "prompts", "show", "exams", "--config", "c.yaml", "--json").stdout)]
    done = invoke(folder, "run", "c.yaml", "--target", "8", "--display", "none")
    first, second = (each["hash"] for each in shown)
    assert (0, [first] * 6 + [second] * 2) == (done.returncode, read_hashes(folder))
    line = f"prompts.exams: templates {first} -> {second}"
    assert f"changed: {line}" in done.stderr
    assert line in (folder / "runs" / "c" / "journal.jsonl").read_text("utf-8")
    assert ["راجع سؤالك" in shown[0]["user"], "دقق سؤالك" in shown[1]["user"]] == [True, True]


def test_a_run_with_a_broken_template_spends_nothing(folder: Path) -> None:
    """File, line and variable are told, and no run directory is made."""
    (folder / "own" / "user.ar.j2").write_text(OWN + "{{ topik }}", "utf-8")
    done = invoke(folder, "run", "c.yaml")
    assert (2, False) == (done.returncode, (folder / "runs").exists())
    assert f"prompts.exams: {folder}/own/user.ar.j2:5: unknown variable 'topik'; known: " in done.stderr


def test_lint_finds_nothing_in_our_own(folder: Path) -> None:
    """Neither in those of the tasks nor in the config's, which extend them."""
    done = invoke(folder, "prompts", "lint", "c.yaml", "--json")
    report = json.loads(done.stdout)
    assert (0, True, [], f"{folder}/own") == (done.returncode, report["ok"], report["faults"], report["checked"][-1])


def test_lint_tells_file_and_line(folder: Path) -> None:
    """One line on standard output for each fault, the same as JSON, and exit code 2."""
    (folder / "own" / "user.ar.j2").write_text(OWN + "{{ topik }}", "utf-8")
    done, other = (invoke(folder, "prompts", "lint", "c.yaml", *more) for more in ((), ("--json",)))
    (fault,) = json.loads(other.stdout)["faults"]
    place = f"{folder}/own/user.ar.j2"
    assert (2, 2, place, 5, "unknown_variable") == (
        done.returncode,
        other.returncode,
        fault["path"],
        fault["line"],
        fault["rule"],
    )
    assert f"{place}:5: {fault['reason']} (unknown_variable)\n" == done.stdout


def test_show_needs_no_config(tmp_path: Path) -> None:
    """A task's own prompt, the same every time, other for another slot or attempt; nothing is written."""
    told = [
        invoke(tmp_path, "prompts", "show", "sentiment", *more).stdout
        for more in ((), (), ("--slot", "3"), ("--attempt", "1"))
    ]
    assert told[0] == told[1]
    assert 3 == len(set(told))
    assert "--- user, about " in told[0]
    assert [] == list(tmp_path.iterdir())


def test_show_has_persona_and_parent(tmp_path: Path) -> None:
    """Where items are rewritten, every section says what and for whom."""
    (tmp_path / "c.yaml").write_text("task: exams\ntarget: 6\nmodel: mock\nworkflow: combined\n", "utf-8")
    done = invoke(tmp_path, "prompts", "show", "exams", "--config", "c.yaml", "--items", "2", "--json")
    report = json.loads(done.stdout)
    assert [True, True] == [
        brief["persona"] in report["user"] and len(brief["parent"]) > 20 for brief in report["briefs"]
    ]
    assert 2 == report["user"].count("انطلق في هذا العنصر من النص الآتي")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "nope"], "unknown task 'nope'"),
        (["show", "sentiment", "--config", "c.yaml"], "the config has no data set 'sentiment'; known: exams"),
        (["show", "exams", "--config", "c.yaml", "--slot", "6"], "slot 6: exams has slots 0 to 5"),
        (["lint", "absent.yaml"], "absent.yaml"),
    ],
)
def test_what_cannot_be_shown_is_a_usage_error(folder: Path, arguments: list[str], message: str) -> None:
    """One message, exit code 2."""
    done = invoke(folder, "prompts", *arguments)
    assert (2, "") == (done.returncode, done.stdout)
    assert message in done.stderr
    assert "Traceback" not in done.stderr
