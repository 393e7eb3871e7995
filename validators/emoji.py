"""Refuses emojis where none belong."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal

_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2705\u274c\u274e\u2728\u2753-\u2757\u2763\u2764\ufe0f]"
)


@dataclass(frozen=True, slots=True)
class Emoji:
    """Refuses an item with an emoji, a coloured tick or cross, or a flag; signs of print such as ✓ ♀ ★ pass."""

    codes = ("emoji",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the code point."""
        signs = reading.signs
        if not signs or max(signs) < "\u2705":
            return None
        found = min(filter(_EMOJI.match, signs), default=None)
        return Refusal("emoji", f"U+{ord(found):04X}") if found else None
