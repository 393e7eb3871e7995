"""The checks of one labelled opinion, cheap to dear: shape, length, prose, task, label, ratings, polarity."""

from prompts.base import Strictness
from prompts.tasks.sentiment.checks.contradiction import LabelContradicted
from prompts.tasks.sentiment.checks.dialect import DialectFits
from prompts.tasks.sentiment.checks.framing import Framing
from prompts.tasks.sentiment.checks.instruction import TaskInText
from prompts.tasks.sentiment.checks.label import LabelInText
from prompts.tasks.sentiment.checks.prose import OneOpinion, Prose
from prompts.tasks.sentiment.checks.rating import RatingAgrees
from prompts.tasks.sentiment.checks.shape import SentimentShape
from validators.base import Check
from validators.length import Length

TEXT_WORDS = (20, 70)
"""Least and largest number of words of an opinion."""

FOREIGN_TEXT_WORDS = (3, 120)
"""The same where people wrote it elsewhere: tweets are short, reviews are long."""


def make_checks(strictness: Strictness) -> tuple[Check, ...]:
    """Return the checks of an opinion; people may number what they say and call an experience a positive one.

    A model's file without our fields may be of another length than we ask for; its sentiment must fit all the same.
    """
    foreign = strictness.foreign and not strictness.bare
    words = {"text": FOREIGN_TEXT_WORDS if strictness.foreign else TEXT_WORDS, **strictness.words}
    return (
        SentimentShape(),
        Length(words),
        Prose(),
        *(() if foreign else (OneOpinion(),)),
        TaskInText(),
        Framing(foreign=foreign),
        LabelInText(foreign=foreign),
        RatingAgrees(),
        LabelContradicted(margin=5, neutral_margin=7, strong=2, single=False) if foreign else LabelContradicted(),
        DialectFits(most=6, rival=12, marks=3) if strictness.foreign else DialectFits(),
    )
