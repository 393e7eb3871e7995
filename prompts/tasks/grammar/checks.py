"""Structural checks of one grammar triplet; spelling is what it teaches, so nothing here folds letters."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prompts.base import Strictness
from prompts.tasks.grammar.alignment import line_up
from prompts.tasks.grammar.correction import ExplainedEdits
from prompts.tasks.grammar.explanation import NamedRule, StatedWords
from prompts.tasks.grammar.schema import ERROR_TYPE
from validators.base import Check, Measures, Reading, Refusal
from validators.length import Length

MOST_CHANGED = 0.5
"""Largest share of tokens that a correction may change; beyond it the sentence is another one."""

_TEXTS = ("input", "correction", "explanation")


def select_texts(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the free texts of a row, which has passed `GrammarShape`."""
    return {name: fields.get(name) or "" for name in _TEXTS}


@dataclass(frozen=True, slots=True)
class GrammarShape:
    """Refuses a row whose texts are missing or empty, or whose error type is unknown; stands first.

    Attributes:
        foreign: Lets a row without an explanation pass, because pairs that people corrected have none.
    """

    foreign: bool = False
    codes = ("wrong_shape", "empty", "unknown_label")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return the first fault of shape, with the field's name."""
        for name in _TEXTS:
            text, spared = reading.fields.get(name), self.foreign and name == "explanation"
            if not isinstance(text, str) and not (spared and text is None):
                return Refusal("wrong_shape", f"{name} must be a text")
            if not spared and not any(map(str.isalpha, text or "")):
                return Refusal("empty", name)
        label = reading.fields.get("error_type")
        if not isinstance(label, str) or label not in ERROR_TYPE.weights:
            return Refusal("unknown_label", str(label)[:40])
        return None


@dataclass(frozen=True, slots=True)
class LocalCorrection:
    """Refuses a correction that changes nothing, or so much that it is another sentence; measures `changed`."""

    codes = ("unchanged", "rewritten")

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:
        """Return a refusal by the share of changed tokens, whatever their order, so that moved words count as kept."""
        wrong, right = reading.light["input"], reading.light["correction"]
        if wrong == right:
            return Refusal("unchanged", right[:200])
        changed = measure_change(wrong, right)
        measures["changed"] = round(changed, 3)
        return Refusal("rewritten", f"{changed:.2f} of the tokens changed") if changed > MOST_CHANGED else None


def measure_change(wrong: str, right: str) -> float:
    """Return the share of words (0 to 1, of the longer text) that the two do not have in common, in any order."""
    ours, theirs, start, end = line_up(wrong, right)
    kept, longest = start + end, max(len(ours), len(theirs))
    if longest > kept + 1:
        middle = Counter(ours[start : len(ours) - end]) & Counter(theirs[start : len(theirs) - end])
        kept += middle.total()
    return 1 - kept / longest


CHECKS: tuple[Check, ...] = (GrammarShape(), LocalCorrection(), ExplainedEdits())
LAST_CHECKS: tuple[Check, ...] = (NamedRule(), StatedWords())
"""What an explanation says; damaged texts and other languages are told before as what they are."""


def make_checks(strictness: Strictness) -> tuple[Check, ...]:
    """Return the checks of a triplet; the number of words is judged where limits are told."""
    checks: tuple[Check, ...] = (GrammarShape(strictness.foreign), *CHECKS[1:])
    return (*checks, Length(strictness.words)) if strictness.words else checks


def make_last_checks(strictness: Strictness) -> tuple[Check, ...]:
    """Return the checks of what an explanation says."""
    return (NamedRule(strictness.foreign), *LAST_CHECKS[1:])
