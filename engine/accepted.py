"""The rows that a run directory holds, in the order in which they were accepted, and what it refused."""

from collections.abc import Iterator

from engine.inspection.part_lines import PartLine, read_lines
from engine.journal.replay import replay
from engine.rundir import RunDir


def read_accepted(run_dir: RunDir, task: str) -> Iterator[bytes]:
    """Yield each accepted row of a data set as its line lies in the file, line end included.

    Raises:
        DamagedFileError: If the journal was changed.
        StorageError: If a file cannot be read.
    """
    history = replay(run_dir.journal)[0].tasks.get(task)
    for line in read_lines(run_dir.rows(task), history.shards if history else ()):
        if line.committed:
            yield line.data


def read_refused(run_dir: RunDir, task: str) -> Iterator[PartLine]:
    """Yield each refused candidate of a data set, in order; raises as `read_accepted`."""
    history = replay(run_dir.journal)[0].tasks.get(task)
    for line in read_lines(run_dir.rejects(task), history.rejects if history else ()):
        if line.committed:
            yield line
