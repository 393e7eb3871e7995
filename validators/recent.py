"""What the last short texts came to, for checks that ask for the same few; long ones would fill the memory."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Made = TypeVar("Made")

LONGEST = 8000
"""Characters of a text up to which anything is remembered: the texts of an item have at most 4,000."""


def remember_recent(most: int) -> Callable[[Callable[[str], Made]], Callable[[str], Made]]:
    """Return a decorator: a pure function of a text knows what it returned for the last `most` short ones."""

    def decorate(make: Callable[[str], Made]) -> Callable[[str], Made]:
        recall = lru_cache(maxsize=most)(make)

        @wraps(make)
        def choose(text: str) -> Made:
            return recall(text) if len(text) <= LONGEST else make(text)

        return choose

    return decorate
