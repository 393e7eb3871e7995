"""The story of a report: facts of the run are read, its rows are evaluated, samples are drawn, a page is laid out."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine import __version__
from engine.errors import InputError, UsageError
from engine.evaluate.evaluate import evaluate
from engine.evaluate.order import Evaluation, Order
from engine.evaluate.source import find_file_task
from engine.inputs import hash_file
from engine.report.bilingual import Text
from engine.report.fields import Values
from engine.report.order import SAMPLES, ReportOrder
from engine.report.page import LIMIT, MORE, Page
from engine.report.run_facts import RunFacts, read_run
from engine.report.samples import Draw, draw_samples
from engine.report.sentences import tell_sentence
from engine.report.view import TaskView, list_contents, list_funnel, list_reasons, view_task
from engine.report.writing import write_dollars, write_number, write_percent
from prompts.base import TaskSpec
from prompts.discover import find_task
from quotas.apportion import apportion
from validators.duplicate import ExactDuplicates
from validators.leak.guard import LeakGuard
from validators.leak.meaning import MeaningGuard
from validators.leak.seeds import SeedGuard
from validators.near_dup import NearDuplicates

Tell = Callable[[str, int, int], None]
"""Is told what is being done, and how much of how much of it is done."""

_STATES = {
    "running": Text("يعمل الآن", "running"),
    "stopped": Text("أُوقف", "stopped"),
    "interrupted": Text("انقطع", "interrupted"),
    "starved": Text("استنفدت خلايا محاولاتها", "cells starved"),
    "failed": Text("أخفق", "failed"),
    "complete": Text("مكتمل", "complete"),
}
COPIES = frozenset().union(
    *(check.codes for check in (ExactDuplicates, NearDuplicates, LeakGuard, SeedGuard, MeaningGuard))
)
"""Reason codes of the checks that refuse copies and leaks."""


@dataclass(frozen=True, slots=True)
class Report:
    """A page that was made.

    Attributes:
        page: The HTML file.
        samples: Rows that it shows.
        tasks: Task to the figures of its evaluation.
        warnings: What a person should know, one sentence each.
    """

    page: bytes
    samples: int
    tasks: Mapping[str, Mapping[str, Any]]
    warnings: Sequence[str]


def make_report(order: ReportOrder, tell: Tell = lambda *_: None) -> Report:
    """Return the page about a run directory or a file of rows; nothing is written.

    Raises:
        InputError: If there is nothing to read.
        UsageError: If a folder holds no run, real items are named for a task that it has no rows of, or the sample is
            too small to measure anything.
        DamagedFileError: If its journal was changed.
    """
    run = read_run(order.source) if order.source.is_dir() else None
    names = run.tasks if run else [_find_task(order.source)]
    if not names:
        raise InputError(order.source, "has no accepted row yet")
    if stray := sorted(order.real_of.keys() - {*names}):
        raise UsageError(f"--real {stray[0]}=…: {order.source} holds rows of {', '.join(names)} only")
    found: dict[str, Evaluation] = {}
    draws: dict[str, Draw] = {}
    for name in names:
        draws[name] = _start_draw(order, find_task(name), run)
        asked = _ask(order, find_task(name), run)
        found[name] = evaluate(asked, lambda what, *at, name=name: tell(f"{name}: {what}", *at), draws[name].see)
    return _lay_out(order, found, run, draws)


def lay_out(order: ReportOrder, found: Mapping[str, Evaluation]) -> Report:
    """Return the page about rows that were evaluated."""
    run = read_run(order.source) if order.source.is_dir() else None
    specs = [find_task(name) for name in found]
    draws = {spec.name: draw_samples(order.source, _start_draw(order, spec, run), spec) for spec in specs}
    return _lay_out(order, found, run, draws)


def _find_task(path: Path) -> str:
    if (found := find_file_task(path)) is None:
        raise InputError(path, "holds no row of any task")
    return found


def _ask(order: ReportOrder, spec: TaskSpec, run: RunFacts | None) -> Order:
    """Return what is to be measured: of rewrites, and of rows of unknown origin, personas too."""
    return Order(
        spec,
        order.source,
        order.list_real(spec.name),
        order.protect,
        order.canaries,
        seed=order.seed,
        sample=order.measured,
        generated=order.generated or None,
        personas=run is None or run.manifest.get("workflow") != "style",
    )


def _lay_out(
    order: ReportOrder, found: Mapping[str, Evaluation], run: RunFacts | None, draws: Mapping[str, Draw]
) -> Report:
    views = [view_task(find_task(name), evaluation, run) for name, evaluation in found.items()]
    specs = [view.spec for view in views]
    name = (run.name if run else "") or order.source.name
    page = Page(order.language, name, Values(specs), _gather(order, views, run, name))
    limit = LIMIT + MORE * (len(views) - 1) if order.samples <= SAMPLES else None
    sizes = [view.report["rows"] for view in views]
    shares = apportion(min(order.samples, sum(sizes)), sizes)
    samples = [each for draw, share in zip(draws.values(), shares, strict=True) for each in draw.list(share)]
    content, shown = page.render(samples, limit)
    warnings = [warning for evaluation in found.values() for warning in evaluation.warnings]
    if limit and len(content) > limit:
        warnings.append(f"the page has {len(content):,} bytes, more than {limit:,}")
    return Report(content, shown, {name: evaluation.report for name, evaluation in found.items()}, warnings)


def _start_draw(order: ReportOrder, spec: TaskSpec, run: RunFacts | None) -> Draw:
    return Draw(spec, _name_cell(spec, run), order.samples, order.seed)


def _name_cell(spec: TaskSpec, run: RunFacts | None) -> list[str]:
    """Return the fields that make a cell: those that were planned, or would be by default."""
    cells = run.list_cells(spec.name) if run else []
    return list(cells[0]["cell"]) if cells else [each.name for each in spec.dimensions if each.quota]


def _gather(order: ReportOrder, views: Sequence[TaskView], run: RunFacts | None, name: str) -> dict[str, Any]:
    common = {
        "order": order,
        "run": run,
        "name": name,
        "tasks": views,
        "contents": list_contents(run),
        "tiles": _list_tiles(views, run),
        "program": __version__,
        "barred": (run is not None and run.barred) or any(view.barred for view in views),
        "warnings": (),
        "file_hash": "" if run else hash_file(order.source),
    }
    told = {each for view in views for each in view.report["diversity"].get("warnings", ())}
    return {
        **common,
        **(_gather_run(run, order, told) if run else {"state": None, "nearest": (), "protects": order.protect}),
    }


def _gather_run(run: RunFacts, order: ReportOrder, told: Container[str]) -> dict[str, Any]:
    status, epoch = run.status, run.history.epoch
    lost = {**status.rejected, **status.failed}
    nearest = (
        ("nearest-seeds", Text("أقرب الصفوف إلى البذور", "Rows nearest to a seed"), "seed", "nearest"),
        (
            "nearest-protected",
            Text("أقرب الصفوف إلى العناصر المحميّة", "Rows nearest to a protected item"),
            "protected",
            "nearest_protected",
        ),
    )
    return {
        "state": _STATES.get(status.state, Text(status.state, status.state)),
        "warnings": [tell_sentence(each) for each in status.warnings if each not in told],
        "funnel": list_funnel(run),
        "pareto": list_reasons(lost),
        "guarded": [each for each in list_reasons(status.rejected) if each.code in COPIES],
        "nearest": [(anchor, text, key, run.audit[part]) for anchor, text, key, part in nearest if run.audit.get(part)],
        "prompt_hashes": epoch.prompt_hashes if epoch else {},
        "inputs": epoch.inputs if epoch else {},
        "versions": {"arabic-synth": __version__, **run.manifest.get("versions", {})},
        "protects": [*order.protect, *(each for each in (epoch.inputs if epoch else ()) if each.startswith("protect"))],
    }


def _list_tiles(views: Sequence[TaskView], run: RunFacts | None) -> list[tuple[Text, Any]]:
    if run is None:
        return [(Text("الصفوف", "Rows"), write_number(view.report["rows"])) for view in views]
    status = run.status
    accepted = sum(task.accepted for task in run.history.tasks.values())
    return [
        (Text("صفوف مقبولة", "Accepted rows"), write_number(status.accepted)),
        (Text("الهدف", "Target"), write_number(status.target)),
        (Text("نسبة القبول", "Accept rate"), write_percent(accepted / status.attempts) if status.attempts else "–"),
        (Text("الطلبات", "Calls"), write_number(status.calls)),
        (Text("التكلفة (دولار)", "Cost (USD)"), write_dollars(status.cost_usd)),
    ]
