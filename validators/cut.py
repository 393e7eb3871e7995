"""Refuses texts that break off in the middle."""

from collections.abc import Collection
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.late import compile_late

_DANGLING = compile_late(
    r"(?:[،,]|(?<!\w)(?:[وفبكل]{0,2}ال|[وف]?لل|[وفبكل](?:أن|إن|أنّ|إنّ)(?:ه|ها|هم)?|كأن|إذ|إذا|أما|إما|حتى|لولا"
    r"|و|أو|او|ثم|لكن|ولكن|بل|أن|أنّ|أنه|إن|لأن|لأنه|لأنها|الذي|التي|الذين|كما|حيث|مما|بينما|عندما|بسبب|في|من|إلى"
    r"|على|عن|مع|بين|خلال|وفي|ومن|وعلى|وإلى|هذا|هذه|كل|غير|مثل|قد|لم|لن|سوف))\s*\Z"
)
_ARTICLE = compile_late(
    r"(?:معر|محل|مقر|مقت|تعر|يعر|دخ|بدأ|تبدأ|يبدأ|اتص|اللام|أداة)[ء-يً-ْ]*\s+(?:\S+\s+)?[بو]?ال\s*\Z"
    r"|(?<!\w)(?:ذ[ويا]|راحة|هدوء|خلو|طول)\s+بال\s*\Z"
)
"""The article as what is spoken of (المعرف بال), and the noun for a mind."""
_ENDS = tuple('.؟?!…»")]}')
_PAIRS = (("(", ")"), ("«", "»"), ("[", "]"))


@dataclass(frozen=True, slots=True)
class CutOff:
    """Refuses an item in which a whole text ends with a comma, an article, a word that needs another, or in a bracket.

    Attributes:
        whole: Names of the texts that are whole. Stems and options are none: a stem ends where its options go on.
    """

    whole: Collection[str] = ("explanation", "text", "input", "correction")
    codes = ("cut_off",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the end of the text."""
        for name, text in reading.texts.items():
            if text.endswith(_ENDS) or name not in self.whole:
                continue
            cut = text and _DANGLING.search(text, max(0, len(text) - 12))
            if cut and not _ARTICLE.search(text, max(0, len(text) - 40)):
                return Refusal("cut_off", f"{name}: …{text[-40:]}")
            if text and _is_open(text):
                return Refusal("cut_off", f"{name}: …{text[-40:]}")
        return None


def _is_open(text: str) -> bool:
    """Return whether the last bracket that opens is never closed."""
    for left, right in _PAIRS:
        start = text.rfind(left)
        if start > text.rfind(right) and text.count(left) > text.count(right) and text[start - 1 : start] not in ":؛;":
            return True
    return False
