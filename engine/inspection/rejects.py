"""Holds the refused candidates of a task against the journal: as many, and for the same reasons."""

from collections import Counter
from pathlib import Path

import orjson

from engine.inspection.committed import Committed
from engine.journal.disk import map_errors
from engine.journal.replay import PartEnd
from engine.rundir import RunDir
from engine.sink.shards import list_parts


def check_rejects(run_dir: RunDir, task: str, committed: Committed, problems: list[str]) -> int:
    """Return the refused candidates of a task that its rejects hold, reporting what does not agree."""
    history = committed.history.tasks.get(task)
    ends = history.rejects if history else ()
    reasons: Counter[str] = Counter()
    for shard, path in list_parts(run_dir.rejects(task)).items():
        if shard < len(ends):
            reasons.update(_read_reasons(path, ends[shard], problems))
    known = Counter(history.refusals if history else {})
    problems += [
        f"{task}: {known[reason]} refused as {reason}, but {reasons[reason]} in the rejects"
        for reason in sorted(known.keys() | reasons.keys())
        if known[reason] != reasons[reason]
    ]
    return reasons.total()


def _read_reasons(path: Path, end: PartEnd, problems: list[str]) -> Counter[str]:
    reasons: Counter[str] = Counter()
    with map_errors(path, "read"), path.open("rb") as file:
        offset = 0
        for number, data in enumerate(file, start=1):
            if offset >= end.size:
                break
            offset += len(data)
            try:
                reasons[str(orjson.loads(data)["reason"])] += 1
            except (orjson.JSONDecodeError, KeyError, TypeError):
                problems.append(f"{path}:{number}: not a refused candidate")
    return reasons
