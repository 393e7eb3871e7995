"""Refuses texts that break off in the middle."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal

_DANGLING = re.compile(
    r"(?:[،,]|(?<!\w)(?:و|أو|او|ثم|لكن|ولكن|بل|أن|أنّ|أنه|إن|لأن|لأنه|لأنها|الذي|التي|الذين|كما|حيث|مما|بينما|عندما|بسبب|في|من|إلى"
    r"|على|عن|مع|بين|خلال|وفي|ومن|وعلى|وإلى|هذا|هذه|كل|غير|مثل|قد|لم|لن|سوف))\s*\Z"
)
_ENDS = tuple('.؟?!…»")]}')
_PAIRS = (("(", ")"), ("«", "»"), ("[", "]"))


@dataclass(frozen=True, slots=True)
class CutOff:
    """Refuses an item in which a whole text ends with a comma, a word that needs another, or within a bracket.

    Attributes:
        whole: Names of the texts that are whole. Stems and options are none: a stem ends where its options go on.
    """

    whole: Collection[str] = ("explanation", "text", "input", "correction")
    codes = ("cut_off",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the end of the text."""
        for name, text in reading.texts.items():
            if text[-1:] in _ENDS or name not in self.whole:
                continue
            if text and (_DANGLING.search(text, max(0, len(text) - 12)) or _is_open(text)):
                return Refusal("cut_off", f"{name}: …{text[-40:]}")
        return None


def _is_open(text: str) -> bool:
    """Return whether the last bracket that opens is never closed."""
    for left, right in _PAIRS:
        start = text.rfind(left)
        if start > text.rfind(right) and text.count(left) > text.count(right) and text[start - 1 : start] not in ":؛;":
            return True
    return False
