"""Words that checks look for, and which of all of them a row holds: found once, because most rows hold few."""

from collections.abc import Iterable

_WATCHED = frozenset[str]()


def watch(words: Iterable[str]) -> frozenset[str]:
    """Return some words of matching keys as a set, which every reading from now on tells among its `hints`.

    To be called where a module is imported: a reading that has told its hints before does not know them. The checks of
    a task are therefore imported with its `task.py`, and so before any row of it is read.
    """
    global _WATCHED  # noqa: PLW0603 - a frozen set, because a row's hints are then one too without a copy
    watched = frozenset(words)
    _WATCHED |= watched
    return watched


def find_hints(tokens: Iterable[str]) -> frozenset[str]:
    """Return the words, out of those of a row, that some check looks for."""
    return _WATCHED.intersection(tokens)
