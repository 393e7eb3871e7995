"""What a text holds at a glance, found once for all checks of a row: its unusual characters."""

import re
from functools import lru_cache

_UNUSUAL = re.compile(r"[^ \n.،؛؟:;,!()«»\"'%/+=0-9…\-\u0621-\u063a\u0640-\u0652\u0660-\u0669]")


@lru_cache(maxsize=64)  # the checks of one row ask for the same text
def find_signs(text: str) -> frozenset[str]:
    """Return the characters of a text that are no Arabic letter or vowel mark, digit, blank or everyday punctuation.

    Most Arabic texts hold none, and every check that looks for something unusual is then done.
    """
    return frozenset(_UNUSUAL.findall(text))
