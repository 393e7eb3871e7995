"""One item that must not leak."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Pick = Callable[[Mapping[str, Any]], tuple[str, ...]]
"""Picks texts of a row from its fields; each is also one of the row's free texts."""


@dataclass(frozen=True, slots=True)
class ProtectedItem:
    """What must not be copied, and where it stands.

    Attributes:
        source: Name of its file.
        line: Its line there, from 1.
        texts: Texts of which no row may hold a copy.
        companions: Texts that stand beside them and are common by themselves, such as options; in any order.
    """

    source: str
    line: int
    texts: tuple[str, ...]
    companions: tuple[str, ...] = ()


def pick_nothing(fields: Mapping[str, Any]) -> tuple[str, ...]:  # noqa: ARG001
    """Return no text: for rows whose texts have no companions."""
    return ()
