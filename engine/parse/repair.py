"""Mends an object that is all there and miswritten: wrong quotation marks, Arabic commas, commas and line breaks."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import orjson

from engine.parse.extract import find_json_end
from engine.parse.span import Broken, Span, find_span

OPENING = re.compile(r"""\{\s*+["'“”]""")
"""How an object begins that has something in it; braces in prose seldom look like that."""

_MOST_OPENINGS = 8
_CODES = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_ESCAPE = re.compile(r"\\[bfnrt]")
_BLANKS = re.compile(r"[\s\\]++")
_NAMES = {None: "null", True: "true", False: "false"}


def repair_object(text: str) -> dict[str, Any] | None:
    """Return the first object in `text` if only a repair makes it one, else None.

    None where it is cut off: half an answer must not become a whole one. None where nothing in it needs a repair.
    """
    opening = OPENING.search(text)
    for _ in range(_MOST_OPENINGS):
        if opening is None:
            return None
        start = opening.start()
        span = find_span(text, start)
        if span is Broken.CUT:
            return None
        if isinstance(span, Span):
            return repair_span(text, start, span) if find_json_end(text, start) is None else None
        opening = OPENING.search(text, start + 1)
    return None


def repair_span(text: str, start: int, span: Span) -> dict[str, Any] | None:
    """Return the miswritten object that spans `text` from `start`, or None where it takes more than punctuation.

    The library and the span must have read the same keys and values: the library by itself also drops what it cannot
    read (bare Arabic digits), the first of two values with one key, and the commas of an Arabic list.
    """
    pieces = pairwise([start - 1, *span.commas, span.end])
    written = ",".join([text[before + 1 : behind] for before, behind in pieces])
    import json_repair  # noqa: PLC0415 - for the few replies that are broken

    try:
        mended: object = json_repair.loads(written, skip_json_loads=True, strict=True)
        mended = orjson.loads(orjson.dumps(mended))
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(mended, dict):
        return None
    said = [_fold(scalar) for scalar in span.scalars]
    return mended if said == [_fold(scalar) for scalar in _list_scalars(mended)] else None


def _list_scalars(value: object) -> Iterator[str]:
    """Yield the keys and values of a JSON value in order, as a span has them."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield f'"{key}'
            yield from _list_scalars(each)
    elif isinstance(value, list):
        for each in value:
            yield from _list_scalars(each)
    elif isinstance(value, str):
        yield f'"{value}'
    else:
        yield _NAMES[value] if value is None or isinstance(value, bool) else str(value)


def _fold(scalar: str) -> str:
    """Return what is compared of a scalar: all but its blanks, its escapes, and the case of its literals."""
    if not scalar.startswith('"'):
        return scalar.casefold()
    if "\\" in scalar:
        scalar = _ESCAPE.sub(" ", _CODES.sub(_decode_codes, scalar))
    return _BLANKS.sub("", scalar)


def _decode_codes(codes: re.Match[str]) -> str:
    return bytes.fromhex(codes[0].replace("\\u", "")).decode("utf-16-be", "replace")
