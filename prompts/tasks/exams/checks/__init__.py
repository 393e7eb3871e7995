"""The checks of one exam question, cheap to dear: shape, options, stem, explanation, arithmetic."""

from prompts.base import Strictness
from prompts.tasks.exams.checks.arithmetic import Arithmetic
from prompts.tasks.exams.checks.asking import AsksSomething
from prompts.tasks.exams.checks.balance import Balance
from prompts.tasks.exams.checks.distinct import DistinctOptions
from prompts.tasks.exams.checks.explanation import ExplanationAgrees, ExplanationSays
from prompts.tasks.exams.checks.fitting import FittingOptions
from prompts.tasks.exams.checks.giveaway import AnswerInStem, MarkedOption, SettledOptions
from prompts.tasks.exams.checks.shape import ExamShape
from prompts.tasks.exams.checks.stem import StandsAlone
from prompts.tasks.exams.checks.values import DistinctValues
from validators.base import Check
from validators.length import Length

STEM_WORDS = (3, 80)
"""Least and largest number of words of a question."""

FOREIGN_STEM_WORDS = (2, 120)
"""The same where people wrote it elsewhere: school papers ask in two words (a term to be chosen for)."""


def make_checks(strictness: Strictness) -> tuple[Check, ...]:
    """Return the checks of a question; real exams may lack an explanation and refer to what their files do not hold.

    A model's question may come without an explanation too, but never had the figure that it speaks of.
    """
    stem = FOREIGN_STEM_WORDS if strictness.foreign else STEM_WORDS
    sound: tuple[Check, ...] = (
        ExamShape(foreign=strictness.foreign),
        Length({"question": stem, **strictness.words}),
        AsksSomething(),
        DistinctOptions(),
        SettledOptions(),
        MarkedOption(),
        FittingOptions(),
        AnswerInStem(),
        ExplanationAgrees(),
        DistinctValues(),
        Arithmetic(),
    )
    if strictness.foreign and not strictness.bare:
        return (*sound, Balance(foreign=True))
    return (*sound, StandsAlone(), ExplanationSays(), Balance())
