"""Whatever is changed in a finished run directory, `verify` sees it, names the file and changes nothing."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.inspection.verify import verify_run
from engine.rundir import RunDir

Mutate = Callable[[Path], object]

ROWS = "data/sentiment/part-00000.jsonl"
LAST = "data/sentiment/part-00002.jsonl"
REJECTS = "rejects/sentiment/part-00000.jsonl"


def read_files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit_lines(name: str, edit: Callable[[list[bytes]], object]) -> Mutate:
    """Return what edits a file's lines (with their ends) in place."""

    def mutate(run_dir: Path) -> None:
        lines = (run_dir / name).read_bytes().splitlines(keepends=True)
        edit(lines)
        (run_dir / name).write_bytes(b"".join(lines))

    return mutate


def edit_row(name: str, number: int, **fields: object) -> Mutate:
    """Return what sets fields of one row."""

    def edit(lines: list[bytes]) -> None:
        lines[number] = orjson.dumps({**orjson.loads(lines[number]), **fields}) + b"\n"

    return edit_lines(name, edit)


def replace_text(name: str, old: str, new: str) -> Mutate:
    """Return what replaces the first `old` in a file, which must be there."""

    def mutate(run_dir: Path) -> None:
        text = (run_dir / name).read_text("utf-8")
        assert old in text
        (run_dir / name).write_text(text.replace(old, new, 1), "utf-8")

    return mutate


def forge_manifest(**values: object) -> Mutate:
    """Return what sets keys of the manifest; a function makes the new value of the old one."""

    def mutate(run_dir: Path) -> None:
        path = run_dir / "manifest.json"
        manifest = json.loads(path.read_text("utf-8"))
        for key, value in values.items():
            manifest[key] = value(manifest[key]) if callable(value) else value
        path.write_text(json.dumps(manifest), "utf-8")

    return mutate


def swap(one: str, other: str) -> Mutate:
    """Return what gives two files each other's content."""

    def mutate(run_dir: Path) -> None:
        first, second = (run_dir / one).read_bytes(), (run_dir / other).read_bytes()
        (run_dir / one).write_bytes(second)
        (run_dir / other).write_bytes(first)

    return mutate


def add(name: str, source: str, change: Callable[[bytes], bytes] = lambda data: data) -> Mutate:
    """Return what appends (a change of) one file's content to another, which is made if it is missing."""

    def mutate(run_dir: Path) -> None:
        with (run_dir / name).open("ab") as file:
            file.write(change((run_dir / source).read_bytes()))

    return mutate


def remove(name: str) -> Mutate:
    """Return what deletes a file."""
    return lambda run_dir: (run_dir / name).unlink()


def _first_line(data: bytes) -> bytes:
    return data.splitlines(keepends=True)[0]


def _as_new_row(_: bytes) -> bytes:
    return orjson.dumps({"id": "sentiment-000099-0-00000000", "text": "نص لم يره أحد", "sentiment": "neutral"}) + b"\n"


def _flip_byte(lines: list[bytes]) -> None:
    lines[9] = lines[9].replace(b'"try":', b'"tri":', 1)


def _relabel_reject(lines: list[bytes]) -> None:
    lines[0] = orjson.dumps({**orjson.loads(lines[0]), "reason": "duplicate_"}) + b"\n"


def _swap_reject_reasons(lines: list[bytes]) -> None:
    records = [orjson.loads(line) for line in lines]
    other = next(number for number, record in enumerate(records) if record["reason"] != records[0]["reason"])
    for number, reason in ((0, records[other]["reason"]), (other, records[0]["reason"])):
        lines[number] = orjson.dumps({**records[number], "reason": reason}) + b"\n"


def _drop_protect(lines: list[bytes]) -> None:
    lines[:] = [line for line in lines if b"protect:" not in line and b"bench.jsonl" not in line]


def _replace_folder(run_dir: Path) -> None:
    shutil.rmtree(run_dir / "data/exams")
    (run_dir / "data/exams").touch()


def _forget(events: int) -> Mutate:
    """Return what takes a run back to its first events and removes the manifest that would tell."""

    def mutate(run_dir: Path) -> None:
        edit_lines("journal.jsonl", lambda lines: lines.__delitem__(slice(events, None)))(run_dir)
        remove("manifest.json")(run_dir)

    return mutate


