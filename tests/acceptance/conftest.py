"""The command line as a user has it: a child process, its exit code, its output."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

RECOUNT = Path(__file__).parent / "recount.py"


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
def recount() -> Callable[..., Any]:
    """Recounts a run directory with a script that shares no code with the product."""

    def run(run_dir: Path, *protected: Path) -> Any:
        command = [sys.executable, "-I", str(RECOUNT), str(run_dir), *map(str, protected)]
        return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)

    return run
