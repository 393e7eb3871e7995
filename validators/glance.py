"""What a text holds at a glance, found once for all checks of a row: its unusual characters."""

import re
from functools import lru_cache

EVERYDAY = frozenset(" \n.،؛؟:;,!()«»\"'%/+=0123456789٠١٢٣٤٥٦٧٨٩…-").union(
    map(chr, range(ord("ء"), ord("غ") + 1)), map(chr, range(ord("\u0640"), ord("\u0652") + 1))
)
"""Arabic letters and vowel marks, digits, blanks and everyday punctuation."""

_UNUSUAL = re.compile(f"[^{re.escape(''.join(sorted(EVERYDAY)))}]")


@lru_cache(maxsize=64)  # the checks of one row ask for the same text
def find_signs(text: str) -> frozenset[str]:
    """Return the characters of a text that are not among the `EVERYDAY` ones.

    Most Arabic texts hold none, and every check that looks for something unusual is then done.
    """
    return frozenset(_UNUSUAL.findall(text))
