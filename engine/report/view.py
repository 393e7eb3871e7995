"""Turns facts and evaluations into what the page's templates lay out; nothing is measured here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.evaluate.order import Evaluation
from engine.report import figures
from engine.report.balance import (
    Balance,
    Crossing,
    balance_cells,
    balance_shares,
    cross_cells,
    list_short,
)
from engine.report.bilingual import Text
from engine.report.fields import name_task
from engine.report.figures import Line, list_lines
from engine.report.reasons import name_reason
from engine.report.run_facts import RunFacts
from prompts.base import TaskSpec


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason code with its rows or attempts; `share` and `cumulative` are of all that were counted."""

    code: str
    name: Text
    count: int
    share: float
    cumulative: float
    examples: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Scaled:
    """A balance, and the share that fills a whole bar."""

    name: str
    rows: Sequence[Any]
    more: int
    scale: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A learning curve as places on the drawing: x, y and what stands beside."""

    points: Sequence[tuple[int, int, str]]
    refs: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task on the page.

    Attributes:
        report: The evaluation's.
        target: Share of the rows that is to pass every check.
        cells: How many cells were planned.
    """

    spec: TaskSpec
    name: Text
    report: Mapping[str, Any]
    target: float
    targets: Sequence[tuple[Text, str, Mapping[str, Any]]]
    balances: Sequence[Scaled]
    crossing: Crossing | None
    short: Sequence[Mapping[str, Any]]
    cells: int
    issues: Sequence[Reason]
    lengths: Sequence[Line]
    fidelity: Sequence[Line]
    diversity: Sequence[Line]
    utility: Sequence[Line]
    privacy: Sequence[Line]
    persona: Sequence[Line]
    curve: Curve | None

    @property
    def reached(self) -> bool:
        """Whether the quality score is at its target."""
        return bool(self.report["quality_score"] >= self.target)

    @property
    def barred(self) -> bool:
        """Whether nothing is to be evaluated with its rows."""
        return self.report.get("evaluation_use") is False

    @property
    def proven(self) -> bool:
        """Whether what is proven of it is, with 95% certainty."""
        return bool(self.report["quality_bound"] >= self.target)

    def name_label(self, value: str) -> Text:
        """Return what a label is called."""
        for dimension in self.spec.dimensions:
            if value in dimension.labels:
                return Text(dimension.labels[value], value.replace("_", " "))
        return Text(value, value.replace("_", " "))


def view_task(spec: TaskSpec, evaluation: Evaluation, run: RunFacts | None) -> TaskView:
    """Return one task as the page shows it."""
    report = evaluation.report
    cells = run.list_cells(spec.name) if run else []
    score = next(each for each in report["targets"] if each["name"] == "quality_score")
    return TaskView(
        spec=spec,
        name=name_task(spec.name),
        report=report,
        target=score["target"],
        targets=[(*figures.TARGETS.get(each["name"], _unknown(each["name"])), each) for each in report["targets"]],
        balances=[_scale(each) for each in _list_balances(spec, report, cells, drawn_freely=_draws_freely(run))],
        crossing=cross_cells(cells),
        short=list_short(cells),
        cells=len(cells),
        issues=_list_issues(report["quality"]),
        lengths=list_lines(report["fidelity"], figures.LENGTHS),
        fidelity=list_lines(report["fidelity"], figures.FIDELITY),
        diversity=list_lines(report["diversity"], figures.DIVERSITY),
        utility=list_lines(report["utility"], figures.UTILITY),
        privacy=list_lines(report["privacy"], figures.PRIVACY),
        persona=list_lines(report.get("persona", {}), figures.PERSONA),
        curve=_draw_curve(report["utility"]),
    )


def list_reasons(counts: Mapping[str, int], total: int = 0) -> list[Reason]:
    """Return reasons, the commonest first; shares are of `total`, or of all that were counted where it is 0."""
    every = sum(counts.values())
    found: list[Reason] = []
    passed = 0
    for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        passed += count
        found.append(Reason(code, name_reason(code), count, count / (total or every), passed / every))
    return found


