"""Every command that writes a file where it is told: never over one that it reads, or that a run keeps."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

ROWS = [
    {"id": f"q{n}", "question": f"ما عاصمة الدولة رقم {n} في القائمة المرفقة؟", "options": list("أبجد"), "answer": "A"}
    for n in range(4)
]
RUN, DONE = "run", "done"
COMMANDS = {
    "generate over its seeds": "generate exams --seed-file rows.jsonl --output-dir new --out-path rows.jsonl",
    "generate over what a setting names": "generate exams --set seeds.file=rows.jsonl --output-dir new "
    "--out-path rows.jsonl",
    "generate over its keys": "generate exams --env-file my.env --output-dir new --out-path my.env",
    "report over the seeds of a run": f"report {DONE} --out rows.jsonl",
    "export over the seeds of a run": f"export exams --in-path {DONE} --out-path rows.jsonl",
    "variants over the seeds of a run": f"augment exams --in-path {DONE} --out-path rows.jsonl",
    "generate over its journal": "generate exams --output-dir new --out-path new/journal.jsonl",
    "requests over items": "build-persona-requests --exams-path rows.jsonl --personas-path p.jsonl "
    "--output-path rows.jsonl",
    "requests over personas": "build-persona-requests --exams-path rows.jsonl --personas-path p.jsonl "
    "--output-path p.jsonl",
    "errors over requests": "send-persona-requests --input-file rows.jsonl --error-file rows.jsonl",
    "errors over answers": "send-persona-requests --input-file rows.jsonl --output-file a --error-file a",
    "personas over personas": "select-personas --input-file p.jsonl --output-file p.jsonl",
    "seeds over a benchmark": "sample-and-convert --input-file rows.jsonl --output-file rows.jsonl",
    "seeds over a run": f"sample-and-convert --input-file rows.jsonl --output-file {RUN}/config.yaml",
    "evaluation over rows": "evaluate-style exams --in-path rows.jsonl --report-json rows.jsonl",
    "flags over a run": f"evaluate-persona --in-path rows.jsonl --flag-csv {RUN}/manifest.json",
    "export over a manifest": f"export exams --in-path {RUN} --out-path {RUN}/manifest.json",
    "export over its input": "export exams --in-path rows.jsonl --out-path rows.jsonl",
    "report over a run": f"report {RUN} --out {RUN}/journal.jsonl",
    "cleaning over rows": f"clean exams --in-path rows.jsonl --out-path {RUN}/data/exams/x.jsonl",
    "variants over a run": f"augment exams --in-path rows.jsonl --out-path {RUN}/reviews.jsonl",
}


def _hash_all(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_nothing_that_must_stay_is_written_over(invoke: Any, tmp_path: Path, command: str) -> None:
    """The command says in one line which option is wrong, exits with 2, and leaves every file as it was."""
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    (tmp_path / "p.jsonl").write_text('{"persona": "معلمة علوم في مدرسة ثانوية بمدينة طنطا"}\n', "utf-8")
    (tmp_path / RUN).mkdir()
    (tmp_path / RUN / "journal.jsonl").write_bytes(b"")
    (tmp_path / "my.env").write_text("A_KEY=x")
    (tmp_path / DONE).mkdir()
    (tmp_path / DONE / "journal.jsonl").write_bytes(b"")
    (tmp_path / DONE / "config.yaml").write_text(
        f"name: done\ntask: exams\ntarget: 4\nseeds: {{file: {tmp_path / 'rows.jsonl'}}}\n"
    )
    before = _hash_all(tmp_path)
    done = invoke(*command.split())
    assert (2, before) == (done.code, _hash_all(tmp_path))
    assert "--" in done.err
    assert "Traceback" not in done.err
