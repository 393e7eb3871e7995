"""`generate` and the requests' commands in this process: what they write, refuse and go on with."""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.cli.app import main
from prompts.personas.bank import BANK

Type = Callable[..., tuple[int, str]]

RAW = Path("outputs/exams_raw.jsonl")
REQUESTS = Path("outputs/requests_persona_exams.jsonl")
ANSWERS, ERRORS = Path("outputs/exams_pers_raw.jsonl"), Path("outputs/exams_pers_err.jsonl")


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Runs a command in a folder of its own; returns its exit code and what it said."""
    monkeypatch.chdir(tmp_path)
    Path("personas.jsonl").write_bytes(b"\n".join(BANK.read_bytes().split(b"\n")[:6]))

    def run(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["arabic-synth", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        return code, capsys.readouterr().err

    return run


def read(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSONL."""
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def build(command: Type, *more: object, items: int = 3) -> tuple[int, str]:
    """Make requests of items that the mock wrote."""
    command("generate", "exams", "--num-samples", items, "--seed", 3, "--out-path", "items.jsonl", "--display", "none")
    return command("build-persona-requests", "--exams-path", "items.jsonl", "--personas-path", "personas.jsonl", *more)


def test_generate_writes_the_rows_of_its_run_in_order(command: Type) -> None:
    """The file holds the shards, one behind the other; a batch is one of them."""
    line = ("generate", "exams", "--num-samples", 25, "--batch-size", 10, "--output-dir", "run", "--display", "none")
    assert 0 == command(*line)[0]
    parts = sorted(Path("run/data/exams").iterdir())
    assert (3, b"".join(part.read_bytes() for part in parts)) == (len(parts), RAW.read_bytes())


def test_generate_counts_answers_as_it_is_told(command: Type) -> None:
    """Shares become exact rows."""
    command(
        "generate", "exams", "--num-samples", 20, "--answer-distribution", "A=10,B=20, C=30,D=40", "--display", "none"
    )
    assert {"A": 2, "B": 4, "C": 6, "D": 8} == Counter(row["answer"] for row in read(RAW))


def test_generate_goes_on_in_the_same_folder(command: Type) -> None:
    """What a hard attempt limit left unfinished is written as it is, and whole after the command is given again."""
    line = ("generate", "exams", "--num-samples", 60, "--model", "mock:bad", "--display", "none",
            "--set", "providers.mock.profiles.bad={english: 0.9}")  # fmt: skip
    code, said = command(*line, "--set", "attempts.per_row=1")
    before = RAW.read_bytes()
    assert (3, True) == (code, 0 < len(read(RAW)) < 60)
    assert "to go on: " in said
    assert "generate exams --num-samples 60" in said.partition("to go on: ")[2]
    assert 0 == command(*line, "--set", "attempts.per_row=100")[0]
    assert (1, 60, True) == (len(list(Path("runs").iterdir())), len(read(RAW)), RAW.read_bytes().startswith(before))


def test_another_wish_is_another_run(command: Type) -> None:
    """The folder is named after what is asked for, contents of files in place of their names."""
    for seed, name in ((4, "a.jsonl"), (5, "b.jsonl")):
        more = ("--num-samples", 4, "--seed", seed, "--out-path", name, "--output-dir", f"made-{seed}")
        command("generate", "exams", *more, "--display", "none")
        command("generate", "exams", "--num-samples", 4, "--seed-file", name, "--display", "none")
    Path("c.jsonl").write_bytes(Path("b.jsonl").read_bytes())
    command("generate", "exams", "--num-samples", 4, "--seed-file", "c.jsonl", "--display", "none")
    assert 2 == len(list(Path("runs").iterdir()))


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (("--seed-file", "none.jsonl"), "--seed-file: seeds.file: no such file: "),
        (("--answer-distribution", "A=1,B"), "write each letter once, as A=25,B=25,C=25,D=25"),
        (("--answer-distribution", "A=1,A=2"), "write each letter once"),
        (("--answer-distribution", "A=1,E=2"), "quotas.answer.E: unknown value"),
        (("--temperature", "3"), "--temperature: generation.temperature: "),
    ],
)
def test_a_wrong_wish_is_named_and_makes_nothing(command: Type, more: tuple[str, ...], reason: str) -> None:
    """Exit 2, the option in the message, and nothing on disk."""
    code, said = command("generate", "exams", *more)
    assert (2, True) == (code, reason in said), said
    assert ["personas.jsonl"] == [path.name for path in Path().iterdir()]