MUTATIONS: dict[str, tuple[Mutate, str]] = {
    "row copied to the end of the last shard": (add(LAST, ROWS, _first_line), LAST),
    "row copied into the middle": (edit_lines(ROWS, lambda lines: lines.insert(4, lines[1])), ROWS),
    "row deleted": (edit_lines(ROWS, lambda lines: lines.pop(3)), ROWS),
    "last row of all deleted": (edit_lines(LAST, lambda lines: lines.pop()), LAST),
    "two rows swapped": (edit_lines(ROWS, lambda lines: lines.insert(0, lines.pop(1))), ROWS),
    "row relabelled": (edit_row(ROWS, 2, sentiment="neutral"), ROWS),
    "row with a label that nobody planned": (edit_row(ROWS, 2, sentiment="mixed"), "data/sentiment"),
    "row with a text of no text": (edit_row(ROWS, 2, text=7), ROWS),
    "row without its text": (edit_lines(ROWS, lambda lines: lines.__setitem__(2, b"{}\n")), ROWS),
    "row that is no JSON": (edit_lines(ROWS, lambda lines: lines.__setitem__(2, b"\x00" + lines[2][1:])), ROWS),
    "row with another id": (edit_row(ROWS, 2, id="sentiment-000002-9-00000000"), ROWS),
    "character of a text flipped": (replace_text(ROWS, "ال", "لا"), ROWS),
    "invented row at the end of a finished shard": (add(LAST, ROWS, _as_new_row), LAST),
    "two shards swapped": (swap(ROWS, "data/sentiment/part-00001.jsonl"), ROWS),
    "shard missing": (remove("data/sentiment/part-00001.jsonl"), "part-00001.jsonl"),
    "extra shard with a copy": (add("data/sentiment/part-00004.jsonl", ROWS), "part-00004.jsonl"),
    "extra shard with news": (add("data/sentiment/part-00004.jsonl", ROWS, _as_new_row), "part-00004.jsonl"),
    "extra shard, empty": (add("data/sentiment/part-00004.jsonl", ROWS, lambda _: b""), "part-00004.jsonl"),
    "foreign file among the shards": (add("data/sentiment/rows.jsonl", ROWS), "data/sentiment/rows.jsonl"),
    "foreign file beside the tasks": (add("data/all.jsonl", ROWS), "data/all.jsonl"),
    "foreign file in the rejects": (add("rejects/sentiment/x.jsonl", REJECTS), "rejects/sentiment/x.jsonl"),
    "journal event removed": (edit_lines("journal.jsonl", lambda lines: lines.pop(8)), "journal.jsonl"),
    "journal event doubled": (edit_lines("journal.jsonl", lambda lines: lines.insert(8, lines[8])), "journal.jsonl"),
    "journal events swapped": (
        edit_lines("journal.jsonl", lambda lines: lines.insert(7, lines.pop(8))),
        "journal.jsonl",
    ),
    "journal cut at a line end": (edit_lines("journal.jsonl", lambda lines: lines.pop()), "journal.jsonl"),
    "journal cut in half at a line end": (
        edit_lines("journal.jsonl", lambda lines: lines.__delitem__(slice(20, None))),
        "journal.jsonl",
    ),
    "journal cut in half without a manifest": (_forget(20), "manifest.json"),
    "journal cut to its head without a manifest": (_forget(3), "manifest.json"),
    "journal byte flipped": (edit_lines("journal.jsonl", _flip_byte), "journal.jsonl"),
    "journal emptied": (edit_lines("journal.jsonl", list.clear), "journal.jsonl"),
    "journal deleted": (remove("journal.jsonl"), "journal.jsonl"),
    "manifest deleted": (remove("manifest.json"), "manifest.json"),
    "manifest that is no JSON": (edit_lines("manifest.json", lambda lines: lines.pop(0)), "manifest.json"),
    "manifest of another shape": (forge_manifest(files=7), "manifest.json"),
    "manifest says incomplete": (forge_manifest(complete=False), "manifest.json"),
    "manifest with another target": (forge_manifest(target=31), "manifest.json"),
    "manifest with another count": (forge_manifest(accepted=31), "manifest.json"),
    "manifest with another cell": (forge_manifest(cells=lambda cells: cells[1:]), "manifest.json"),
    "manifest with other refusals": (forge_manifest(rejected={}), "manifest.json"),
    "manifest with another cost in calls": (forge_manifest(usage=lambda usage: {**usage, "calls": 1}), "manifest.json"),
    "manifest with another model": (forge_manifest(model="openai:gpt-4o"), "manifest.json"),
    "manifest with another config": (forge_manifest(config_hash="0" * 16), "manifest.json"),
    "manifest with other prompts": (forge_manifest(prompt_hashes={"sentiment": "0"}), "manifest.json"),
    "manifest with other inputs": (forge_manifest(inputs={"protect.0": "0" * 64}), "manifest.json"),
    "manifest with a file less": (forge_manifest(files=lambda files: files[1:]), ROWS),
    "manifest with a file more": (forge_manifest(files=lambda files: [*files, {**files[0], "path": "../x"}]), "../x"),
    "manifest with another hash": (forge_manifest(files=lambda files: [{**files[0], "sha256": "0"}, *files[1:]]), ROWS),
    "manifest with other rows": (forge_manifest(files=lambda files: [{**files[0], "rows": 9}, *files[1:]]), ROWS),
    "manifest with another journal": (forge_manifest(journal=lambda old: {**old, "sha256": "0"}), "manifest.json"),
    "manifest of no moment": (forge_manifest(journal=lambda journal: {**journal, "bytes": 5}), "manifest.json"),
    "manifest of the empty moment": (
        forge_manifest(
            journal={"bytes": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
        ),
        "manifest.json",
    ),
    "config with other quotas": (replace_text("config.yaml", "negative: 4", "negative: 5"), "config.yaml"),
    "config with another seed": (replace_text("config.yaml", "seed: 21", "seed: 22"), "config.yaml"),
    "config with another target": (replace_text("config.yaml", "target: 30", "target: 29"), "config.yaml"),
    "config that is no config": (replace_text("config.yaml", "target:", "targets:"), "config.yaml"),
    "config deleted": (remove("config.yaml"), "config.yaml"),
    "reject removed": (edit_lines(REJECTS, lambda lines: lines.pop(1)), REJECTS),
    "rejects missing": (remove(REJECTS), REJECTS),
    "reject relabelled": (edit_lines(REJECTS, _relabel_reject), REJECTS),
    "reasons of two rejects swapped": (edit_lines(REJECTS, _swap_reject_reasons), REJECTS),
}
OF_TWO: dict[str, tuple[Mutate, str]] = {
    "row copied into the other task": (add(LAST, "data/exams/part-00000.jsonl", _first_line), LAST),
    "shards swapped between tasks": (swap(ROWS, "data/exams/part-00000.jsonl"), ROWS),
    "answer relabelled": (replace_text("data/exams/part-00001.jsonl", '"answer":"A"', '"answer":"B"'), "data/exams"),
    "task unknown to the run": (lambda run_dir: (run_dir / "data/grammar").mkdir(), "data/grammar"),
    "folder replaced by a file": (_replace_folder, "data/exams"),
    "config without its protected file": (edit_lines("config.yaml", _drop_protect), "config.yaml"),
}


def _assert_caught(run_dir: Path, mutate: Mutate, named: str) -> None:
    mutate(run_dir)
    before = read_files(run_dir)
    found = verify_run(RunDir(run_dir))
    assert (False, False) == (found.ok, found.complete)
    assert [problem for problem in found.problems if named in problem]
    assert before == read_files(run_dir)


@pytest.mark.parametrize(("mutate", "named"), MUTATIONS.values(), ids=MUTATIONS)
def test_a_changed_run_is_caught(copy_run: Callable[[str], Path], mutate: Mutate, named: str) -> None:
    """A change to a run of one task is found, with the name of the file, and left as it is."""
    _assert_caught(copy_run("one"), mutate, named)


@pytest.mark.parametrize(("mutate", "named"), OF_TWO.values(), ids=OF_TWO)
def test_a_changed_run_of_two_tasks_is_caught(copy_run: Callable[[str], Path], mutate: Mutate, named: str) -> None:
    """A change to a run of two tasks is found, with the name of the file, and left as it is."""
    _assert_caught(copy_run("two"), mutate, named)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("row copied to the end of the last shard", {"duplicate_ids": 1, "duplicate_texts": 1, "accepted": 30}),
        ("row with another id", {"orphans": 1, "lost": 1, "duplicate_ids": 0, "accepted": 30}),
        ("row that is no JSON", {"orphans": 0, "lost": 1}),
        ("invented row at the end of a finished shard", {"orphans": 1, "lost": 0}),
        ("shard missing", {"lost": 8, "accepted": 22}),
        ("rejects missing", {"orphans": 0, "lost": 0, "accepted": 30}),
    ],
)
def test_what_was_changed_is_counted(copy_run: Callable[[str], Path], name: str, counts: dict[str, int]) -> None:
    """Doubled, lost and foreign rows are counted for what they are."""
    run_dir = copy_run("one")
    MUTATIONS[name][0](run_dir)
    found = verify_run(RunDir(run_dir))
    assert counts == {key: getattr(found, key) for key in counts}
    assert (found.lost > 0) == any(f"{found.lost} rows that the journal knows" in problem for problem in found.problems)


@pytest.mark.parametrize("name", ["row copied to the end of the last shard", "manifest deleted", "config deleted"])
def test_the_command_says_so_with_code_6(cli: Callable[..., Any], copy_run: Callable[[str], Path], name: str) -> None:
    """On a changed run the command prints valid JSON and exits with 6."""
    run_dir = copy_run("one")
    MUTATIONS[name][0](run_dir)
    done = cli("verify", run_dir, "--json")
    assert (6, False) == (done.code, done.json["ok"])
    assert done.json["problems"]
