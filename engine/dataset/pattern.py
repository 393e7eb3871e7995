"""Patterns of a command line to the files that they match, whether or not a shell was before us."""

import glob
import os
from collections.abc import Iterable
from pathlib import Path

from engine.errors import InputError


def match_paths(patterns: Iterable[str]) -> list[Path]:
    """Return the files that match some paths and globs, each once, in order.

    Raises:
        InputError: If one of them matches none.
    """
    return list(dict.fromkeys(path for pattern in patterns for path in _match(pattern)))


def _match(pattern: str) -> list[Path]:
    if os.path.lexists(pattern):
        return [Path(pattern)]
    found = sorted(map(Path, glob.glob(pattern, recursive=True)))  # noqa: PTH207 - a pattern may be absolute
    if not found:
        raise InputError(Path(pattern), "no such file")
    return found
