"""`export` as a program: rows in, a file or folder out that others read, with its manifest."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest

from engine.outputs.cells import read_cell
from prompts.discover import find_task
from tests.inside import run_inside

LABELS = {"exams": "answer", "sentiment": "sentiment", "grammar": "error_type"}
TASKS = tuple(LABELS)

LOAD = """
import json, sys
from datasets import load_dataset
streamed = len(sys.argv) > 2
data = load_dataset(sys.argv[1], streaming=streamed)
if streamed:
    print(json.dumps({name: [row["id"] for row in each] for name, each in data.items()}))
else:
    features = next(iter(data.values())).features
    classes = {name: each.names for name, each in features.items() if hasattr(each, "names")}
    rows = {name: each.to_list() for name, each in data.items()}
    print(json.dumps({"classes": classes, "rows": rows}))
"""


def export(folder: Path, *arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder; check its exit code."""
    done = run_inside("export", *arguments, cwd=folder)
    assert code == done.returncode, done.stderr
    return done


def load(folder: Path, data: Path, *more: str) -> Any:
    """Return what `datasets` reads, offline, in a process of its own."""
    pytest.importorskip("datasets")
    settings = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(folder / "hf-home")}
    done = subprocess.run([sys.executable, "-c", LOAD, data, *more], env=settings, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def make_rows(task: str, count: int) -> list[dict[str, Any]]:
    """Return rows of a task, every third of them a rewrite of one of a few parents."""
    spec, rng, rows = find_task(task), Random(7), []
    label = LABELS[task]
    values = list(next(each for each in spec.dimensions if each.name == label).weights)
    for number in range(count):
        row = spec.compose({label: values[number % len(values)]}, Random(number))
        parent = f"p{rng.randrange(8)}" if number % 3 == 0 else None
        meta = {"slot": number, "parent_id": parent, "model": "openai:gpt-4o", "checks": {"nearest": 0.2}}
        rows.append({"id": f"{task}-{number}", **row, "meta": meta})
    return rows


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as JSON lines."""
    path.write_bytes(b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows))
    return path


def read(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of JSON lines."""
    return [orjson.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the records of a CSV as they stand."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def check_manifest(manifest: Path, folder: Path) -> dict[str, Any]:
    """Return a manifest whose hashes, lengths and rows are those of the files that it lists."""
    content: dict[str, Any] = orjson.loads(manifest.read_bytes())
    for each in content["files"]:
        data = (folder / each["path"]).read_bytes()
        assert (each["sha256"], each["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert content["rows"] == sum(each.get("rows", 0) for each in content["files"])
    assert content["rows"] == sum(each["rows"] for each in content["sources"])
    return content


@pytest.mark.parametrize("task", TASKS)
def test_load_dataset_reads_the_layout_offline(task: str, tmp_path: Path) -> None:
    """Every row comes back whole in one split, labels as classes, no parent in two splits, sizes exact."""
    pytest.importorskip("pyarrow")
    rows = make_rows(task, 300)
    write(tmp_path / "rows.jsonl", rows)
    export(tmp_path, task, "--in-path", "rows.jsonl", "--out-format", "hf", "--license", "CC-BY-4.0")
    found = load(tmp_path, tmp_path / "rows-hf")
    names = found["classes"][LABELS[task]]
    assert {"train": 240, "validation": 30, "test": 30} == {name: len(each) for name, each in found["rows"].items()}
    parents: dict[str, set[str]] = {}
    for name, each in found["rows"].items():
        for row in each:
            if row["meta"]["parent_id"]:
                parents.setdefault(row["meta"]["parent_id"], set()).add(name)
    assert {1} == {len(splits) for splits in parents.values()}
    back = {row["id"]: row for each in found["rows"].values() for row in each}
    for row in rows:
        loaded = back[row["id"]]
        assert {**row, LABELS[task]: names.index(row[LABELS[task]])} == loaded
    streamed = load(tmp_path, tmp_path / "rows-hf", "streaming")
    assert streamed == {name: [row["id"] for row in each] for name, each in found["rows"].items()}
    manifest = check_manifest(tmp_path / "rows-hf" / "manifest.json", tmp_path / "rows-hf")
    assert {"train": 240, "validation": 30, "test": 30} == manifest["split"]["rows"]


def test_without_pyarrow_splits_are_json_lines(tmp_path: Path) -> None:
    """Where pyarrow is missing, parquet says what to install and writes nothing, and hf is readable all the same."""
    write(tmp_path / "rows.jsonl", make_rows("exams", 50))
    hide = "import sys; sys.modules['pyarrow'] = None; from engine.__main__ import main; main()"
    outcomes = []
    for chosen in ("parquet", "hf"):
        command = [sys.executable, "-c", hide, "export", "exams", "--in-path", "rows.jsonl", "--out-format", chosen]
        outcomes.append(subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False))
    assert [2, 0] == [done.returncode for done in outcomes]
    assert "pip install 'arabic-synth[export]'" in outcomes[0].stderr
    assert ["rows-hf", "rows.jsonl"] == sorted(path.name for path in tmp_path.iterdir())
    found = load(tmp_path, tmp_path / "rows-hf")
    assert (["A", "B", "C", "D"], 50) == (found["classes"]["answer"], sum(map(len, found["rows"].values())))


def test_pandas_and_polars_read_the_same_parquet(tmp_path: Path) -> None:
    """Both give exactly the rows that were exported."""
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    rows = make_rows("exams", 120)
    write(tmp_path / "rows.jsonl", rows)
    export(tmp_path, "exams", "--in-path", "rows.jsonl", "--out-format", "parquet", "--meta-batch-id", "b1")
    wanted = [{**row, "meta": {**row["meta"], "batch_id": "b1"}} for row in rows]
    one = json.loads(pandas.read_parquet(tmp_path / "rows.parquet").to_json(orient="records", force_ascii=False))
    assert wanted == one
    assert wanted == polars.read_parquet(tmp_path / "rows.parquet").to_dicts()
    check_manifest(tmp_path / "rows.parquet.manifest.json", tmp_path)


def test_a_csv_is_safe_and_whole(tmp_path: Path) -> None:
    """Options are columns, lines end with CR LF, nothing runs, and every text can be had back."""
    rows = make_rows("exams", 5)
    rows[0] |= {"question": '=HYPERLINK("x";"ما هذا؟")', "options": ["A. -5", "B. =1+1", "C. @x", "D. +س"]}
    rows[1] |= {"question": 'نص "مقتبس"، وفاصلة\nوسطر ثانٍ\u2028وثالث', "explanation": "صفر\u0000هنا"}
    rows[2] |= {"extra": {"ك": [1, "أ"]}, "score": -1.5, "flag": True}
    write(tmp_path / "rows.jsonl", rows)
    done = export(tmp_path, "exams", "--in-path", "rows.jsonl", "--out-format", "csv", "--meta-batch-id", "pilot-001")
    data = (tmp_path / "rows.csv").read_bytes()
    assert (True, 6) == (data.startswith(b"\xef\xbb\xbf"), data.count(b"\r\n"))
    found = read_csv(tmp_path / "rows.csv")
    assert ["id", "question", "A", "B", "C", "D", "answer"] == list(found[0])[:7]
    assert ['\'=HYPERLINK("x";"ما هذا؟")', "-5", "'=1+1", "'@x", "'+س"] == list(found[0].values())[1:6]
    assert ("صفر\ufffdهنا", '{"ك":[1,"أ"]}', "-1.5", "true") == (
        found[1]["explanation"],
        *(found[2][name] for name in ("extra", "score", "flag")),
    )
    assert {"pilot-001"} == {row["meta.batch_id"] for row in found}
    for row, record in zip(rows, found, strict=True):
        options = [f"{letter}. {read_cell(record[letter])}" for letter in "ABCD"]
        assert (row["question"], row["options"]) == (read_cell(record["question"]), options)
    assert "4 cells that a spreadsheet would run as formulas" in done.stderr
    export(tmp_path, "exams", "--in-path", "rows.jsonl", "--out-format", "csv", "--no-bom")
    assert (tmp_path / "rows.csv").read_bytes().startswith(b'"id"')


def choose_texts(task: str, row: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return what a question must show, and what an answer must say."""
    if task == "exams":
        return [row["question"], *row["options"]], [row["options"]["ABCD".index(row["answer"])], row["explanation"]]
    if task == "grammar":
        return [row["input"]], [row["correction"], row["explanation"]]
    return [row["text"]], [{"positive": "إيجابي", "negative": "سلبي", "neutral": "محايد"}[row["sentiment"]]]


@pytest.mark.parametrize("task", TASKS)
def test_chats_hold_question_and_answer(task: str, tmp_path: Path) -> None:
    """Every row is a system, a user and an assistant message in Arabic; phrasings vary, and depend on the id alone."""
    rows = make_rows(task, 60)
    write(tmp_path / "rows.jsonl", rows)
    write(tmp_path / "back.jsonl", rows[::-1])
    for name in ("rows", "back"):
        export(tmp_path, task, "--in-path", f"{name}.jsonl", "--out-format", "chat")
    chats = read(tmp_path / "rows.chat.jsonl")
    assert chats == read(tmp_path / "back.chat.jsonl")[::-1]
    asks = set()
    for row, chat in zip(rows, chats, strict=True):
        assert ["system", "user", "assistant"] == [message["role"] for message in chat["messages"]]
        _, user, answer = (message["content"] for message in chat["messages"])
        shown, told = choose_texts(task, row)
        assert all(text in user for text in shown)
        assert all(text in answer for text in told)
        asks.add(user.replace(shown[0], "").split("\n")[0])
    assert len(asks) > 3


def test_rows_without_ids_get_them_from_their_content(tmp_path: Path) -> None:
    """The id depends on what a row says, not on its place; copies are told apart."""
    rows = [{key: row[key] for key in ("text", "sentiment")} for row in make_rows("sentiment", 3)]
    write(tmp_path / "a.jsonl", [rows[0], rows[1], rows[0]])
    write(tmp_path / "b.jsonl", [rows[2], rows[1]])
    for name in ("a", "b"):
        export(tmp_path, "sentiment", "--in-path", f"{name}.jsonl", "--meta-batch-id", "x")
    one, two = read(tmp_path / "a.export.jsonl"), read(tmp_path / "b.export.jsonl")
    assert (one[1]["id"], f"{one[0]['id']}-2") == (two[1]["id"], one[2]["id"])
    assert 5 == len({row["id"] for row in one} | {row["id"] for row in two}) + 1
    assert {"batch_id": "x"} == one[0]["meta"]


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
