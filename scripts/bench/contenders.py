"""Who takes part: each contender with the venv it lives in, and how one is run and judged."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from scripts.bench.exam import Exam
from scripts.bench.server import read_stats

ROOT = Path(__file__).parents[2]
LIMIT_S = 900
"""A contender that takes longer is ended."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A client of the server.

    Attributes:
        packages: What its venv holds; none: it runs in the project's own.
    """

    name: str
    packages: tuple[str, ...] = ()


CONTENDERS = {
    each.name: each
    for each in (
        Contender("floor"),
        Contender("core"),
        Contender("engine"),
        Contender("openai", ("openai[aiohttp]", "uvloop")),
        Contender("curator", ("bespokelabs-curator==0.1.31",)),
        Contender("litellm", ("litellm",)),
    )
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run of a contender took.

    Attributes:
        start_cpu_s: CPU seconds before the work: imports and configuration; in no other figure.
        peak_kib: Largest memory it held.
        requests: As the server counted them.
        rows: Lines it wrote.
        correct: Of these, complete ones with an id of their own.
        distinct: Different questions among them.
        ok: Whether its own check of its own files agrees.
    """

    cpu_s: float
    wall_s: float
    start_cpu_s: float
    peak_kib: int
    requests: int
    rows: int
    correct: int
    distinct: int
    ok: bool = True

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds of one request."""
        return 1000 * self.cpu_s / max(1, self.requests)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.wall_s


def run_contender(contender: Contender, url: str, requests: int, concurrency: int, folder: Path) -> Figures:
    """Run a contender in a process of its own and judge what it wrote."""
    before = read_stats(url)["requests"]
    command = [str(find_python(contender)), "-m", f"scripts.bench.run_{contender.name}"]
    command += [url, str(requests), str(concurrency), str(folder)]
    with (folder / "log").open("wb") as log:
        done = subprocess.run(command, cwd=ROOT, check=False, stdout=log, stderr=log, timeout=LIMIT_S)
    if done.returncode != 0:
        said = (folder / "log").read_text("utf-8", "replace")[-3000:]
        raise SystemExit(f"{contender.name} ended with exit code {done.returncode}:\n{said}")
    measured = json.loads((folder / "measured.json").read_text())
    sent = read_stats(url)["requests"] - before
    return Figures(
        cpu_s=measured["cpu_s"],
        wall_s=measured["wall_s"],
        start_cpu_s=measured["start_cpu_s"],
        peak_kib=measured["peak_kib"],
        requests=sent,
        **count_rows(folder),
        ok=contender.name != "engine" or verify_run(folder / "run", requests),
    )


def count_rows(folder: Path) -> dict[str, int]:
    """Return how many rows a contender wrote, how many are complete with an id of their own, and their questions."""
    rows, ids, questions = 0, set(), set()
    for line in list_lines([*folder.glob("rows.jsonl"), *folder.glob("run/data/exams/*.jsonl")]):
        rows += 1
        try:
            exam = Exam.model_validate_json(line)
        except ValidationError:
            continue
        ids.add(json.loads(line)["id"])
        questions.add((exam.question, *exam.options))
    return {"rows": rows, "correct": len(ids), "distinct": len(questions)}


def list_lines(paths: Iterable[Path]) -> Iterator[bytes]:
    """Yield the lines of some files; only a newline ends one."""
    for path in paths:
        with path.open("rb") as file:
            yield from file


def verify_run(run_dir: Path, target: int) -> bool:
    """Return whether the product's own `verify` finds the run complete and sound."""
    command = [sys.executable, "-m", "engine", "verify", str(run_dir), "--json"]
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE)
    found = json.loads(done.stdout)
    return bool(found["ok"] and found["complete"] and found["accepted"] == target)


def find_python(contender: Contender) -> Path:
    """Return the interpreter that a contender runs in, after making its venv if it is missing or out of date."""
    if not contender.packages:
        return Path(sys.executable)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "arabic-synth-bench"
    venv = cache / contender.name
    python, stamp, wanted = venv / "bin" / "python", venv / "packages", "\n".join(contender.packages)
    if not stamp.is_file() or stamp.read_text() != wanted:
        print(f"installing {' '.join(contender.packages)} into {venv} …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *contender.packages], check=True)
        stamp.write_text(wanted)
    return python
