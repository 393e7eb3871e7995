"""Finds the objects of a reply that should hold several, as far as they are whole, however the model listed them."""

import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from engine.parse.extract import find_json_end, load
from engine.parse.repair import OPENING, repair_span
from engine.parse.span import Broken, Span, find_span
from validators.base import Refusal

KEY = "items"
"""The key of the list that a reply of several items is asked to be."""

MOST = 1000
"""Elements that are read of one reply."""

_MOST_OPENINGS = 8
_MOST_MEMBERS = 16
_START = re.compile(rf"{OPENING.pattern}|\[\s*+\{{")
_LIST = re.compile(r"\[\s*+\{")
_MEMBER = re.compile(r"""[\s,،]*+["'“”]([^"'“”\\]{1,100})["'“”]\s*+:\s*+""")
_GAP = re.compile(r"[\s,،]*+")
_BEHIND = re.compile(r"\s*+[,،\]}]")
_MALFORMED = Refusal("malformed_json")


class Element(NamedTuple):
    """One object of a list, or why what stands there is none; and whether it had to be repaired."""

    found: dict[str, Any] | Refusal
    repaired: bool = False


def find_elements(text: str, names: Collection[str], *, mend: bool) -> list[Element]:
    """Return the elements in a reply, in order, without the one inside which it was cut off.

    They may be the list under `items` or under the only key of an object that holds a list of objects, a bare list, or
    objects one after another, one a line or not, with fences and prose around them.

    Args:
        text: The reply.
        names: Fields that every item has: an object that has one of them is an item and not a list's wrapping.
        mend: Whether miswritten elements may be repaired; with it, one of which the end is not clear is the last.
    """
    whole = load(text)
    if isinstance(whole, dict):
        return _take_all(_unwrap(whole, names))
    if isinstance(whole, list):
        return _take_all(whole)
    start = _START.search(text)
    for _ in range(_MOST_OPENINGS):
        if start is None:
            return []
        elements = _read_from(text, start.start(), names, mend=mend)
        if elements is not None:
            return elements
        start = _START.search(text, start.start() + 1)
    return []


def _unwrap(value: Mapping[str, Any], names: Collection[str]) -> list[Any]:
    """Return the list that an object wraps, or else the object alone."""
    if KEY not in names and isinstance(value.get(KEY), list):
        return list(value[KEY])
    if any(name in value for name in names):
        return [value]
    lists = [each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)]
    return list(lists[0]) if len(lists) == 1 else [value]


def _take_all(values: list[Any]) -> list[Element]:
    return [_take(value) for value in values[:MOST]]


def _take(value: object) -> Element:
    return Element(value if isinstance(value, dict) else Refusal("wrong_shape", "an element is no object"))


def _read_from(text: str, at: int, names: Collection[str], *, mend: bool) -> list[Element] | None:
    """Return the elements of what begins at `at`, or None where it cannot be told what that is."""
    if text[at] == "[":
        return _read_list(text, at + 1, mend=mend)
    end = find_json_end(text, at)
    whole = None if end is None else load(text[at:end])
    if isinstance(whole, dict):
        listed = _unwrap(whole, names)
        return _read_sequence(text, at, mend=mend) if listed == [whole] else _take_all(listed)
    inner = _find_list(text, at + 1, names)
    if inner is not None:
        return _read_list(text, inner, mend=mend)
    return None if end is None and find_span(text, at) is Broken.GARBLED else _read_sequence(text, at, mend=mend)


def _find_list(text: str, at: int, names: Collection[str]) -> int | None:
    """Return where the elements begin that a cut or miswritten object wraps, or None where it wraps none."""
    for _ in range(_MOST_MEMBERS):
        member = _MEMBER.match(text, at)
        if member is None or member[1] in names:
            return None
        at = member.end()
        if text.startswith("[", at) and (member[1] == KEY or _LIST.match(text, at)):
            return at + 1
        end = find_json_end(text, at)
        if end is None:
            return None
        at = end
    return None


def _read_list(text: str, at: int, *, mend: bool) -> list[Element]:
    elements: list[Element] = []
    while len(elements) < MOST:
        read = _read_element(text, _end_gap(text, at), mend=mend)
        if read is None:
            break
        elements.append(read[0])
        at = read[1]
    return elements


def _end_gap(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


def _read_sequence(text: str, at: int, *, mend: bool) -> list[Element]:
    elements: list[Element] = []
    while len(elements) < MOST and (start := OPENING.search(text, at)):
        read = _read_element(text, start.start(), mend=mend)
        if read is None:
            break
        elements.append(read[0])
        at = read[1]
    return elements


def _read_element(text: str, at: int, *, mend: bool) -> tuple[Element, int] | None:
    """Return the element that begins at `at` and the place behind it; None where none does, or only a part of one."""
    end = find_json_end(text, at)
    if end is None:
        return _mend_element(text, at, mend=mend) if text.startswith("{", at) else None
    value = load(text[at:end])
    if isinstance(value, dict):
        return Element(value), end
    if text[at] == "{":
        return Element(_MALFORMED), end
    # The beginning of a number is a number too.
    return (_take(value), end) if _BEHIND.match(text, end) else None


def _mend_element(text: str, at: int, *, mend: bool) -> tuple[Element, int] | None:
    span = find_span(text, at)
    if isinstance(span, Span):
        mended = repair_span(text, at, span) if mend else None
        return (Element(_MALFORMED) if mended is None else Element(mended, repaired=True)), span.end
    return (Element(_MALFORMED), len(text)) if span is Broken.GARBLED and mend else None
