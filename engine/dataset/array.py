"""A file that is one JSON array to its objects, each with the line at which it starts."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from engine.dataset.lines import BadLine, Line

MOST = 256_000_000
"""Longest array that is read, in characters: it is held as a whole."""

_BLANKS = " \t\r\n"
_DECODER = json.JSONDecoder()


def read_elements(lines: Iterable[Line]) -> Iterator[tuple[int, dict[str, Any]] | BadLine]:
    """Yield line and object of each element; what is wrong ends it, with its place."""
    text = _join(lines)
    if isinstance(text, BadLine):
        yield text
        return
    at, line = text.find("[") + 1, 1 + text.count("\n", 0, text.find("[") + 1)
    while True:
        start = _skip(text, at, f"{_BLANKS},")
        line += text.count("\n", at, start)
        if text.startswith("]", start):
            return
        try:
            value, at = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError) as error:
            yield BadLine(line, f"not JSON: {getattr(error, 'msg', 'nested too deep')}")
            return
        yield (line, value) if isinstance(value, dict) else BadLine(line, "not a JSON object")
        line += text.count("\n", start, at)


def _join(lines: Iterable[Line]) -> str | BadLine:
    parts: list[str] = []
    size = 0
    for line in lines:
        size += len(line.text)
        if line.fault or size > MOST:
            return BadLine(line.number, line.fault or f"an array longer than {MOST:,} characters")
        parts.append(line.text)
    return "".join(parts)


def _skip(text: str, at: int, blanks: str) -> int:
    while at < len(text) and text[at] in blanks:
        at += 1
    return at
