"""All kinds of damage: those that writers of checks may read, and those kept aside until the checks are done."""

from importlib import import_module

from scripts.faults import open_encoding, open_exams, open_grammar, open_sentiment, open_wording
from scripts.faults.fault import Fault

OPEN: tuple[Fault, ...] = (
    *open_encoding.FAULTS,
    *open_wording.FAULTS,
    *open_exams.FAULTS,
    *open_sentiment.FAULTS,
    *open_grammar.FAULTS,
)

_KEPT = ("encoding", "wording", "exams", "sentiment", "grammar")


def load_kept() -> tuple[Fault, ...]:
    """Return the half kept aside, which is imported only when it is asked for."""
    return tuple(fault for name in _KEPT for fault in import_module(f"scripts.faults.kept_{name}").FAULTS)