def test_requests_are_even_and_for_different_people(command: Type) -> None:
    """Each item as often as any other, each time for somebody else; the same command draws the same."""
    assert 0 == build(command, "--per-item-personas", 4)[0]
    pairs = [(line["source_id"], line["persona_id"]) for line in read(REQUESTS)]
    first = REQUESTS.read_bytes()
    build(command, "--per-item-personas", 4)
    assert ([4, 4, 4], 12) == (list(Counter(item for item, _ in pairs).values()), len(set(pairs)))
    assert first == REQUESTS.read_bytes()


def test_a_total_spreads_over_the_items(command: Type) -> None:
    """Fewer requests than there could be leave no item out; more are an error that says how many there can be."""
    build(command, "--target-total", 7)
    assert [2, 2, 3] == sorted(Counter(line["source_id"] for line in read(REQUESTS)).values())
    code, said = build(command, "--target-total", 16)
    assert (2, True) == (code, "3 items for 5 of 6 personas each make 15" in said), said


def test_an_edited_prompt_is_what_is_sent(command: Type) -> None:
    """Words that somebody changed in the file reach the model, and the row names their hash."""
    build(command, "--target-total", 3)
    lines = read(REQUESTS)
    subject = next(line for line in lines[0]["prompt"].split("\n") if "(subject)" in line)
    lines[0]["prompt"] = lines[0]["prompt"].replace(subject, "- المادة (subject): philosophy").strip()
    REQUESTS.write_bytes(b"".join(orjson.dumps(line) + b"\n" for line in lines))
    assert 0 == command("send-persona-requests", "--output-dir", "run", "--display", "none")[0]
    assert "philosophy" == read(ANSWERS)[0]["synthetic"]["subject"]
    rows = {row["meta"]["parent_id"]: row["meta"] for row in read(Path("run/data/exams/part-00000.jsonl"))}
    digest = hashlib.sha256(lines[0]["prompt"].encode()).hexdigest()[:16]
    assert digest == rows[lines[0]["source_id"]]["prompt_hash"]


def test_requests_without_an_answer_say_why(command: Type) -> None:
    """They stand in the error file with their reasons, the answered ones do not; the command again finishes them."""
    build(command, "--per-item-personas", 6, items=6)
    line = ("send-persona-requests", "--model", "mock:bad", "--output-dir", "run", "--display", "none",
            "--set", "providers.mock.profiles.bad={english: 0.9}")  # fmt: skip
    code, said = command(*line, "--set", "attempts.per_row=1")
    good, bad = read(ANSWERS), read(ERRORS)
    assert (3, 36, True) == (code, len(good) + len(bad), len(bad) > 0)
    assert f"{len(bad)} of 36 requests have no rewrite" in said
    assert {"not_arabic"} <= {each["reason"] for each in bad} <= {"not_arabic", "not_sent"}
    assert 36 == len({(each["source_id"], each["persona_id"]) for each in (*good, *bad)})
    assert 0 == command(*line, "--set", "attempts.per_row=100")[0]
    assert (36, []) == (len(read(ANSWERS)), read(ERRORS))


def test_a_wrong_request_stops_all_of_them(command: Type) -> None:
    """Exit 2 with file, line and field, before a run directory is made."""
    build(command)
    REQUESTS.write_bytes(REQUESTS.read_bytes() + b'{"persona": "x"}\n')
    code, said = command("send-persona-requests", "--output-dir", "run")
    assert (2, True) == (code, f"{REQUESTS}:16: field 'source': missing" in said), said
    assert not Path("run").exists()


def test_a_key_that_is_missing_leaves_nothing_behind(command: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can be called, not even the run's input files are written."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    build(command)
    before = sorted(Path("runs").iterdir())
    code, said = command("send-persona-requests", "--model", "openai:gpt-4o")
    assert (2, True, before) == (code, "OPENAI_API_KEY" in said, sorted(Path("runs").iterdir()))
