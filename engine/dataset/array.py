"""A file that is one JSON array to its objects, each with the line at which it starts."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

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
    for line, element, fault in split_array(text):
        value = None if fault else json.loads(element)
        if fault:
            yield BadLine(line, fault)
        else:
            yield (line, value) if isinstance(value, dict) else BadLine(line, "not a JSON object")


class Element(NamedTuple):
    """One element of an array, as it stands there.

    Attributes:
        line: Line at which it starts, from 1.
        text: Its JSON; empty where there is a fault.
        fault: What is wrong; the array ends there.
    """

    line: int
    text: str
    fault: str = ""


def split_array(text: str) -> Iterator[Element]:
    """Yield the elements of an array; what is no JSON ends it."""
    at, line = text.index("[") + 1, 1 + text.count("\n", 0, text.index("["))
    first = True
    while True:
        start = _skip(text, at)
        line += text.count("\n", at, start)
        at, sign = start, text[start : start + 1]
        if sign == "]":
            break
        if not first:
            if sign != ",":
                yield Element(line, "", "not JSON: a comma or the end of the array is missing")
                return
            at = _skip(text, start + 1)
            line += text.count("\n", start, at)
        try:
            _, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield Element(line, "", f"not JSON: {getattr(error, 'msg', 'nested too deep')}")
            return
        yield Element(line, text[at:end])
        line += text.count("\n", at, end)
        at, first = end, False
    end = _skip(text, at + 1)
    if end < len(text):
        line += text.count("\n", at, end)
        yield Element(line, "", "something stands after the end of the array")


def _skip(text: str, at: int) -> int:
    """Return where the next sign stands that is no blank."""
    while at < len(text) and text[at] in _BLANKS:
        at += 1
    return at


def _join(lines: Iterable[Line]) -> str | BadLine:
    parts: list[str] = []
    size = 0
    for line in lines:
        size += len(line.text)
        if line.fault or size > MOST:
            return BadLine(line.number, line.fault or f"an array longer than {MOST:,} characters")
        parts.append(line.text)
    return "".join(parts)
