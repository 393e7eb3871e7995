"""`select-personas` as a program: files in, a diverse few out, everything else on standard error."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from prompts.personas.bank import BANK
from tests.inside import run_inside

JOBS = ("baker", "sailor", "farmer", "weaver", "singer", "potter")
ROWS = [{"input persona": f"A {job} who lives far away from number {n}", "topic": n} for n, job in enumerate(JOBS)]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write JSONL."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def select(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder."""
    return run_inside("select-personas", "--output-file", "out/p.jsonl", *arguments, cwd=folder)


def read_rows(folder: Path) -> list[dict[str, Any]]:
    """Return the rows that were written."""
    return [json.loads(line) for line in (folder / "out" / "p.jsonl").read_text("utf-8").splitlines()]


def test_a_few_are_chosen_with_their_fields(tmp_path: Path) -> None:
    """As many as asked for are written, each with id, persona and its other fields, and the same the next time."""
    write(tmp_path / "a.jsonl", ROWS)
    written = []
    for _ in range(2):
        done = select(tmp_path, "--input-file", "a.jsonl", "--n", "3")
        written.append(read_rows(tmp_path))
    assert (0, "", 3) == (done.returncode, done.stdout, len(written[0]))
    assert written[0] == written[1]
    assert {("id", "persona", "topic")} == {tuple(row) for row in written[0]}
    assert "6 personas read, 0 unreadable; 6 fit (en 6)" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--input-file", "[12].jsonl"),
        ("--input-file", "1.jsonl", "2.jsonl"),
        ("--input-file", "1.jsonl", "--input-file", "2.jsonl"),
    ],
)
def test_several_files(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Globs work quoted and as a shell leaves them, and the option can be repeated."""
    write(tmp_path / "1.jsonl", ROWS[:3])
    write(tmp_path / "2.jsonl", ROWS[3:])
    assert 0 == select(tmp_path, *arguments, "--n", "6").returncode
    assert set(range(6)) == {row["topic"] for row in read_rows(tmp_path)}


def test_report_and_warnings(tmp_path: Path) -> None:
    """What was left out and why is told in JSON; bad lines and too few personas are warnings with exit code 0."""
    path = write(tmp_path / "a.jsonl", [*ROWS, ROWS[0], {"input persona": "x"}, {"input persona": 3}])
    done = select(tmp_path, "--input-file", path.name, "--json")
    report = json.loads(done.stdout)
    assert {"duplicate": 1, "too_short": 1} == report["dropped"]
    assert (8, 6, 6, {"en": 6}) == (report["read"], report["kept"], report["written"], report["languages"])
    assert [{"place": "a.jsonl:9", "reason": "field 'input persona': not a text"}] == report["unread"]
    assert {"before", "after"} == report["mean_nearest_similarity"].keys()
    assert "warning: a.jsonl:9: field 'input persona': not a text" in done.stderr
    assert "warning: 200 personas were asked for; only 6 are fit, and all of them were written" in done.stderr
    assert 0 == done.returncode


def test_options_narrow_the_choice(tmp_path: Path) -> None:
    """Language, length and keywords leave out the others."""
    path = str(BANK)
    assert 0 == select(tmp_path, "--input-file", path, "--language", "ar", "--keyword", "معلم", "--n", "5").returncode
    assert all("معلم" in row["persona"] for row in read_rows(tmp_path))
    done = select(tmp_path, "--input-file", path, "--language", "en", "--json")
    assert {"language_ar"} == json.loads(done.stdout)["dropped"].keys()
    done = select(tmp_path, "--input-file", path, "--min-words", "30", "--max-words", "32", "--n", "5")
    assert {30, 31, 32} >= {len(row["persona"].split()) for row in read_rows(tmp_path)}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--input-file", "none.jsonl"), "error: none.jsonl: no such file"),
        (("--input-file", "bad.jsonl"), "error: bad.jsonl: no persona could be read; bad.jsonl:1: not JSON"),
        (("--input-file", "a.jsonl", "--min-words", "9", "--max-words", "3"), "error: --min-words 9 is more than"),
    ],
)
def test_what_cannot_be_used_changes_nothing(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    """A usage error is one line and exit code 2, and an output that is there stays."""
    write(tmp_path / "a.jsonl", ROWS)
    (tmp_path / "bad.jsonl").write_text("{\n", "utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "p.jsonl").write_text("before", "utf-8")
    done = select(tmp_path, *arguments)
    assert (2, "before") == (done.returncode, (tmp_path / "out" / "p.jsonl").read_text("utf-8"))
    assert message in done.stderr
    assert "Traceback" not in done.stderr
