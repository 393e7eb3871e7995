"""YAML text to nodes that know their line and column: the one edge where the foreign parser and its errors end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

MOST_NODES = 10_000
"""Most keys and values in a config, those that aliases repeat counted each time."""

UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Characters that a config must not hold: controls, line separators, halves of surrogate pairs."""

_DEEPEST = 24
_TOO_MUCH = f"more than {MOST_NODES} keys and values"


class DocumentError(ValueError):
    """The text is no YAML that a config can be; line and column from 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


@dataclass(slots=True)
class Node:
    """A part of a document.

    Attributes:
        kind: What `content` is: text, a list of nodes, or a list of pairs of nodes.
        line, column: Where it begins, from 1.
        plain: Whether a scalar stands without quotes, so that it may be a number.
    """

    kind: Literal["scalar", "list", "mapping"]
    content: Any
    line: int
    column: int
    plain: bool = False


def read_node(text: str) -> Node | None:
    """Return the root of the one document in a text, None where it has none; an alias is the very node it names.

    Raises:
        DocumentError: If the text is no YAML, holds characters that it must not, or is too deep or too long.
    """
    if found := UNREADABLE.search(text):
        line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        raise DocumentError(f"the character U+{ord(found[0]):04X} must not stand in a config", line, column)
    events = _parse(text)
    root: Node | None = None
    for event in events:
        if isinstance(event, DocumentStartEvent):
            if root is not None:
                raise DocumentError("a second document begins; a config is one", *_locate(event))
            root = _Builder(events).build(next(events), 0)
    return root


def _parse(text: str) -> Iterator[Event]:
    """Yield the parser's events, lazily: nesting is refused before the parser reads on."""
    try:
        yield from islice(YAML(typ="safe", pure=True).parse(text), 3 * MOST_NODES)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = " ".join(part for part in (error.context, error.problem) if part)
        if r"'\t'" in message:
            message = "a tab cannot indent; use spaces"
        raise DocumentError(message, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1) from None
    except (YAMLError, ValueError, OverflowError, LookupError, TypeError, AttributeError, AssertionError) as error:
        raise DocumentError(f"this is no YAML ({type(error).__name__})") from None


def _locate(event: Event) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


class _Builder:
    """Events to nodes."""

    def __init__(self, events: Iterator[Event]) -> None:
        self._events = events
        self._anchors: dict[str, Node] = {}

    def build(self, event: Event, depth: int) -> Node:
        line, column = _locate(event)
        if depth > _DEEPEST:
            raise DocumentError(f"nested more than {_DEEPEST} deep", line, column)
        if isinstance(event, AliasEvent):
            if event.anchor not in self._anchors:
                raise DocumentError(f"*{event.anchor} names no anchor that ends before it", line, column)
            return self._anchors[event.anchor]
        node = self._build_own(event, depth, line, column)
        if isinstance(event, NodeEvent) and event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _build_own(self, event: Event, depth: int, line: int, column: int) -> Node:
        if str(getattr(event, "tag", None) or "!") != "!":
            raise DocumentError("tags (!…) mean nothing in a config", line, column)
        if isinstance(event, ScalarEvent):
            return Node("scalar", event.value, line, column, plain=event.implicit[0])
        if isinstance(event, SequenceStartEvent):
            return Node("list", list(self._build_until(SequenceEndEvent, depth)), line, column)
        if not isinstance(event, MappingStartEvent):
            raise DocumentError(_TOO_MUCH, line, column)
        parts = list(self._build_until(MappingEndEvent, depth))
        return Node("mapping", list(zip(parts[::2], parts[1::2], strict=True)), line, column)

    def _build_until(self, end: type[Event], depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, end):
                return
            yield self.build(event, depth + 1)
        raise DocumentError(_TOO_MUCH)
