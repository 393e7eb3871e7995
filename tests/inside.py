"""The program inside the process of the tests: what a user sees of a command, without the time that a start takes."""

import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess

from engine.cli.app import main


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


def _read(stream: TextIOWrapper) -> str:
    stream.flush()
    content: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]
    return content.decode("utf-8")
