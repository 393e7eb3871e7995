"""The program inside the process of the tests: what a user sees of a command, without the time that a start takes."""

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess

from engine.cli.app import main

CHILD = """
import json, sys
from engine.cli.app import main

for arguments in json.load(sys.stdin):
    sys.argv = ["arabic-synth", *arguments]
    try:
        main()
    except SystemExit as end:
        if end.code:
            raise
"""


def run_inside(*arguments: str | Path, cwd: Path | None = None) -> CompletedProcess[str]:
    """Run a command of the program in a folder; return its exit code and what it wrote."""
    command, before = ["arabic-synth", *map(str, arguments)], sys.argv
    out, err = TextIOWrapper(BytesIO(), "utf-8"), TextIOWrapper(BytesIO(), "utf-8")
    code = 0
    with chdir(cwd or Path.cwd()), redirect_stdout(out), redirect_stderr(err):
        sys.argv = command
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            sys.argv = before
    return CompletedProcess(command, code, *map(_read, (out, err)))


def run_in_one_child(commands: Sequence[Sequence[str | Path]], cwd: Path) -> None:
    """Run commands, which must all succeed, in one process; a copy of the product in the folder comes first there."""
    lines = json.dumps([list(map(str, command)) for command in commands])
    command = [sys.executable, "-c", CHILD]
    done = subprocess.run(command, input=lines, cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert 0 == done.returncode, done.stderr


def _read(stream: TextIOWrapper) -> str:
    stream.flush()
    content: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]
    return content.decode("utf-8")
