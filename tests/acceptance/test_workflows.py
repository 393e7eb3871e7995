"""Rows that rewrite others: of a file for personas, and of an earlier stage of the same run."""

import json
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COMBINED = """
task: exams
target: 300
seed: 5
workflow: combined
model: mock:hostile
output: out
personas: {per_item: 5}
limits: {concurrency: 32}
sink: {rows_per_shard: 50}
"""
PERSONA = """
task: exams
target: 40
workflow: persona
model: mock:hostile
output: out
seeds: {file: items.jsonl}
personas: {file: people.jsonl, per_item: 4}
"""


def _read(folder: Path) -> list[dict[str, Any]]:
    parts = sorted(folder.glob("part-*.jsonl"))
    return [json.loads(line) for part in parts for line in part.read_bytes().split(b"\n") if line]


def _write_items(folder: Path, count: int, benchmark: str = "") -> None:
    """Write questions to be rewritten, as `sample-and-convert` marks them, and people."""
    items = [
        {
            "id": f"item-{number}",
            "question": f"كم يساوي حاصل ضرب العدد {number + 3} في العدد {number + 11} بحسب جدول الضرب المدرسي؟",
            "options": [str((number + 3) * (number + 11) + step) for step in range(4)],
            "answer": "A",
            "explanation": "حاصل الضرب يُحسب من جدول الضرب.",
            "subject": "mathematics",
            "meta": {"benchmark": benchmark},
        }
        for number in range(count)
    ]
    (folder / "items.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items))
    names = ("خبازة في مدينة ساحلية", "نجار يعمل في ورشة صغيرة", "طالبة تحب القراءة", "مزارع في قرية بعيدة")
    people = [{"id": f"p{number}", "persona": f"{name} لها حكاية مع الأرقام"} for number, name in enumerate(names)]
    (folder / "people.jsonl").write_text("".join(json.dumps(each) + "\n" for each in people))


def test_every_accepted_item_of_the_first_stage_is_rewritten(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """A combined run keeps its base rows beside the rewrites, five of each, for five personas, on its subject."""
    (tmp_path / "run.yaml").write_text(COMBINED)
    done = invoke("run", "run.yaml", "--display", "none", "--json")
    base = {row["id"]: row for row in _read(tmp_path / "out/data/exams-base")}
    rows = _read(tmp_path / "out/data/exams")
    assert (0, 300, 300, 60) == (done.code, done.json["target"], len(rows), len(base))
    assert {5: 60} == Counter(Counter(row["meta"]["parent_id"] for row in rows).values())
    assert 300 == len({(row["meta"]["parent_id"], row["meta"]["persona_id"]) for row in rows})
    assert all(row["subject"] == base[row["meta"]["parent_id"]]["subject"] for row in rows)
    assert {"A": 75, "B": 75, "C": 75, "D": 75} == Counter(row["answer"] for row in rows)


def test_a_combined_run_stands_kills_in_every_stage(
    invoke: Callable[..., Any], runner: Callable[..., Any], tmp_path: Path
) -> None:
    """Killed again and again, it ends with the same guarantees: nothing lost or doubled, every parent there."""
    (tmp_path / "run.yaml").write_text(COMBINED.replace("target: 300", "target: 1500"))
    seen = []
    for wanted in (100, 250, 900, 1200, 1500, 1800):
        killed = runner(tmp_path / "run.yaml", until=[str(tmp_path / "out/journal.jsonl"), wanted])
        assert -signal.SIGKILL == killed["code"]
        seen.append([len(_read_whole(tmp_path / "out/data" / name)) for name in ("exams-base", "exams")])
    assert (True, 300) == (seen[0][0] < 300, seen[-1][0])
    assert seen[-1][1] < 1500
    assert 0 == invoke("run", "run.yaml", "--display", "none").code
    found = invoke("verify", "out", "--json").json
    rows, base = _read(tmp_path / "out/data/exams"), {row["id"] for row in _read(tmp_path / "out/data/exams-base")}
    assert (True, True, 1500, 0, []) == tuple(
        found[name] for name in ("ok", "complete", "accepted", "near_duplicates", "problems")
    )
    assert {row["meta"]["parent_id"] for row in rows} <= base
    assert 1500 == len({(row["meta"]["parent_id"], row["meta"]["persona_id"]) for row in rows})


def _read_whole(folder: Path) -> list[bytes]:
    return [line for part in folder.glob("part-*.jsonl") for line in part.read_bytes().split(b"\n")[:-1]]


def test_items_of_a_file_are_rewritten_for_personas(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """A persona run rewrites each item of the file as often as asked, each time for another persona."""
    _write_items(tmp_path, 10)
    (tmp_path / "run.yaml").write_text(PERSONA)
    done = invoke("run", "run.yaml", "--display", "none")
    rows = _read(tmp_path / "out/data/exams")
    assert (0, {f"item-{number}": 4 for number in range(10)}) == (
        done.code,
        Counter(row["meta"]["parent_id"] for row in rows),
    )
    assert 40 == len({(row["meta"]["parent_id"], row["meta"]["persona_id"]) for row in rows})
    assert json.loads((tmp_path / "out/manifest.json").read_bytes())["evaluation_use"]


@pytest.mark.parametrize(
    ("benchmark", "planned", "expected"),
    [
        ("", "", {"item-0": "الشام", "item-1": "الخليج", "item-2": "الشام"}),
        ("", "quotas: {region: {المغرب: 1}}", dict.fromkeys(("item-0", "item-1", "item-2"), "المغرب")),
        ("a benchmark", "", dict.fromkeys(("item-0", "item-1", "item-2"))),
    ],
)
def test_a_field_of_an_item_is_handed_on(
    invoke: Callable[..., Any], tmp_path: Path, benchmark: str, planned: str, expected: dict[str, str | None]
) -> None:
    """A rewrite has a field that an earlier plan gave its item, unless its own plan says otherwise; it is asked for."""
    _write_items(tmp_path, 3, benchmark)
    items = [json.loads(line) for line in (tmp_path / "items.jsonl").read_text().splitlines()]
    marked = [{**item, "region": ("الشام", "الخليج")[number % 2]} for number, item in enumerate(items)]
    (tmp_path / "items.jsonl").write_text("".join(json.dumps(item) + "\n" for item in marked))
    (tmp_path / "run.yaml").write_text(PERSONA.replace("target: 40", f"target: 12\n{planned}"))
    assert 0 == invoke("run", "run.yaml", "--display", "none").code
    rows = _read(tmp_path / "out/data/exams")
    assert expected == {row["meta"]["parent_id"]: row.get("region") for row in rows}
    prompt = invoke("run", "run.yaml", "--dry-run", "--output", "other").out
    assert bool(expected["item-0"]) == ("(region): " in prompt)
    assert invoke("verify", "out", "--json").json["ok"]


def test_rewriting_a_benchmark_is_said_and_stamped(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """Items that are marked as a benchmark's are rewritten with a warning, and the manifest forbids evaluation."""
    _write_items(tmp_path, 10, benchmark="exams")
    (tmp_path / "run.yaml").write_text(PERSONA)
    done = invoke("run", "run.yaml", "--display", "none")
    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert (0, False) == (done.code, manifest["evaluation_use"])
    assert "items of a benchmark (exams) are rewritten" in done.err


def test_rewriting_protected_items_is_refused(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """What is both to be rewritten and protected is a contradiction: exit 2, and nothing is made."""
    _write_items(tmp_path, 10)
    (tmp_path / "run.yaml").write_text(PERSONA + "protect: items.jsonl\n")
    done = invoke("run", "run.yaml", "--display", "none")
    assert (2, False) == (done.code, (tmp_path / "out").exists())
    assert "--allow-benchmark-rewrite" in done.err


def test_a_protected_item_can_be_rewritten_on_demand(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """Allowed by name, protected items are rewritten, and the run is sound."""
    _write_items(tmp_path, 10)
    text = PERSONA.replace("per_item: 4", "per_item: 4, allow_benchmark_rewrite: true")
    (tmp_path / "run.yaml").write_text(text + "protect: items.jsonl\n")
    assert 0 == invoke("run", "run.yaml", "--display", "none").code
    assert (True, True) == tuple(invoke("verify", "out", "--json").json[name] for name in ("ok", "complete"))


def test_rows_that_no_item_can_become_are_a_clear_error(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """A planned subject that no item has is told before anything is made."""
    _write_items(tmp_path, 10)
    (tmp_path / "run.yaml").write_text(PERSONA + "quotas: {subject: {mathematics: 1, history: 1}}\n")
    done = invoke("run", "run.yaml", "--display", "none")
    assert (2, False) == (done.code, (tmp_path / "out").exists())
    assert "subject=history" in done.err


@pytest.mark.parametrize(("items", "change"), [(3, ""), (10, "\n  per_item: 5")])
def test_more_rewrites_than_personas_allow_are_refused(
    invoke: Callable[..., Any], tmp_path: Path, items: int, change: str
) -> None:
    """What cannot be had is told before anything is made: code 2."""
    _write_items(tmp_path, items)
    (tmp_path / "run.yaml").write_text(PERSONA.replace("per_item: 4", "per_item: 5") if change else PERSONA)
    done = invoke("run", "run.yaml", "--display", "none")
    assert (2, False) == (done.code, (tmp_path / "out").exists())
    assert "personas" in done.err


def test_a_stage_without_parents_left_is_starved(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """Where the first stage gets no row, the second ends too: code 3, the reason in words, and no endless run."""
    profile = "providers: {mock: {profiles: {own: {english: 1.0}}}}\n"
    text = COMBINED.replace("mock:hostile", "mock:own").replace("target: 300", "target: 10")
    (tmp_path / "run.yaml").write_text(text + profile + "attempts: {per_row: 1}\n")
    done = invoke("run", "run.yaml", "--display", "none")
    assert (3, 0) == (done.code, len(_read(tmp_path / "out/data/exams")))
    assert "nothing is left to rewrite" in done.err


@pytest.mark.parametrize("stage", ["pilot", "small"])
def test_a_shut_gate_ends_with_100_and_words(invoke: Callable[..., Any], tmp_path: Path, stage: str) -> None:
    """A rung whose rows are too much alike ends with 100; the next one is not begun, unless it is forced."""
    (tmp_path / "run.yaml").write_text("task: exams\ntarget: 300\noutput: out\ngate: {opening: 0.01}\n")
    first = invoke("run", "run.yaml", "--stage", "pilot", "--display", "none")
    assert 100 == first.code
    assert "gate: all rows: " in first.err
    again = invoke("run", "run.yaml", "--stage", stage, "--target", 300, "--display", "none")
    forced = invoke("run", "run.yaml", "--stage", "full", "--force", "--display", "none")
    assert (100, 0, 300) == (again.code, forced.code, len(_read(tmp_path / "out/data/exams")))


def test_growth_is_judged_by_its_own_rows_too(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """After a growth the gate looks at the new rows alone and at all of them."""
    (tmp_path / "run.yaml").write_text("task: exams\ntarget: 200\noutput: out\ngate: {}\n")
    invoke("run", "run.yaml", "--display", "none")
    done = invoke("run", "run.yaml", "--target", 400, "--display", "none", "--json")
    assert {"all rows", "the new rows"} == {each["sample"] for each in done.json["gate"]["criteria"]}


def test_a_stage_that_was_cut_short_is_no_way_around_the_gate(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """The next rung waits for the one before to be complete; no call is made."""
    (tmp_path / "run.yaml").write_text("task: exams\ntarget: 400\noutput: out\ngate: {opening: 0.01}\n")
    invoke("run", "run.yaml", "--stage", "pilot", "--limit", 149, "--display", "none")
    done = invoke("run", "run.yaml", "--stage", "full", "--display", "none")
    assert (100, 149) == (done.code, len(_read(tmp_path / "out/data/exams")))


def test_rewrites_keep_the_label_of_their_item(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """A rewrite that comes back with another label is refused, though its cell has room."""
    (tmp_path / "run.yaml").write_text(COMBINED.replace("exams", "sentiment").replace("target: 300", "target: 200"))
    assert 0 == invoke("run", "run.yaml", "--display", "none").code
    base = {row["id"]: row["sentiment"] for row in _read(tmp_path / "out/data/sentiment-base")}
    rows = _read(tmp_path / "out/data/sentiment")
    assert {True} == {row["sentiment"] == base[row["meta"]["parent_id"]] for row in rows}


def test_a_forged_permission_to_evaluate_is_found(invoke: Callable[..., Any], tmp_path: Path) -> None:
    """A manifest that says nothing of rewritten benchmark items is a problem for verify."""
    _write_items(tmp_path, 10, benchmark="exams")
    (tmp_path / "run.yaml").write_text(PERSONA)
    invoke("run", "run.yaml", "--display", "none")
    manifest = tmp_path / "out/manifest.json"
    manifest.write_text(manifest.read_text().replace('"evaluation_use": false', '"evaluation_use": true'))
    assert 6 == invoke("verify", "out").code