def list_funnel(run: RunFacts) -> list[tuple[Text, int, float]]:
    """Return attempts, those that brought a reply, and those that were accepted."""
    status = run.status
    failed = sum(status.failed.values())
    accepted = sum(task.accepted for task in run.history.tasks.values())
    attempts = status.attempts or 1
    stages = (
        (Text("محاولات", "Attempts"), status.attempts),
        (Text("جاءت بردّ", "Brought a reply"), status.attempts - failed),
        (Text("قُبلت", "Accepted"), accepted),
    )
    return [(text, count, count / attempts) for text, count in stages]


def list_contents(run: RunFacts | None) -> list[tuple[str, Text]]:
    """Return the sections of the page."""
    every = (
        ("verdict", Text("الحكم", "Verdict"), True),
        ("balance", Text("التوازن", "Balance"), True),
        ("refusals", Text("القبول والرفض", "Acceptance and refusal"), run is not None),
        ("quality", Text("المآخذ", "Issues"), True),
        ("measures", Text("الطول والتنوع", "Lengths and diversity"), True),
        ("guards", Text("التسرّب والنسخ", "Leaks and copies"), True),
        ("growth", Text("النمو والتكلفة", "Growth and cost"), run is not None),
        ("origin", Text("إعادة الإنتاج", "Reproducibility"), True),
        ("samples", Text("العيّنة", "Samples"), True),
    )
    return [(anchor, text) for anchor, text, there in every if there]


def _list_balances(
    spec: TaskSpec, report: Mapping[str, Any], cells: Sequence[Mapping[str, Any]], *, drawn_freely: bool
) -> list[Balance]:
    planned = balance_cells(cells)
    known = {each.name for each in planned}
    weights = {each.name: {value: float(weight) for value, weight in each.weights.items()} for each in spec.dimensions}
    drawn: list[Balance] = []
    quotas = [each.name for each in spec.dimensions if each.quota]
    labels = report["fidelity"]["ours"]["labels"]
    if len(quotas) == 1 and quotas[0] not in known and any(labels):
        drawn.append(balance_shares(quotas[0], labels, weights[quotas[0]], planned=True))
    for name, shares in report["fidelity"]["ours"]["groups"].items():
        if name not in known and shares:
            drawn.append(balance_shares(name, shares, weights.get(name, {}) if drawn_freely else {}))
    return [*planned, *drawn]


def _draws_freely(run: RunFacts | None) -> bool:
    """Whether fields that no quota plans were drawn by the task's weights; rewrites keep those of their parents."""
    return run is not None and run.manifest.get("workflow") == "style"


def _scale(balance: Balance) -> Scaled:
    """Return a balance with bars that fill most of their place."""
    longest = max((max(row.share, row.wanted or 0) for row in balance.rows), default=1) or 1
    return Scaled(balance.name, balance.rows, balance.more, min(1.0, longest / 0.9))


def _list_issues(quality: Mapping[str, Any]) -> list[Reason]:
    examples = quality["examples"]
    reasons = list_reasons(quality["reasons"], quality["rows"])
    return [replace(each, examples=examples.get(each.code, ())[:3]) for each in reasons]


def _unknown(name: str) -> tuple[Text, str]:
    words = name.replace("_", " ")
    return Text(words, words), figures.NUMBER


def _draw_curve(utility: Mapping[str, Any]) -> Curve | None:
    """Return the learning curve on a drawing of 640 by 240, from the least to the largest of its scores."""
    curve = utility.get("learning_curve", ())
    if len(curve) < 2:
        return None
    refs = [utility[name] for name in ("trtr", "chance") if utility.get(name) is not None]
    scores = [*(each["score"] for each in curve), *refs]
    low, high = min(scores), max(scores)
    span = (high - low) or 1.0

    def lift(score: float) -> int:
        return int(190 - 170 * (score - low) / span)

    reach = 520 / (len(curve) - 1)
    points = [(round(80 + reach * at), lift(each["score"]), f"{each['size']:,}") for at, each in enumerate(curve)]
    return Curve(points, [(lift(ref), f"{ref:.3f}") for ref in refs])
