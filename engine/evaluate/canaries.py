"""Looks in every row for texts that were planted where a model must not repeat them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from engine.dataset.lines import read_lines
from engine.errors import InputError
from validators.text import normalize

_LEAST = 6  # characters of a canary: shorter ones stand anywhere


def read_canaries(path: Path) -> list[str]:
    """Return the canaries of a file, one a line.

    Raises:
        InputError: If there are none, or one is too short to be told from chance.
    """
    found = []
    for line in read_lines(path):
        text = line.text.strip()
        if line.fault or (text and len(normalize(text)) < _LEAST):
            raise InputError(path, line.fault or f"a canary of fewer than {_LEAST} characters", line.number)
        found += [text] if text else []
    if not found:
        raise InputError(path, "holds no canary")
    return found


class CanaryCount:
    """Counts rows that hold a canary, whatever its spelling.

    Args:
        canaries: As they were planted.
    """

    def __init__(self, canaries: Sequence[str]) -> None:
        self._keys = {canary: f" {normalize(canary)} " for canary in canaries}
        self._rows = dict.fromkeys(canaries, 0)

    def look(self, keys: Iterable[str]) -> list[str]:
        """Count one row, given as matching keys; return the canaries in it."""
        text = f" {' '.join(keys)} " if self._keys else ""
        found = [canary for canary, key in self._keys.items() if key in text]
        for canary in found:
            self._rows[canary] += 1
        return found

    def measure(self) -> dict[str, Any]:
        """Return how many canaries were planted and found, and the rows of those found."""
        exposed = {canary: count for canary, count in self._rows.items() if count}
        planted = len(self._rows)
        return {"planted": planted, "exposed": len(exposed), "share": round(len(exposed) / planted, 4), "rows": exposed}
