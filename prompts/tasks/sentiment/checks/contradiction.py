"""Labels that the words of their text plainly contradict."""

from dataclasses import dataclass

from prompts.tasks.sentiment.checks.opposite import find_second
from prompts.tasks.sentiment.polarity.lexicon import POLES, Evidence, weigh, weigh_closely
from prompts.tasks.sentiment.polarity.litotes import may_deny
from validators.base import Measures, Reading, Refusal


@dataclass(frozen=True, slots=True)
class LabelContradicted:
    """Refuses a label against which a text's words and emoji speak overwhelmingly; measures `polarity`.

    A strong word, phrase or emoji counts two, a mild one counts one, each dictionary form once; negated words count one
    for the other pole, and what is said by denying its opposite ("no fault found") two. `polarity` is the weight of
    praise less that of blame, before negation.

    Attributes:
        margin: Weight by which the other pole must outweigh the label's own; lower is stricter.
        neutral_margin: The same for either pole in a text labelled neutral.
        strong: Least number of different strong words, phrases or emoji of the other pole; fewer is stricter.
        single: Refuses a text with a pole that is two opinions of opposite kind, by `several_opinions`.
    """

    margin: int = 4
    neutral_margin: int = 6
    strong: int = 1
    single: bool = True
    codes = ("label_contradicted", "several_opinions")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal with the strong words that speak against the label."""
        label = reading.fields["sentiment"]
        tokens = reading.tokens
        text = reading.texts["text"] if reading.signs else ""  # emoji are all that is looked for in it
        loose = weigh(tokens, text)
        balance = _balance(loose)
        measures["polarity"] = float(balance)
        margin = self.neutral_margin if label == "neutral" else self.margin
        pole, _ = _find_rival(label, balance)
        if (
            self.single
            and label != "neutral"
            and loose.strong[0]
            and loose.strong[1]
            and (second := find_second(reading))
        ):
            return Refusal("several_opinions", second[:100])
        if not loose.strong[pole] and not may_deny(reading):  # most texts need no closer look
            return None
        evidence = weigh_closely(tokens, text)
        pole, against = _find_rival(label, _balance(evidence))
        if against < margin or len(evidence.strong[pole]) < self.strong:
            return None
        return Refusal("label_contradicted", f"{label}, but: {'، '.join(sorted(evidence.strong[pole]))}"[:200])


def _find_rival(label: str, balance: int) -> tuple[int, int]:
    """Return the pole that would contradict a label, and by how much a balance speaks for it."""
    pole = (0 if balance > 0 else 1) if label == "neutral" else 1 - POLES.index(label)
    return pole, balance if pole == 0 else -balance


def _balance(evidence: Evidence) -> int:
    """Return the weight of praise less that of blame: one for each entry, and one more for each strong one."""
    praise, blame = evidence.strong
    return len(praise) + evidence.total[0] - len(blame) - evidence.total[1]
