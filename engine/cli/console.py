"""Where output goes: data on standard output, everything said to a person on standard error."""

import json
import os
import sys
from typing import Any

import orjson
from rich.console import Console
from rich.text import Text


def person() -> Console:
    """Return the console on standard error; plain where NO_COLOR is set or nobody watches."""
    return Console(stderr=True, no_color="NO_COLOR" in os.environ, soft_wrap=True, highlight=False)


def standard() -> Console:
    """Return the console on standard output, for tables."""
    return Console(no_color="NO_COLOR" in os.environ, highlight=False)


def say(message: str) -> None:
    """Tell a person something."""
    person().print(Text(message))


def say_warning(message: str) -> None:
    """Warn a person."""
    person().print(Text.assemble(("warning: ", "yellow"), message))


def say_error(message: str) -> None:
    """Tell a person what is wrong."""
    person().print(Text.assemble(("error: ", "bold red"), message))


def write_json(value: Any) -> None:
    """Write one JSON document to standard output; a file name that is no text has its bytes replaced."""
    try:
        data = orjson.dumps(value, option=orjson.OPT_INDENT_2)
    except TypeError:  # a lone surrogate, which stands for such a byte
        data = json.dumps(value, indent=2, ensure_ascii=False).encode("utf-8", "replace")
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()


def write_line(text: str) -> None:
    """Write one line of data to standard output."""
    sys.stdout.write(text + "\n")
