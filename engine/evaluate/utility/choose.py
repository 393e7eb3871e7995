"""Chooses what can be learned from the rows of a task, by their shape; the letter of an answer never is."""

from collections.abc import Sequence

from engine.evaluate.entry import Entry
from engine.evaluate.utility.base import Probe
from engine.evaluate.utility.classes import LabelProbe, PairProbe
from engine.evaluate.utility.ranking import OptionProbe


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
