"""Holds the refused candidates of a task against the journal, one by one and in order."""

from engine.inspection.committed import Committed, digest_refusal
from engine.inspection.part_lines import PartLine, read_lines
from engine.rundir import RunDir


def count_rejects(run_dir: RunDir, task: str, committed: Committed, problems: list[str]) -> int:
    """Return the refused candidates that a task's rejects hold, reporting the first of each part that is another."""
    history = committed.history.tasks.get(task)
    known = committed.refusals.get(task, ())
    found, reported = 0, set[int]()
    for line in read_lines(run_dir.rejects(task), history.rejects if history else ()):
        if not line.committed:
            continue
        if line.shard not in reported and (found >= len(known) or _digest(line) != known[found]):
            problems.append(f"{line.place}: not the refused candidate that the journal knows")
            reported.add(line.shard)
        found += 1
    return found


def _digest(line: PartLine) -> int | None:
    match line.parse():
        case {"reason": str(reason), "meta": {"slot": slot, "attempt": attempt}}:
            return digest_refusal(line.shard, line.offset, len(line.data), slot, attempt, reason)
    return None
