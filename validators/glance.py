"""What a text holds at a glance, found once for all checks of a row: its characters beside everyday letters."""

import re

from validators.recent import remember_recent

DIGITS = frozenset("0123456789٠١٢٣٤٥٦٧٨٩")
VOWELS = frozenset("\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
"""Vowel marks, and the tatweel."""

_LETTERS = frozenset(map(chr, (*range(ord("ء"), ord("غ") + 1), *range(ord("ف"), ord("ي") + 1))))
PROSE = _LETTERS.union(" \n.،؛؟:;,!()«»\"'%/+=…-")
"""Arabic letters, blanks and everyday punctuation."""

EVERYDAY = PROSE | DIGITS | VOWELS
"""What most Arabic texts consist of."""

_RARE = re.compile(f"[^{re.escape(''.join(sorted(PROSE)))}]")


@remember_recent(512)  # the checks of a row ask for the same text, and some dozens of rows are judged together
def find_rare(text: str) -> frozenset[str]:
    """Return the characters of a text that are not in `PROSE`.

    Most Arabic texts hold few, and every check that looks for others is then done.
    """
    return frozenset(_RARE.findall(text))
