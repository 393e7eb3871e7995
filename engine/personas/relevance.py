"""Whether a persona has to do with what was asked for, by keywords."""

import re
from collections.abc import Iterable

from validators.text import normalize

_BEFORE = r"(?<!\w)(?:[وف]?(?:[بكل]?ال|لل|[بكل])?)?"


class Keywords:
    """Finds keywords at the beginning of words: `تعليم` in `التعليمية`, `teach` in `teacher`; without any, all fit.

    Args:
        keywords: Words or phrases, in any spelling that folds alike; one of them is enough.
    """

    def __init__(self, keywords: Iterable[str] = ()) -> None:
        keys = [re.escape(key) for keyword in keywords if (key := normalize(keyword))]
        self._pattern = re.compile(f"{_BEFORE}(?:{'|'.join(keys)})") if keys else None

    def fit(self, key: str) -> bool:
        """Return whether a folded text holds one of them."""
        return self._pattern is None or self._pattern.search(key) is not None
