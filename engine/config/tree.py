"""A config between text and model: plain data, and the place where each part of it was written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from engine.config.place import Loc, Place, Problem


@dataclass(slots=True)
class Tree:
    """Plain data with places; grows while sources are laid over each other.

    Attributes:
        data: Mappings, lists, text, numbers and truth values; never shared between two branches.
        keys: Where the key of a part stands.
        values: Where the part itself begins.
        problems: What is wrong already with the writing.
    """

    data: Any = None
    keys: dict[Loc, Place] = field(default_factory=dict)
    values: dict[Loc, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def find_key(self, loc: Loc) -> Place:
        """Return where a part's key stands, or that of the nearest part around it."""
        return self._find(self.keys, loc)

    def find_value(self, loc: Loc) -> Place:
        """Return where a part begins, or the nearest part around it."""
        return self._find(self.values, loc)

    def has(self, loc: Loc) -> bool:
        """Whether some source states this part, be it as empty."""
        return self._reach(loc[:-1]) is not None and _holds(self._reach(loc[:-1]), loc[-1])

    def list_keys(self, loc: Loc) -> list[str]:
        """Return the keys of the mapping at a location; none where no mapping is."""
        part = self._reach(loc)
        return list(part) if isinstance(part, dict) else []

    def settle(self, loc: Loc) -> Loc:
        """Return the part of a validator's location that the data really has: without the names of alternatives."""
        here, found = self.data, []
        for step in loc:
            if _holds(here, step):
                here = here[step]
                found.append(step)
        return tuple(found)

    def replace(self, loc: Loc, value: Any, place: Place) -> None:
        """Put a value in, with everything under it and the mappings on the way that are missing, all from one place.

        Raises:
            LookupError: If the way leads through a list that has no such entry.
        """
        self.data = self.data if isinstance(self.data, dict) else {}
        here: Any = self.data
        for end, (step, following) in enumerate(pairwise(loc), start=1):
            known = here[step] if _holds(here, step) else None
            if not isinstance(known, dict | list):
                known = here[step] = {}
                self._mark(loc[:end], place)
            if isinstance(known, list) and not _holds(known, following):
                raise LookupError(f"there is no entry {following}")
            here = known
        here[loc[-1]] = value
        for places in (self.keys, self.values):
            for inner in [known for known in places if known[: len(loc)] == loc]:
                del places[inner]
        self._mark(loc, place)

    def change_texts(self, loc: Loc, change: Callable[[str, Place], str]) -> None:
        """Put something else in place of a text, or of every text in a list; anything but text stays."""
        if not self.has(loc):
            return
        here = self._reach(loc[:-1])
        value = here[loc[-1]]
        if isinstance(value, str):
            here[loc[-1]] = change(value, self.find_value(loc))
        elif isinstance(value, list):
            value[:] = [
                change(entry, self.find_value((*loc, number))) if isinstance(entry, str) else entry
                for number, entry in enumerate(value)
            ]

    def _reach(self, loc: Loc) -> Any:
        here = self.data
        for step in loc:
            if not _holds(here, step):
                return None
            here = here[step]
        return here

    def _mark(self, loc: Loc, place: Place) -> None:
        self.keys[loc] = self.values[loc] = place

    def _find(self, places: dict[Loc, Place], loc: Loc) -> Place:
        for end in range(len(loc), -1, -1):
            if place := places.get(loc[:end]):
                return place
        return Place("config")


def _holds(here: Any, step: str | int) -> bool:
    if isinstance(here, dict):
        return step in here
    return isinstance(here, list) and isinstance(step, int) and 0 <= step < len(here)
