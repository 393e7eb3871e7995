"""`clean` as a user has it: a file of rows in, the good ones out, and an account of the others."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from prompts.discover import find_task

Invoke = Callable[..., Any]


def make_row(number: int) -> dict[str, Any]:
    """Return a good question, another one for each number."""
    wanted = {"answer": "ABCD"[number % 4], "subject": "history", "difficulty": "easy"}
    return {"id": str(number), **find_task("exams").compose(wanted, Random(number)), "meta": {"model": "mock"}}


def write_rows(path: Path, rows: list[Any]) -> Path:
    """Write rows, or lines that are none, one a line."""
    path.parent.mkdir(exist_ok=True)
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return path


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def test_the_account_is_on_standard_output_and_nothing_else(invoke: Invoke, tmp_path: Path) -> None:
    """`--json` names what was read, kept and dropped by reason; the dropped file names line, reason and row."""
    rows = [make_row(number) for number in range(4)]
    write_rows(tmp_path / "in.txt", [rows[0], "{", rows[1], rows[0], rows[2] | {"answer": "E"}, "", rows[3]])
    done = invoke("clean", "exams", "--in-path", "in.txt", "--out-path", "o.jsonl", "--dropped", "d.jsonl", "--json")
    dropped = {"broken_line": 1, "duplicate": 1, "answer_unclear": 1}
    assert (0, {"read": 6, "kept": 3, "dropped": dropped, "warnings": []}) == (done.code, done.json)
    assert [rows[0], rows[1], rows[3]] == read_rows(tmp_path / "o.jsonl")
    gone = read_rows(tmp_path / "d.jsonl")
    assert [(2, "broken_line"), (4, "duplicate"), (5, "answer_unclear")] == [
        (row["line"], row["reason"]) for row in gone
    ]
    assert ["{", rows[0], "E"] == [gone[0]["text"], gone[1]["row"], gone[2]["row"]["answer"]]


def test_without_paths_the_usual_files_are_used(invoke: Invoke, tmp_path: Path) -> None:
    """`outputs/exams_raw.jsonl` becomes `outputs/exams_clean.jsonl`, and the account is for a person."""
    write_rows(tmp_path / "outputs" / "exams_raw.jsonl", [make_row(1), "x"])
    done = invoke("clean", "exams")
    assert (0, "", [make_row(1)]) == (done.code, done.out, read_rows(tmp_path / "outputs" / "exams_clean.jsonl"))
    assert "2 read, 1 kept in outputs/exams_clean.jsonl, 1 dropped\n  broken_line 1\n" in done.err


def test_a_file_can_be_cleaned_in_place(invoke: Invoke, tmp_path: Path) -> None:
    """Input and output may be one file, and a second time changes nothing."""
    path = write_rows(tmp_path / "rows.jsonl", [make_row(1), make_row(1), make_row(2)])
    for _ in range(2):
        assert 0 == invoke("clean", "exams", "--in-path", path, "--out-path", path).code
        assert [make_row(1), make_row(2)] == read_rows(path)


def test_copies_of_protected_items_are_leaks(invoke: Invoke, tmp_path: Path) -> None:
    """A copy with its options in another order and without id is dropped as a leak."""
    write_rows(tmp_path / "bench.jsonl", [make_row(1), make_row(2)])
    copy = {name: make_row(1)[name] for name in ("question", "options", "answer")}
    texts = [option[3:] for option in copy["options"]]
    copy["options"] = [f"{letter}. {text}" for letter, text in zip("ABCD", texts[::-1], strict=True)]
    write_rows(tmp_path / "in.jsonl", [copy, make_row(3)])
    arguments = ("--in-path", "in.jsonl", "--out-path", "out.jsonl", "--protect", "bench.jsonl", "--json")
    [(reason, count)] = invoke("clean", "exams", *arguments).json["dropped"].items()
    assert ("leak" in reason, 1) == (True, count)
    assert [make_row(3)] == read_rows(tmp_path / "out.jsonl")


def test_contact_data_is_dropped_masked_or_replaced(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--pii` decides; pseudonyms are the same for the same key, and without a key a person is told of it."""
    row = make_row(1)
    row["explanation"] += " للتواصل 0501234567."
    write_rows(tmp_path / "in.jsonl", [row])
    arguments = ("clean", "exams", "--in-path", "in.jsonl", "--out-path", "out.jsonl", "--json")
    assert {"personal_phone": 1} == invoke(*arguments).json["dropped"]
    assert 1 == invoke(*arguments, "--pii", "mask").json["replaced"]
    assert row["explanation"].replace("0501234567", "⟦هاتف⟧") == read_rows(tmp_path / "out.jsonl")[0]["explanation"]
    assert "fresh key" in invoke(*arguments, "--pii", "pseudonymise").err
    monkeypatch.setenv("ARABIC_SYNTH_PII_KEY", "secret")
    written = set()
    for _ in range(2):
        assert "key" not in invoke(*arguments, "--pii", "pseudonymise").err
        written.add((tmp_path / "out.jsonl").read_text("utf-8"))
    assert (1, False) == (len(written), "0501234567" in written.pop())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["exams", "--in-path", "absent.jsonl"], "error: absent.jsonl: No such file or directory"),
        (["exams", "--in-path", "one"], "its rows are the files in one/data/exams"),
        (["exam", "--in-path", "in.jsonl"], "error: unknown task 'exam'; known tasks: exams"),
        (["exams", "--in-path", "in.jsonl", "--protect", "absent.csv"], "error: absent.csv: No such file"),
        (["exams", "--in-path", "in.jsonl", "--protect", "bad.jsonl"], "error: bad.jsonl:1: not JSON"),
        (["exams", "--in-path", "in.jsonl", "--dropped", "in.jsonl"], "error: --dropped in.jsonl: is the file of --in"),
        (["exams", "--in-path", "in.jsonl", "--dropped", "out.jsonl"], "is the file of --out-path too"),
        (["exams", "--in-path", "in.jsonl", "--dropped", "one"], "error: --dropped one: is a folder, not a file"),
        (
            ["exams", "--in-path", "in.jsonl", "--protect", "out.jsonl"],
            "--out-path out.jsonl: is the file of --protect",
        ),
        (
            ["exams", "--in-path", "in.jsonl", "--dropped", "hard.jsonl"],
            "--dropped hard.jsonl: is the file of --out-path",
        ),
        (
            ["exams", "--in-path", "in.jsonl", "--protect", "hard.jsonl"],
            "--out-path out.jsonl: is the file of --protect",
        ),
        (["exams", "--in-path", "-"], "error: --in-path -: is no file"),
        (["exams", "--in-path", "in.jsonl", "--dropped", "-"], "error: --dropped -: is no file"),
        (["exams", "--in-path", "bad.csv"], "error: bad.csv:1: the header needs the columns"),
        (["exams", "--in-path", "in.jsonl", "--pii", "x"], "'--pii'"),
    ],
)
def test_bad_usage_is_told_and_changes_nothing(
    invoke: Invoke, tmp_path: Path, arguments: list[str], message: str
) -> None:
    """One clear message on standard error, exit code 2, and the old output stays."""
    write_rows(tmp_path / "in.jsonl", [make_row(1)])
    write_rows(tmp_path / "out.jsonl", [make_row(2)])
    (tmp_path / "hard.jsonl").hardlink_to(tmp_path / "out.jsonl")
    write_rows(tmp_path / "bad.jsonl", ["{"])
    write_rows(tmp_path / "bad.csv", ["a,b"])
    (tmp_path / "one" / "data" / "exams").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    done = invoke("clean", *arguments, "--out-path", "out.jsonl")
    assert (2, "", [make_row(2)]) == (done.code, done.out, read_rows(tmp_path / "out.jsonl"))
    assert (True, before) == (message in done.err, sorted(tmp_path.rglob("*")))


