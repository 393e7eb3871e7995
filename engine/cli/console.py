"""Where output goes: data on standard output, everything said to a person on standard error.

Whoever reads it may leave: then the rest goes nowhere, and what a command came to, and its exit code, stand.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from io import TextIOWrapper
from typing import Any

import orjson
from rich.console import Console
from rich.text import Text

from engine.errors import ArabicSynthError


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Let the reader go; rich would end the process."""
        _silence(self.file)


@cache
def person() -> Console:
    """Return the console on standard error, the same for all; plain where NO_COLOR is set or nobody watches."""
    return _Console(stderr=True, no_color="NO_COLOR" in os.environ, soft_wrap=True, highlight=False)


def standard() -> Console:
    """Return the console on standard output, for tables."""
    return _Console(no_color="NO_COLOR" in os.environ, highlight=False)


def say(message: str) -> None:
    """Tell a person something."""
    _tell(Text(message))


def say_warning(message: str) -> None:
    """Warn a person."""
    _tell(Text.assemble(("warning: ", "yellow"), message))


def say_error(message: str) -> None:
    """Tell a person what is wrong."""
    _tell(Text.assemble(("error: ", "bold red"), message))


def write_json(value: Any) -> None:
    """Write one JSON document to standard output; a file name that is no text has its bytes replaced."""
    try:
        data = orjson.dumps(value, option=orjson.OPT_INDENT_2)
    except TypeError:  # a lone surrogate, which stands for such a byte
        data = json.dumps(value, indent=2, ensure_ascii=False).encode("utf-8", "replace")
    with _writing():
        sys.stdout.buffer.write(data + b"\n")
        sys.stdout.buffer.flush()


def write_line(text: str) -> None:
    """Write one line of data to standard output."""
    with _writing():
        sys.stdout.write(text + "\n")


def open_output() -> None:
    """Make both streams take Arabic, whatever the system's own encoding; one that was closed leads nowhere."""
    # The lowest free numbers are taken first, so that no file of a run can become standard error.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def close_output() -> None:
    """Write what is still held back, so that nothing is left to fail when the interpreter ends.

    Raises:
        ArabicSynthError: If standard output does not take it, though somebody reads it.
    """
    with _writing():
        sys.stdout.flush()
    with suppress(OSError):
        sys.stderr.flush()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        raise ArabicSynthError(f"could not write to standard output: {error.strerror or error}") from error


def _tell(message: Text) -> None:
    try:
        person().print(message)
    except OSError:  # there is nobody left to be told
        _silence(sys.stderr)


def _silence(stream: Any) -> None:
    """Send nowhere what a stream still holds and all that follows."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
