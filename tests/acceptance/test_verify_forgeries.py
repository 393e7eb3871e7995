"""A forger who rewrites journal and manifest to fit is still seen, because rows are judged by what they say."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson
import pytest

from engine.inspection.verify import Verification, verify_run
from engine.journal import codec
from engine.rundir import RunDir

Record = dict[str, Any]
Forge = Callable[[list[Record], list[Record]], object]
"""Changes events, or the rows of accepted events, which stand in the same order."""


def forge(run_dir: Path, change: Forge) -> None:
    """Change events and rows, then make places, checksums, chain and manifest fit again."""
    events = [orjson.loads(line) for line in (run_dir / "journal.jsonl").read_bytes().splitlines()]
    accepted = [event for event in events if event["type"] == "accepted"]
    rows = [_read_row(run_dir, event) for event in accepted]
    change(events, rows)
    _write_rows(run_dir, accepted, rows)
    _write_journal(run_dir, events)
    _write_manifest(run_dir)


def _read_row(run_dir: Path, event: Record) -> Record:
    data = (run_dir / f"data/{event['task']}/part-{event['part']:05d}.jsonl").read_bytes()
    row: Record = orjson.loads(data[event["at"] : event["at"] + event["size"]])
    return row


def _write_rows(run_dir: Path, accepted: list[Record], rows: list[Record]) -> None:
    parts: dict[Path, bytes] = {}
    for event, row in zip(accepted, rows, strict=True):
        path = run_dir / f"data/{event['task']}/part-{event['part']:05d}.jsonl"
        line = orjson.dumps(row) + b"\n"
        event.update(at=len(parts.get(path, b"")), size=len(line), sum=crc32(line))
        parts[path] = parts.get(path, b"") + line
    for path, data in parts.items():
        path.write_bytes(data)


def _write_journal(run_dir: Path, events: list[Record]) -> None:
    lines, crc = [], codec.START
    for event in events:
        event.pop("crc", None)
        line, crc = codec.seal(orjson.dumps(event), crc)
        lines.append(line)
    (run_dir / "journal.jsonl").write_bytes(b"".join(lines))


def _write_manifest(run_dir: Path) -> None:
    manifest = orjson.loads((run_dir / "manifest.json").read_bytes())
    for record in (manifest["journal"], *manifest["files"]):
        data = (run_dir / record.get("path", "journal.jsonl")).read_bytes()
        record.update(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    (run_dir / "manifest.json").write_bytes(orjson.dumps(manifest))


@pytest.fixture
def forged(copy_run: Callable[[str], Path]) -> Callable[[Forge], Verification]:
    """Forges a copy of the run of two tasks and verifies it."""

    def apply(change: Forge) -> Verification:
        run_dir = copy_run("two")
        forge(run_dir, change)
        return verify_run(RunDir(run_dir))

    return apply


def _find(rows: list[Record], **fields: object) -> list[Record]:
    return [row for row in rows if fields.items() <= row.items()]


def _read_item(path: Path) -> Record:
    item: Record = orjson.loads(path.read_bytes().splitlines()[1])
    return item


def test_a_forger_who_changes_nothing_is_not_seen(forged: Callable[[Forge], Verification]) -> None:
    """The forger of these tests makes everything fit: without a change the run is sound."""
    found = forged(lambda _events, _rows: None)
    assert ([], True, 44) == (found.problems, found.complete, found.accepted)


@pytest.mark.parametrize("source", ["bench.jsonl", "seeds.jsonl"])
def test_a_copy_of_a_protected_item_or_a_seed_is_a_leak(
    forged: Callable[[Forge], Verification], finished_runs: Path, source: str
) -> None:
    """A question that was replaced by one of the protected file or of the seeds is counted and placed."""
    question = _read_item(finished_runs / source)["question"]
    found = forged(lambda _events, rows: _find(rows, answer="A")[2].update(question=question))
    assert (False, 1) == (found.ok, found.leaks)
    assert "part-0000" in found.problems[0]


@pytest.mark.parametrize(
    "spell", [str, lambda text: text.replace("ا", "أ").replace(" ", " ـ"), lambda text: text + "."]
)
def test_a_row_with_the_text_of_another_is_a_duplicate(
    forged: Callable[[Forge], Verification], spell: Callable[[str], str]
) -> None:
    """A text that stands twice is counted, though it be spelt in another way."""

    def change(_events: list[Record], rows: list[Record]) -> None:
        first, second = _find(rows, sentiment="neutral")[:2]
        second["text"] = spell(first["text"])

    found = forged(change)
    assert (False, 1, 0) == (found.ok, found.duplicate_texts, found.duplicate_ids)


def test_a_relabelled_row_overfills_its_cell(forged: Callable[[Forge], Verification]) -> None:
    """A label that was changed in row and journal leaves one cell with too many rows and one with too few."""

    def change(events: list[Record], rows: list[Record]) -> None:
        row = _find(rows, sentiment="positive")[0]
        row["sentiment"] = "neutral"
        next(event for event in events if event.get("id") == row["id"])["cell"] = ["neutral"]

    found = forged(change)
    counts = {cell["cell"]["sentiment"]: cell["accepted"] for cell in found.cells if "sentiment" in cell["cell"]}
    assert (False, {"positive": 7, "negative": 8, "neutral": 5}) == (found.ok, counts)
    assert [True] == [
        "5 rows of neutral, but 4 are planned" in problem for problem in found.problems if "planned" in problem
    ]


def test_labels_that_change_places_are_not_those_of_the_journal(forged: Callable[[Forge], Verification]) -> None:
    """Two rows that exchange their labels keep the counts, and are not as the journal has them."""

    def change(_events: list[Record], rows: list[Record]) -> None:
        one, other = _find(rows, answer="A")[0], _find(rows, answer="B")[0]
        one["answer"], other["answer"] = "B", "A"

    found = forged(change)
    assert 2 == sum("not as, it was committed" in problem for problem in found.problems)


def test_a_row_under_another_id_is_a_duplicate(forged: Callable[[Forge], Verification]) -> None:
    """A row that took the id of another one is counted."""

    def change(events: list[Record], rows: list[Record]) -> None:
        one, other = _find(rows, sentiment="neutral")[:2]
        next(event for event in events if event.get("id") == other["id"])["id"] = one["id"]
        other["id"] = one["id"]

    assert 1 == forged(change).duplicate_ids


@pytest.mark.parametrize(("key", "value"), [("slot", 0), ("slot", 10_000), ("cell", ["E"])])
def test_an_event_that_no_run_could_write_is_placed(
    forged: Callable[[Forge], Verification], key: str, value: object
) -> None:
    """A slot that is filled twice or was never planned, or a cell that does not exist, is found in the journal."""

    def change(events: list[Record], _rows: list[Record]) -> None:
        [event for event in events if event["type"] == "accepted" and event["task"] == "exams"][-1][key] = value

    assert [problem for problem in forged(change).problems if "journal.jsonl: line " in problem]


def test_an_event_of_another_task_is_placed(forged: Callable[[Forge], Verification]) -> None:
    """An attempt at a task that the config does not have is found in the journal."""
    spent = {"in": 0, "out": 0, "calls": 1, "cost": 0}
    event = {"type": "failed", "task": "grammar", "slot": 0, "try": 0, "kind": "timeout", **spent, "parent": ""}
    found = forged(lambda events, _rows: events.insert(6, event))
    assert [problem for problem in found.problems if "journal.jsonl: line 7" in problem and "task 'grammar'" in problem]


def test_rejects_are_held_against_the_journal(copy_run: Callable[[str], Path]) -> None:
    """A reason that was changed in a reject, and in the manifest's hash of it, is not the journal's."""
    run_dir = copy_run("one")
    path = run_dir / "rejects/sentiment/part-00000.jsonl"
    data = bytearray(path.read_bytes())
    data[data.index(b'"reason":"') + len(b'"reason":"')] = ord("x")
    path.write_bytes(data)
    _write_manifest(run_dir)
    assert [f"{path}:1: not the refused candidate that the journal knows"] == verify_run(RunDir(run_dir)).problems


@pytest.mark.parametrize("steps", [[0], [24, 20], [10**12]])
def test_targets_that_fit_no_plan_are_a_problem(forged: Callable[[Forge], Verification], steps: list[int]) -> None:
    """Steps that no run could have planned are reported, not stumbled over."""
    found = forged(lambda events, _rows: events[2].update(steps=steps))
    assert not found.ok
    assert [problem for problem in found.problems if "journal.jsonl" in problem or "manifest.json" in problem]


def test_an_id_of_another_attempt_is_seen(forged: Callable[[Forge], Verification]) -> None:
    """A row's id follows from seed, slot and attempt: another one, in row and journal alike, is no run's."""

    def rename(events: list[Record], rows: list[Record]) -> None:
        next(event for event in events if event["type"] == "accepted")["id"] = rows[0]["id"] = "exams-000000-0-00000000"

    assert any("is not that of slot" in problem for problem in forged(rename).problems)


def test_an_end_that_was_not_reached_is_seen(copy_run: Callable[[str], Path]) -> None:
    """A run whose plan has more rows than were accepted, and that is said to be complete all the same, is not."""
    run_dir = copy_run("two")

    def plan_more(events: list[Record], rows: list[Record]) -> None:  # noqa: ARG001 - a forger's signature
        planned = next(event for event in events if event["type"] == "planned")
        planned["steps"].append(planned["steps"][-1] + 10)

    forge(run_dir, plan_more)
    problem = f"{run_dir / 'journal.jsonl'}: the run is said to be complete, and is not"
    assert problem in verify_run(RunDir(run_dir)).problems
