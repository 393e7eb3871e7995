"""`export` where something is in the way: a full disk, a wrong command, foreign columns, wrapped replies."""

import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from engine.outputs.cells import read_cell
from tests.integration.test_export import check_manifest, export, load, make_rows, read, read_csv, write


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


@pytest.mark.parametrize("style", ["messages", "alpaca"])
def test_chats_in_splits_are_read_offline(style: str, tmp_path: Path) -> None:
    """Every conversation is in one split, in the columns of its style, and asks and answers what its row does."""
    rows = make_rows("exams", 60)
    write(tmp_path / "rows.jsonl", rows)
    arguments = ("--out-format", "chat", "--chat-style", style, "--split", "3,1,1")
    export(tmp_path, "exams", "--in-path", "rows.jsonl", *arguments)
    found = load(tmp_path, tmp_path / "rows-chat")["rows"]
    assert {"train": 36, "validation": 12, "test": 12} == {name: len(each) for name, each in found.items()}
    chats = [chat for each in found.values() for chat in each]
    if style == "messages":
        assert {("messages",)} == {tuple(chat) for chat in chats}
        asked = [chat["messages"][1]["content"] for chat in chats]
    else:
        assert {("instruction", "input", "output", "system")} == {tuple(chat) for chat in chats}
        asked = [f"{chat['instruction']} {chat['input']}" for chat in chats]
    assert [1] * 60 == [sum(row["question"] in each for each in asked) for row in rows]
    check_manifest(tmp_path / "rows-chat" / "manifest.json", tmp_path / "rows-chat")


def test_persona_replies_are_rows(tmp_path: Path) -> None:
    """The row inside a line is exported with source, persona and mark around it, which card and manifest carry on."""
    [row] = make_rows("exams", 1)
    row = {name: value for name, value in row.items() if name != "meta"}
    around = {"persona": "معلمة", "source_id": "s1", "model": "mock", "persona_id": "p1", "evaluation_use": False}
    write(tmp_path / "rows.jsonl", [{**around, "synthetic": row}])
    export(tmp_path, "exams", "--in-path", "rows.jsonl", "--out-path", "x.jsonl")
    meta = {"parent_id": "s1", "persona_id": "p1", "model": "mock", "evaluation_use": False}
    assert [{**row, "meta": meta}] == read(tmp_path / "x.jsonl")
    assert orjson.loads((tmp_path / "x.jsonl.manifest.json").read_bytes())["evaluation_use"] is False


def test_columns_of_a_csv_have_names_of_their_own(tmp_path: Path) -> None:
    """Fields that are called as columns of ours are told apart; lineage and marks stand in it, whatever else does."""
    rows = make_rows("exams", 2)
    rows[0] |= {"A": "س", "meta.model": "ص"}
    rows[1]["meta"] |= {"family": "f", "evaluation_use": False, **{f"k{number}": 1 for number in range(300)}}
    write(tmp_path / "rows.jsonl", rows)
    export(tmp_path, "exams", "--in-path", "rows.jsonl", "--out-format", "csv")
    one, two = read_csv(tmp_path / "rows.csv")
    assert ("س", "ص", "openai:gpt-4o") == (one["A"], one["meta.model"], one["meta.model.2"])
    assert ("f", "false", rows[1]["options"][0][3:]) == (
        two["meta.family"],
        two["meta.evaluation_use"],
        read_cell(two["options.A"]),
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["poems"], "unknown task"),
        (["exams", "--in-path", "nothing.jsonl"], "nothing.jsonl: there is no such file or folder"),
        (["exams", "--in-path", "."], "is no run directory: there is no data/exams in it"),
        (["exams", "--in-path", "rows.jsonl", "--out-path", "rows.jsonl"], "is the file of --in-path too"),
        (["exams", "--in-path", "rows.jsonl", "--out-path", "."], ".: is no file"),
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
