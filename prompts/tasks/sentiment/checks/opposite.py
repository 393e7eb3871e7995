"""Texts that are two opinions of opposite kind, one after the other."""

import re
from dataclasses import dataclass

from prompts.tasks.sentiment.polarity.lexicon import Evidence, weigh, weigh_closely
from validators.base import Measures, Reading, Refusal
from validators.text import normalize

_END = re.compile(r"(?<=[.!؟\n])\s+")
_TURN = re.compile(
    r"(?<!\w)[وف]?(?:لكن\w*|بس|(?:غير|الا|بيد|سوي) ان\w*|رغم (?:ذلك|هذا|كل|ان\w*)|بينما|اما|بل|ثم|انما|لولا"
    r"|(?:ب|علي )?عكس|ب?خلاف|(?:بال|ال)?مقابل|[يت]?صار\w*|[يت]?صير|[يت]صبح\w*|اصبح\w*|تغير\w*|تحسن\w*|ساء\w*|عاد\w*|سابقا|السابق|الان|اليوم"
    r"|الاولي|الثانيه|الاخيره|المره|مره|عيب\w*|العيب|السلبيات|الايجابيات|الوحيد\w*|فقط|مقارن\w*|قبله\w?|غيره\w?|سواه\w?"
    r"|الباقي|البقيه|الاخري|الاخر)(?!\w)"
)
"""Words with which one writer turns from praise to blame, or tells how something changed."""


@dataclass(frozen=True, slots=True)
class OppositeOpinions:
    """Refuses a text of which one part praises, the next blames, and no word says that the writer turns.

    Attributes:
        margin: Weight of praise and of blame, one in each part and none in the other; lower is stricter.
    """

    margin: int = 4
    codes = ("several_opinions",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the beginning of the second part; neutral texts may weigh both sides."""
        if reading.fields["sentiment"] == "neutral":
            return None
        loose = weigh(reading.tokens, reading.texts["text"])
        if not (loose.strong[0] and loose.strong[1]) or _TURN.search(reading.key):
            return None
        sentences = _END.split(reading.texts["text"])
        for place in range(1, len(sentences)):
            first, second = (" ".join(part) for part in (sentences[:place], sentences[place:]))
            if self._are_opposite(_weigh(first), _weigh(second)):
                return Refusal("several_opinions", second[:100])
        return None

    def _are_opposite(self, first: Evidence, second: Evidence) -> bool:
        """Return whether each part speaks for one pole alone, strongly, and they differ."""
        return any(self._is_pure(first, pole) and self._is_pure(second, 1 - pole) for pole in (0, 1))

    def _is_pure(self, evidence: Evidence, pole: int) -> bool:
        weight = len(evidence.strong[pole]) + evidence.total[pole]
        return not evidence.strong[1 - pole] and weight - 2 * evidence.total[1 - pole] >= self.margin


def _weigh(text: str) -> Evidence:
    return weigh_closely(normalize(text).split(), text)
