"""What came of requests: a line for each that was answered, and for each other one why it was not."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from engine.accepted import read_accepted, read_refused
from engine.journal.events import Failed
from engine.journal.reader import read_journal
from engine.requests.request import Request
from engine.rundir import RunDir

NOT_SENT = "not_sent"
"""Reason of a request that no attempt was made at: the run ended before."""

Pair = tuple[str, str]


def read_answers(run_dir: RunDir, task: str) -> dict[Pair, dict[str, Any]]:
    """Return the accepted row of each pair of item and persona."""
    found: dict[Pair, dict[str, Any]] = {}
    for line in read_accepted(run_dir, task):
        row = orjson.loads(line)
        found[row["meta"]["parent_id"], row["meta"]["persona_id"]] = row
    return found


def write_answers(requests: Sequence[Request], answers: Mapping[Pair, Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield a line for each answered request, in their order; those made of a benchmark say so."""
    for request in requests:
        row = answers.get(request.pair)
        if row is not None:
            content = {
                "persona": request.persona,
                "source_id": request.source_id,
                "model": row["meta"]["model"],
                "synthetic": {name: value for name, value in row.items() if name != "meta"},
                "persona_id": request.persona_id,
                **({"evaluation_use": False} if request.benchmark else {}),
            }
            yield orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE)


def write_errors(
    requests: Sequence[Request], answers: Mapping[Pair, object], run_dir: RunDir, task: str
) -> Iterator[bytes]:
    """Yield a line for each request without an answer, in their order: its reasons, the most frequent and last first.

    A call that brought no reply is counted with its item: `source_failures` is the same for all requests of one.
    """
    missing = [request for request in requests if request.pair not in answers]
    if not missing:
        return
    reasons, details = _count_refusals(run_dir, task)
    failures = _count_failures(run_dir, task)
    for request in missing:
        refused, failed = reasons[request.pair], failures[request.source_id]
        top = next((name for name, _ in (refused or failed).most_common(1)), NOT_SENT)
        content = {
            "source_id": request.source_id,
            "persona_id": request.persona_id,
            "persona": request.persona,
            "reason": top,
            "detail": details.get(request.pair, ""),
            "reasons": dict(refused.most_common()),
            "source_failures": dict(failed.most_common()),
        }
        yield orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE)


def _count_refusals(run_dir: RunDir, task: str) -> tuple[defaultdict[Pair, Counter[str]], dict[Pair, str]]:
    """Return what the candidates of each pair were refused for, and the words of the last refusal."""
    reasons, details = defaultdict[Pair, Counter[str]](Counter), dict[Pair, str]()
    for line in read_refused(run_dir, task):
        match line.parse():
            case {"reason": str(reason), "detail": str(detail), "meta": {"parent_id": str(parent), "brief": brief}}:
                pair = parent, str(brief.get("persona", ""))
                reasons[pair][reason] += 1
                details[pair] = detail
    return reasons, details


def _count_failures(run_dir: RunDir, task: str) -> defaultdict[str, Counter[str]]:
    """Return why calls for each item brought no reply."""
    found = defaultdict[str, Counter[str]](Counter)
    for event, _, _ in read_journal(run_dir.journal):
        if isinstance(event, Failed) and event.task == task:
            found[event.parent][f"failed:{event.kind}"] += 1
    return found