def test_a_dash_is_no_place_for_rows(invoke: Invoke, tmp_path: Path) -> None:
    """`--out-path -` is refused with what to write instead, and no file of that name is made."""
    write_rows(tmp_path / "in.jsonl", [make_row(1)])
    done = invoke("clean", "exams", "--in-path", "in.jsonl", "--out-path", "-")
    assert (2, "", False) == (done.code, done.out, (tmp_path / "-").exists())
    assert "error: --out-path -: is no file; name one, or /dev/stdout" in done.err


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_an_interrupted_cleaning_leaves_the_old_output(tmp_path: Path) -> None:
    """Ctrl-C ends it with 130; the output is what it was, and nothing stays beside it."""
    os.mkfifo(tmp_path / "in.jsonl")
    write_rows(tmp_path / "out.jsonl", [make_row(2)])
    command = [sys.executable, "-m", "engine", "clean", "exams", "--in-path", "in.jsonl", "--out-path", "out.jsonl"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
    with process, (tmp_path / "in.jsonl").open("wb", buffering=0) as pipe:
        pipe.write((json.dumps(make_row(1)) + "\n").encode() * 3000)
        while not list(tmp_path.glob(".out*")) and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert 130 == process.wait(60)
    assert ["in.jsonl", "out.jsonl"] == sorted(path.name for path in tmp_path.iterdir())
    assert [make_row(2)] == read_rows(tmp_path / "out.jsonl")


def test_rows_of_a_run_are_all_clean(invoke: Invoke, finished_runs: Path, tmp_path: Path) -> None:
    """What `run` accepted of a faulty model, `clean` keeps byte for byte, seeds and protected files or not."""
    for task in ("exams", "sentiment"):
        parts = sorted((finished_runs / "two" / "data" / task).iterdir())
        (tmp_path / "in.jsonl").write_bytes(b"".join(part.read_bytes() for part in parts))
        protect = ("--protect", finished_runs / "bench.jsonl")
        done = invoke("clean", task, "--in-path", "in.jsonl", "--out-path", "out.jsonl", *protect, "--json")
        assert {} == done.json["dropped"]
        assert (tmp_path / "in.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()


@pytest.mark.real_data
def test_a_models_real_questions_are_told_to_be_all_alike(invoke: Invoke, real_data: Path, tmp_path: Path) -> None:
    """Of 120 unfiltered questions of one prompt, the collapse is said in words, and those asked twice are named."""
    source = real_data / "llm_outputs" / "gpt4o_exams_120.jsonl"
    arguments = ("clean", "exams", "--in-path", source, "--out-path", "out.jsonl", "--json")
    told = "\n".join(invoke(*arguments).json["warnings"])
    for words in ('of the questions begin with "ما"', 'are about "الثورة الصناعية"', "much like an earlier row"):
        assert words in told
    twins = invoke(*arguments, "--threshold", "0.5").json
    assert 3 <= twins["dropped"]["near_duplicate"] <= 8
    assert twins["kept"] == len(read_rows(tmp_path / "out.jsonl"))


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["exams_ar_test.jsonl", "test-00000-of-00001.arabic.csv"])
def test_real_exams_stay_but_for_their_faults(invoke: Invoke, real_data: Path, tmp_path: Path, name: str) -> None:
    """Both forms of the benchmark lose a dozen questions to their own faults; the JSONL keeps the others unchanged."""
    source = real_data / "exams_ar" / name
    done = invoke("clean", "exams", "--in-path", source, "--out-path", "out.jsonl", "--json")
    kept = read_rows(tmp_path / "out.jsonl")
    assert (562, True) == (done.json["read"], 562 * 0.975 <= done.json["kept"] == len(kept))
    if name.endswith(".jsonl"):
        lines = source.read_text("utf-8").split("\n")
        assert set((tmp_path / "out.jsonl").read_text("utf-8").split("\n")) <= set(lines)


def test_a_file_of_another_task_is_not_emptied(invoke: Invoke, tmp_path: Path) -> None:
    """Rows that all belong elsewhere are a slip of the user's, and the file stays as it was."""
    opinion = {"text": "كان الطعام لذيذًا والخدمة سريعة", "sentiment": "positive"}
    path = write_rows(tmp_path / "rows.jsonl", [opinion])
    before = path.read_bytes()
    done = invoke("clean", "exams", "--in-path", path, "--out-path", path)
    assert (2, before) == (done.code, path.read_bytes())
    assert "rows of another task only, none of exams" in done.err
