"""How a run ends: its state in words, its last event, its manifest and its audit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from engine.config.freeze import config_hash
from engine.config.model import Config
from engine.journal.disk import Disk
from engine.journal.events import Failed, Refused
from engine.journal.reader import read_journal
from engine.records import Cell
from engine.rundir import RunDir
from engine.schedule.budget import show_usd
from engine.sink.manifest import describe_run, record_files, record_journal, write_manifest
from engine.work.book import TaskBook
from engine.work.progress import count_base, count_cells
from engine.work.purse import OVER_BUDGET
from engine.work.stopping import Stop
from engine.work.tally import Tally
from quotas.ledger import CellCount

COMPLETE = Stop("complete", "every cell holds its target", 0)
STARVED = Stop("starved", "some cells can get no more rows", 3)

_TOP_REASONS = 3
_NAMED_CELLS = 20


@dataclass(frozen=True, slots=True)
class RunEnd:
    """How a process left a run.

    Attributes:
        stop: State, reason and exit code.
        accepted: Rows in the run directory.
        warnings: What came of the run beyond the config's own warnings, for people; starved cells are named here.
    """

    stop: Stop
    run_dir: Path
    accepted: int
    target: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Starved:
    task: str
    cell: Cell
    count: CellCount


def judge_end(books: Mapping[str, TaskBook], stopped: Stop | None) -> Stop:
    """Return the state of a run that hands out nothing more."""
    if all(book.ledger.complete for book in books.values() if not book.is_base):
        return COMPLETE
    return stopped or STARVED


def explain_spending(stop: Stop, spent: int, limit: int | None, accepted: int, target: int) -> Stop:
    """Return an end for want of money with what was spent, what a row cost, and what the rest would cost at that rate.

    Any other end is returned as it is. Amounts are billionths of a US dollar.
    """
    if stop.exit_code != OVER_BUDGET:
        return stop
    said = [f"{show_usd(spent)} spent" + (f" of a budget of {show_usd(limit)}" if limit is not None else "")]
    missing = f"the rest ({target - accepted:,} of {target:,} rows)"
    if accepted:
        each = Fraction(spent, accepted)
        said.append(f"{show_usd(round(each))} per accepted row")
        said.append(f"{missing} would cost about {show_usd(round(each * (target - accepted)))} more")
    else:
        said += [stop.reason, f"no row was accepted, so what {missing} would cost is not known"]
    return replace(stop, reason="; ".join(said))


def describe_starved(run_dir: RunDir, books: Mapping[str, TaskBook]) -> tuple[str, ...]:
    """Return a sentence for each of the emptiest starved cells, and one for the others; their manifest has them all."""
    starved = [each for task, book in books.items() for each in _list_starved(task, book)]
    starved.sort(key=lambda each: (each.count.accepted / each.count.target, each.task, each.cell))
    named, others = starved[:_NAMED_CELLS], starved[_NAMED_CELLS:]
    reasons = _count_reasons(run_dir, books, named)
    lines = [_describe_cell(books[each.task], each, reasons[each.task, each.cell]) for each in named]
    if others:
        accepted, target = sum(each.count.accepted for each in others), sum(each.count.target for each in others)
        lines.append(f"starved: {len(others):,} more cells: {accepted:,} of {target:,} rows")
    return tuple(lines)


def _list_starved(task: str, book: TaskBook) -> list[_Starved]:
    cells = book.ledger.starved()
    counts = book.ledger.counts() if cells else {}
    return [_Starved(task, cell, counts[cell]) for cell in cells]


def _count_reasons(
    run_dir: RunDir, books: Mapping[str, TaskBook], cells: Sequence[_Starved]
) -> dict[tuple[str, Cell], Counter[str]]:
    reasons: dict[tuple[str, Cell], Counter[str]] = {(each.task, each.cell): Counter() for each in cells}
    for event, _, _ in read_journal(run_dir.journal) if cells else ():
        if isinstance(event, Refused | Failed):
            key = (event.task, books[event.task].ledger.plan.cell(event.slot))
            if key in reasons:
                reasons[key][event.reason if isinstance(event, Refused) else f"failed:{event.kind}"] += 1
    return reasons


def _describe_cell(book: TaskBook, starved: _Starved, reasons: Counter[str]) -> str:
    count = starved.count
    pairs = zip(book.quota_names, starved.cell, strict=True)
    name = ", ".join(f"{name}={value}" for name, value in pairs) or "all rows"
    if book.ledger.is_given_up(starved.cell):
        return (
            f"starved: {starved.task} {name}: {count.accepted} of {count.target} rows, and nothing is left to rewrite"
            " (more items, or more personas, would help)"
        )
    top = ", ".join(f"{code} {number}" for code, number in reasons.most_common(_TOP_REASONS))
    return (
        f"starved: {starved.task} {name}: {count.accepted} of {count.target} rows after {count.attempts} attempts"
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
    *,
    evaluation_use: bool = True,
) -> None:
    """Write the manifest that describes the run directory as it is now."""
    manifest = describe_run(
        name=config.name,
        state=stop.state,
        cells=[{"cell": cell.cell, "target": cell.target, "accepted": cell.accepted} for cell in count_cells(books)],
        base=count_base(books),
        workflow=config.workflow,
        evaluation_use=evaluation_use,
        tally=tally,
        model=config.model,
        config_hash=config_hash(config),
        prompt_hashes=prompt_hashes,
        inputs=inputs,
        journal=record_journal(run_dir),
        files=record_files(run_dir, books),
    )
    write_manifest(run_dir, manifest, disk)
