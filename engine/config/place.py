"""Where a value of the config was written, and what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.errors import ConfigError

Loc = tuple[str | int, ...]
"""The keys and list positions that lead from the whole config to one value."""

_MOST_SHOWN = 100


def show_loc(loc: Loc) -> str:
    """Return a field as users write it: `tasks.0.quotas.answer`."""
    return ".".join(map(str, loc))


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was written.

    Attributes:
        source: File, flag or environment variable.
        line: Line from 1; 0 where the source has no lines.
        column: Column from 1; 0 where a line is all that is known.
        in_config: Whether the source is the config file, so that its paths are relative to the file's folder.
    """

    source: str
    line: int = 0
    column: int = 0
    in_config: bool = False

    def locate(self, field: str) -> str:
        """Return how a message about a field begins."""
        if self.source == "--set":
            return f"--set {field}"
        spot = "".join(f":{number}" for number in (self.line, self.column) if number)
        return f"{self.source}{spot}: {field}" if field else f"{self.source}{spot}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, for one line of the error."""

    place: Place
    loc: Loc
    message: str

    def __str__(self) -> str:
        return f"{self.place.locate(show_loc(self.loc))}: {self.message}"


def raise_problems(problems: Iterable[Problem]) -> None:
    """Raise one `ConfigError` that holds every problem in the order of the file, one per line; none raises nothing."""
    ranked = sorted(problems, key=lambda p: (not p.place.in_config, p.place.source, p.place.line, p.place.column))
    lines = list(dict.fromkeys(map(str, ranked)))
    if len(lines) > _MOST_SHOWN:
        lines[_MOST_SHOWN:] = [f"… and {len(lines) - _MOST_SHOWN} more"]
    if lines:
        raise ConfigError("\n".join(lines))
