"""What may be stated about the privacy of a run's seeds: only what its noise was drawn for."""

from pathlib import Path
from typing import Any

from engine.journal.replay import replay
from engine.rundir import RunDir
from engine.seeds.release import INPUT, recall_release

_COVERED = "the figures of the seeds' style that prompts carry, and all that is made of them alone"
_NOT_COVERED = (
    "which items of the file became seeds, the comparison of rows with seeds, the topics of refused copies, "
    "other runs over the same seeds, and what the model has seen elsewhere"
)


def state_privacy(path: Path) -> dict[str, Any]:
    """Return the differential privacy statement of a run directory; empty where no noise was drawn, or for a file.

    `epsilon` is the privacy loss for one seed replaced by another of its task and subject; `delta` is 0. The proof
    stands in `engine/seeds/release.py`.

    Raises:
        DamagedFileError: If the figures that were drawn are damaged.
        StorageError: If they cannot be read.
    """
    run_dir = RunDir(path)
    if not run_dir.journal.is_file():
        return {}
    epoch = replay(run_dir.journal)[0].epoch
    recorded = epoch.inputs.get(INPUT) if epoch else None
    drawn = recall_release(run_dir, recorded)
    if drawn is None:
        return {}
    return {
        "epsilon": drawn["epsilon"],
        "delta": 0,
        "mechanism": drawn["mechanism"],
        "neighbours": drawn["neighbours"],
        "seeds": sum(group["seeds"] for groups in drawn["tasks"].values() for group in groups),
        "covers": _COVERED,
        "does_not_cover": _NOT_COVERED,
        "sha256": recorded,
    }
