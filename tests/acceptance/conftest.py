"""The command line as a user has it: a child process, its exit code, its output."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from engine.cli.app import main
from engine.config.load import load_config
from engine.run import run as make

RECOUNT = Path(__file__).parent / "recount.py"
KILLED = Path(__file__).parent / "killed_run.py"
FAULTY = """
seed: 21
model: mock:own
providers: {mock: {profiles: {own: {malformed: 0.15, refusals: 0.15, english: 0.15, wrong_label: 0.1}}}}
limits: {concurrency: 1}
sink: {rows_per_shard: 8}
"""
FINISHED = {
    "one": "task: sentiment\ntarget: 30\n" + FAULTY,
    "two": "tasks: [{task: exams, target: 24}, {task: sentiment, target: 20}]\n"
    "seeds: {file: seeds.jsonl, max: 4}\nprotect: [bench.jsonl]\n" + FAULTY,
}
"""Small complete runs of several shards with rejects: of one task, and of two with seeds and a protected file."""


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


def call(*arguments: object, cwd: Path | None = None, seconds: float = 300) -> Done:
    """Run a command of the program to its end."""
    command = [sys.executable, "-m", "engine", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, cwd=cwd, timeout=seconds, check=False)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def cli(tmp_path: Path) -> Callable[..., Done]:
    """Runs commands in a folder of their own."""

    def run(*arguments: object, seconds: float = 300) -> Done:
        return call(*arguments, cwd=tmp_path, seconds=seconds)

    return run


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Runs commands as `cli` does, in this process: without the cost of starting one."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["arabic-synth", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def recount() -> Callable[..., Any]:
    """Recounts a run directory with a script that shares no code with the product."""

    def run(run_dir: Path, *protected: Path) -> Any:
        command = [sys.executable, "-I", str(RECOUNT), str(run_dir), *map(str, protected)]
        return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)

    return run


@pytest.fixture(scope="session")
def finished_runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the finished runs and their inputs, made once; copied, never changed."""
    folder = tmp_path_factory.mktemp("finished")
    for number, name in enumerate(("seeds", "bench"), start=1):
        made = folder / name
        make(load_config(None, ["task=exams", "target=6", f"seed={number}", f"output={made}", "name=input"]))
        shutil.copyfile(made / "data/exams/part-00000.jsonl", folder / f"{name}.jsonl")
    for name, text in FINISHED.items():
        (folder / f"{name}.yaml").write_text(text)
        make(load_config(folder / f"{name}.yaml", [f"output={folder / name}"]))
    return folder


@pytest.fixture
def copy_run(finished_runs: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Copies a finished run by its name; the copy may be spoilt."""

    def copy(name: str) -> Path:
        shutil.copytree(finished_runs / name, tmp_path / name)
        return tmp_path / name

    return copy


@pytest.fixture(scope="session")
def runner() -> Iterator[Callable[..., dict[str, Any]]]:
    """Runs a config in a process of its own; further keys say how its disk behaves or when it is killed."""
    command = [sys.executable, str(KILLED)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:

        def ask(config: Path, **request: object) -> dict[str, Any]:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps({"config": str(config), **request}) + "\n")
            process.stdin.flush()
            answer: dict[str, Any] = json.loads(process.stdout.readline())
            return answer

        yield ask
