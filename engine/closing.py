"""How a run ends: its state in words, its last event, its manifest and its audit."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine import __version__
from engine.config.freeze import config_hash
from engine.config.model import Config
from engine.journal.disk import Disk
from engine.journal.events import Failed, Refused
from engine.journal.reader import read_journal
from engine.rundir import RunDir
from engine.sink.manifest import hash_journal, record_files, write_manifest
from engine.work.book import TaskBook
from engine.work.progress import count_cells
from engine.work.stopping import Stop
from engine.work.tally import Tally

COMPLETE = Stop("complete", "every cell holds its target", 0)
STARVED = Stop("starved", "some cells have spent their attempts", 3)

_TOP_REASONS = 3


@dataclass(frozen=True, slots=True)
class RunEnd:
    """How a process left a run.

    Attributes:
        stop: State, reason and exit code.
        accepted: Rows in the run directory.
        warnings: For people; starved cells are named here.
    """

    stop: Stop
    run_dir: Path
    accepted: int
    target: int
    warnings: tuple[str, ...] = ()


def judge_end(books: Mapping[str, TaskBook], stopped: Stop | None) -> Stop:
    """Return the state of a run that hands out nothing more."""
    if all(book.ledger.complete for book in books.values()):
        return COMPLETE
    return stopped or STARVED


def describe_starved(run_dir: RunDir, books: Mapping[str, TaskBook]) -> tuple[str, ...]:
    """Return a sentence for every starved cell, with its commonest refusal reasons, from the journal."""
    starved = {(task, cell) for task, book in books.items() for cell in book.ledger.starved()}
    if not starved:
        return ()
    reasons: dict[tuple[str, tuple[str, ...]], Counter[str]] = {key: Counter() for key in starved}
    for event, _, _ in read_journal(run_dir.journal):
        if isinstance(event, Refused | Failed):
            key = (event.task, books[event.task].ledger.plan.cell(event.slot))
            if key in reasons:
                reasons[key][event.reason if isinstance(event, Refused) else f"failed:{event.kind}"] += 1
    return tuple(_describe_cell(books[task], task, cell, reasons[task, cell]) for task, cell in sorted(starved))


def _describe_cell(book: TaskBook, task: str, cell: tuple[str, ...], reasons: Counter[str]) -> str:
    count = book.ledger.counts()[cell]
    name = ", ".join(f"{name}={value}" for name, value in zip(book.quota_names, cell, strict=True)) or "all rows"
    top = ", ".join(f"{code} {number}" for code, number in reasons.most_common(_TOP_REASONS))
    return (
        f"starved: {task} {name}: {count.accepted} of {count.target} rows after {count.attempts} attempts"
        f" (most refused: {top or 'nothing'})"
    )


def save_manifest(
    run_dir: RunDir,
    config: Config,
    books: Mapping[str, TaskBook],
    tally: Tally,
    stop: Stop,
    prompt_hashes: Mapping[str, str],
    inputs: Mapping[str, str],
    disk: Disk,
) -> None:
    """Write the manifest that describes the run directory as it is now."""
    cells = count_cells(books)
    content: dict[str, Any] = {
        "name": config.name,
        "state": stop.state,
        "complete": stop is COMPLETE,
        "target": sum(cell.target for cell in cells),
        "accepted": sum(cell.accepted for cell in cells),
        "cells": [{"cell": cell.cell, "target": cell.target, "accepted": cell.accepted} for cell in cells],
        "rejected": dict(tally.refused),
        "failed": dict(tally.failed),
        "usage": {
            "calls": tally.calls,
            "prompt_tokens": tally.prompt_tokens,
            "completion_tokens": tally.completion_tokens,
        },
        "cost_usd": 0.0,
        "model": config.model,
        "config_hash": config_hash(config),
        "prompt_hashes": dict(prompt_hashes),
        "inputs": dict(inputs),
        "versions": {"arabic-synth": __version__},
        "journal": hash_journal(run_dir),
        "files": [asdict(record) for record in record_files(run_dir, books)],
    }
    write_manifest(run_dir, content, disk)
