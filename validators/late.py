"""Patterns that are compiled when they are first used: of the hundreds that checks hold, most files need few."""

import re
from typing import Any, cast


class _Late:
    """Takes each attribute from the pattern that it stands for, once; from then on it is its own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = pattern, flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            self._compiled = re.compile(*self._given)
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value


def compile_late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what has all methods and attributes of a pattern, and is compiled when one of them is first asked for.

    For patterns that few rows get to, and that take long to compile: large alternations behind a glance at a row.
    The functions of `re` do not take it for a pattern; its methods do the same.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))
