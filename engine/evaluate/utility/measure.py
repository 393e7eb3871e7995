"""Puts the trials of usefulness together: of the task itself, and of the subjects of its questions."""

from collections.abc import Sequence
from typing import Any

from engine.evaluate.entry import Entry
from engine.evaluate.utility.choose import choose_probe, choose_subject_probe
from engine.evaluate.utility.trial import Tell, Trials

_SUBJECT_ROWS = 2_000  # of either side, by which subjects are told


def measure_utility(
    ours: Sequence[Entry], real: Sequence[Entry], steps: Sequence[int], seed: int, tell: Tell
) -> dict[str, Any]:
    """Return what a model learns from synthetic rows, tested on real items, or the reason why nothing can be said.

    Args:
        ours: Sample of the synthetic rows.
        real: Sample of the real items, at least one.
        steps: Rows to which the data set was grown.
        seed: Decides every draw.
        tell: Told what is being done.
    """
    probe = choose_probe(real)
    if probe is None:
        return {"reason": "the real items have no labels"}
    trials = Trials(probe, ours, real, seed)
    if trials.shortage:
        return {"metric": probe.metric, "reason": trials.shortage, "overlap": trials.overlap}
    return {**trials.run(steps, tell), **_measure_subjects(_thin(ours), _thin(real), seed)}


def _measure_subjects(ours: Sequence[Entry], real: Sequence[Entry], seed: int) -> dict[str, Any]:
    probe = choose_subject_probe(ours, real)
    trials = Trials(probe, ours, real, seed) if probe else None
    return {"subject": trials.compare()} if trials and not trials.shortage else {}


def _thin(entries: Sequence[Entry]) -> Sequence[Entry]:
    return entries[:: -(-len(entries) // _SUBJECT_ROWS)]
