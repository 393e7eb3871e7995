"""Chooses what can be learned from the rows of a task, by their shape; the letter of an answer never is."""

from collections import Counter
from collections.abc import Sequence

from engine.evaluate.entry import Entry
from engine.evaluate.utility.base import Probe
from engine.evaluate.utility.classes import SUBJECT, LabelProbe, PairProbe, SubjectProbe
from engine.evaluate.utility.ranking import OptionProbe

_LEAST = 20  # entries of a subject on either side


def choose_subject_probe(ours: Sequence[Entry], real: Sequence[Entry]) -> SubjectProbe | None:
    """Return the telling of the subjects that both sides have 20 questions of; None where there are less than two."""
    sides = (Counter(entry.groups.get(SUBJECT, "") for entry in side if entry.options) for side in (ours, real))
    some, others = ({name for name, count in side.items() if name and count >= _LEAST} for side in sides)
    common = tuple(sorted(some & others))
    return SubjectProbe(common) if len(common) > 1 else None


def choose_probe(entries: Sequence[Entry]) -> Probe | None:
    """Return the ranking of options, the telling of wrong sentences, or that of labels; None where rows have neither.

    Args:
        entries: Some entries of the task, at least one.
    """
    first = entries[0]
    if first.options:
        return OptionProbe(len(first.options))
    if first.pair:
        return PairProbe()
    labels = tuple(sorted({entry.label for entry in entries} - {""}))
    return LabelProbe(labels) if len(labels) > 1 else None
