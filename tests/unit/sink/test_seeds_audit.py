"""The seeds audit: which seeds, how they stand to the limits, and each use."""

from pathlib import Path
from typing import Any

import orjson

from engine.dataset.source import SourceItem
from engine.journal.disk import LocalDisk
from engine.rundir import RunDir
from engine.seeds.choice import choose_for_task
from engine.seeds.chosen import Choice
from engine.seeds.limits import NO_LIMITS
from engine.sink.seeds_audit import write_seeds_audit
from prompts.discover import find_task
from validators.leak.builder import build_index

EXAMS = find_task("exams")


def make_choice() -> Choice:
    """Return two seeds of two subjects and grades."""
    items = [
        SourceItem(
            Path("seeds.jsonl"),
            n,
            "exams",
            {
                "question": f"كلمة{n} سؤال{n}",
                "options": [f"{letter}. خيار{n}{letter}" for letter in "ABCD"],
                "answer": "A",
                "explanation": "",
                "subject": subject,
                "grade": n,
            },
        )
        for n, subject in ((3, "physics"), (7, "history"))
    ]
    return Choice({"exams": choose_for_task(EXAMS, items, 10, NO_LIMITS, 1)})


def write_rows(folder: Path, *rows: dict[str, Any]) -> None:
    """Write a part of a data set."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "part-00000.jsonl").write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))


def make_row(name: str, style: str, **meta: Any) -> dict[str, Any]:
    """Return an accepted row that took the style of a seed."""
    return {"id": name, "meta": {"brief": {"style": style}, "checks": {}, **meta}}


def audit(folder: Path) -> dict[str, Any]:
    """Write the audit of a run and return it."""
    choice = make_choice()
    seeds = {task: seeds.items for task, seeds in choice.tasks.items()}
    told = {"epsilon": None}
    write_seeds_audit(RunDir(folder), seeds, build_index(()), {"max": 10}, LocalDisk(), choice=choice, style=told)
    found: dict[str, Any] = orjson.loads((folder / "seeds_audit.json").read_bytes())
    return found


def test_every_use_is_counted_where_it_lies(tmp_path: Path) -> None:
    """Rows of a stage and of its base count for their seed, by part file; a rewrite takes no style."""
    write_rows(tmp_path / "data/exams", make_row("a", "0", parent_id="p"), make_row("b", "0"))
    write_rows(tmp_path / "data/exams-base", make_row("p", "1"), make_row("q", "0"))
    write_rows(tmp_path / "rejects/exams-base", {"id": "r", "meta": {"brief": {"style": "1"}, "parent_id": None}})
    first, second = audit(tmp_path)["seeds"]
    assert {"data/exams-base/part-00000.jsonl": 1, "data/exams/part-00000.jsonl": 1} == first["where"]
    assert (2, 0, 1, 1) == (first["rows"], first["refused"], second["rows"], second["refused"])


def test_every_seed_is_named(tmp_path: Path) -> None:
    """Line, hash, subject, grade and band of each stand there, never its text."""
    found = audit(tmp_path)
    first = found["seeds"][0]
    assert (3, "physics", 3, "3", 64) == (
        first["line"],
        first["subject"],
        first["grade"],
        first["band"],
        len(first["sha256"]),
    )
    assert "كلمة" not in orjson.dumps(found).decode()


def test_limits_are_said_to_be_met_or_not(tmp_path: Path) -> None:
    """Two subjects are fewer than three, two grades are enough, and nothing is alike."""
    found = audit(tmp_path)["choice"]["exams"]
    assert {"min_subjects": False, "min_bands": True, "max_similarity": True} == found["met"]
    assert {"items": 2, "different": 2, "subjects": 2, "bands": 2} == found["in_file"]
    assert {"seeds": 2, "subjects": 2, "bands": 2, "max_similarity": 0.0} == found["used"]
