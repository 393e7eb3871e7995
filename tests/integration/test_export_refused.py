"""`export` where it cannot be done: told in one line, and nothing on the disk is changed."""

import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest

from prompts.discover import find_task
from tests.inside import run_inside


def make_rows(task: str, count: int) -> list[dict[str, Any]]:
    """Return rows of a task."""
    return [{"id": f"{task}-{number}", **find_task(task).compose({}, Random(number))} for number in range(count)]


def export(folder: Path, *arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder; check its exit code."""
    done = run_inside("export", *arguments, cwd=folder)
    assert code == done.returncode, done.stderr
    return done


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as JSON lines."""
    path.write_bytes(b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows))
    return path


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "rows.jsonl:2: not JSON"),
        ("[1]", "rows.jsonl:2: not a JSON object"),
        ('{"text": "' + "\\ud800" + '", "sentiment": "neutral"}', "rows.jsonl:2: not JSON"),
        ('{"text": "a\0b", "sentiment": "neutral"}', "rows.jsonl:2: holds a NUL character"),
        ('{"text": 7, "sentiment": "neutral"}', "rows.jsonl:2: field 'text'"),
        ('{"sentiment": "neutral"}', "rows.jsonl:2: fields 'sentiment' are those of no known task"),
        ('{"input": "أ", "correction": "ب", "explanation": "ج"}', "rows.jsonl:2: a row of grammar, not of sentiment"),
    ],
)
def test_a_broken_line_is_named_and_nothing_is_written(line: str, told: str, tmp_path: Path) -> None:
    """A line that is no row of the task ends the export with its place; the old output stays."""
    good = orjson.dumps(make_rows("sentiment", 1)[0]).decode()
    (tmp_path / "rows.jsonl").write_text(f"{good}\n{line}\n{good}\n", "utf-8")
    (tmp_path / "rows.csv").write_text("old")
    done = export(tmp_path, "sentiment", "--in-path", "rows.jsonl", "--out-format", "csv", code=2)
    assert told in done.stderr
    assert ["rows.csv", "rows.jsonl"] == sorted(path.name for path in tmp_path.iterdir())
    assert "old" == (tmp_path / "rows.csv").read_text()


def test_an_export_is_replaced_and_nothing_else_is(tmp_path: Path) -> None:
    """A second export takes the place of the first; a folder with a file of somebody else's is left alone."""
    write(tmp_path / "rows.jsonl", make_rows("exams", 40))
    arguments = ("exams", "--in-path", "rows.jsonl", "--out-format", "hf", "--out-path", "x")
    export(tmp_path, *arguments)
    export(tmp_path, *arguments, "--split", "1,1")
    assert ["test", "train"] == sorted(path.stem for path in (tmp_path / "x" / "data").iterdir())
    (tmp_path / "x" / "notes.txt").write_text("mine")
    done = export(tmp_path, *arguments, code=2)
    assert "holds notes.txt, which no export wrote" in done.stderr
    assert ["data", "manifest.json", "notes.txt", "README.md"] == sorted(
        (path.name for path in (tmp_path / "x").iterdir()), key=str.lower
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes")
@pytest.mark.parametrize("chosen", ["jsonl", "parquet", "hf"])
@pytest.mark.parametrize("share", [0.1, 0.99])
def test_a_full_disk_is_told_in_one_line_and_leaves_nothing(chosen: str, share: float, tmp_path: Path) -> None:
    """Where not even the scratch file, or the output, can be written, the folder is as it was before."""
    size = write(tmp_path / "rows.jsonl", make_rows("exams", 60)).stat().st_size
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({int(share * size)},) * 2);"
        "from engine.__main__ import main; main()"
    )
    arguments = ("export", "exams", "--in-path", "rows.jsonl", "--out-format", chosen, "--out-path", "new/x")
    done = subprocess.run(
        [sys.executable, "-c", limit, *arguments], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert (1, "error: could not write new/x: File too large\n") == (done.returncode, done.stderr)
    assert ["rows.jsonl"] == [path.name for path in tmp_path.iterdir()]


def test_a_file_where_a_folder_should_be_is_told_in_one_line(tmp_path: Path) -> None:
    """An output below a file cannot be written, and that is all that happens."""
    write(tmp_path / "rows.jsonl", make_rows("exams", 2))
    done = export(tmp_path, "exams", "--in-path", "rows.jsonl", "--out-path", "rows.jsonl/x/y", code=1)
    assert "error: could not write rows.jsonl/x/y: Not a directory\n" == done.stderr
    assert ["rows.jsonl"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["poems"], "unknown task"),
        (["exams", "--in-path", "nothing.jsonl"], "nothing.jsonl: there is no such file or folder"),
        (["exams", "--in-path", "."], "is no run directory: there is no data/exams in it"),
        (["exams", "--in-path", "rows.jsonl", "--out-path", "rows.jsonl"], "is the file of --in-path too"),
        (["exams", "--in-path", "rows.jsonl", "--out-path", "."], ".: is a folder, not a file"),
        (["exams", "--in-path", "rows.jsonl", "--bom"], "--bom and --no-bom are for --out-format csv"),
        (["exams", "--in-path", "rows.jsonl", "--split", "1,1"], "--split is for --out-format hf and chat"),
        (["exams", "--in-path", "rows.jsonl", "--chat-style", "alpaca"], "--chat-style is for --out-format chat"),
        (["exams", "--in-path", "x.manifest.json", "--out-path", "x"], "x.manifest.json: is the file of --in-path too"),
        (["exams", "--in-path", "rows.jsonl", "--out-path", "/dev/null"], "its manifest has no place"),
        (["exams", "--in-path", "rows.jsonl", "--out-format", "hf", "--out-path", "."], "and would be replaced"),
        (["exams", "--in-path", "empty.jsonl"], "empty.jsonl: holds no row"),
    ],
)
def test_wrong_commands_change_nothing(arguments: list[str], told: str, tmp_path: Path) -> None:
    """A command that cannot be done is told in one line, with exit code 2."""
    write(tmp_path / "rows.jsonl", make_rows("exams", 2))
    (tmp_path / "empty.jsonl").touch()
    write(tmp_path / "x.manifest.json", make_rows("exams", 2))
    before = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())
    assert told in export(tmp_path, *arguments, code=2).stderr
    assert before == sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())
