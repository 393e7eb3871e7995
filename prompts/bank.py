"""Reads the text banks that lie in task folders: `[section]` heads, one entry a line, fields split at ` | `."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

Entry = tuple[str, ...]


@cache
def read_bank(path: Path) -> Mapping[str, tuple[Entry, ...]]:
    """Return section name to its entries, each a tuple of stripped fields; `#` lines and blank lines are skipped.

    Raises:
        ValueError: If an entry stands before the first section head; the message names file and line.
    """
    sections: dict[str, list[Entry]] = {}
    current: list[Entry] | None = None
    for number, raw in enumerate(path.read_text("utf-8").split("\n"), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            current = sections.setdefault(line[1:-1], [])
        elif current is None:
            raise ValueError(f"{path}:{number}: an entry before the first [section]")
        else:
            current.append(tuple(part.strip() for part in line.split("|")))
    return {name: tuple(entries) for name, entries in sections.items()}
