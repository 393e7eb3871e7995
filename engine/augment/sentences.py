"""Correct sentences out of a plain text or JSONL file, for rules that make a row of one sentence."""

from collections.abc import Iterator
from pathlib import Path

import orjson

from engine.dataset.lines import BadLine, read_lines

_NAMES = ("sentence", "correction", "text")


def read_sentences(path: Path) -> Iterator[tuple[int, str] | BadLine]:
    """Yield line number and sentence of each line that is not empty.

    A line that begins with a brace is JSON with the sentence in `sentence`, `correction` or `text`; others stand for
    themselves.

    Raises:
        InputError: If the file cannot be read.
    """
    for line in read_lines(path):
        text = line.text.strip()
        if line.fault:
            yield BadLine(line.number, line.fault, line.text)
        elif text.startswith("{"):
            yield _read_object(line.number, text)
        elif text:
            yield line.number, text


def _read_object(number: int, text: str) -> tuple[int, str] | BadLine:
    try:
        fields = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        return BadLine(number, f"not JSON: {error}", text)
    found = next((fields[name] for name in _NAMES if isinstance(fields.get(name), str)), None)
    return BadLine(number, f"has no text {', '.join(_NAMES)}", text) if found is None else (number, found.strip())
