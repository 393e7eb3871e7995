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
from engine.report.chart import Curve, draw_curve
from engine.report.drawn import Drawn, list_drawn
from engine.report.fields import name_field, name_task
from engine.report.figures import Line, list_lines
from engine.report.reasons import name_reason
from engine.report.run_facts import RunFacts
from engine.report.sentences import tell_sentence
from engine.report.verdict import Verdict, judge_report
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
class TaskView:
    """One task on the page.

    Attributes:
        report: The evaluation's.
        missed: What the targets that are not met are called.
        cells: How many cells were planned.
        warnings: What a person should know of the evaluation.
        scores: Those of the trained models; `utility` has what is not on their scale.
        subject: Scores of telling the subjects of questions.
        curve: Scores by the rows that were learned from.
        growth: Scores by the step to which the run was grown.
    """

    spec: TaskSpec
    name: Text
    report: Mapping[str, Any]
    verdict: Verdict
    targets: Sequence[tuple[Text, str, Mapping[str, Any]]]
    missed: Sequence[Text]
    balances: Sequence[Scaled]
    crossing: Crossing | None
    short: Sequence[Mapping[str, Any]]
    cells: int
    issues: Sequence[Reason]
    drawn: Sequence[Drawn]
    warnings: Sequence[Text]
    lengths: Sequence[Line]
    fidelity: Sequence[Line]
    diversity: Sequence[Line]
    scores: Sequence[Line]
    subject: Sequence[Line]
    utility: Sequence[Line]
    method: Sequence[Text]
    privacy: Sequence[Line]
    leaks: Sequence[Reason]
    membership: Sequence[Line]
    persona: Sequence[Line]
    curve: Curve | None
    growth: Curve | None

    @property
    def barred(self) -> bool:
        """Whether nothing is to be evaluated with its rows."""
        return self.report.get("evaluation_use") is False

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
    utility, privacy = report["utility"], report["privacy"]
    verdict = judge_report(report)
    return TaskView(
        spec=spec,
        name=name_task(spec.name),
        report=report,
        verdict=verdict,
        targets=[(*figures.name_target(each["name"]), each) for each in report["targets"]],
        missed=[figures.name_target(name)[0] for name in verdict.missed],
        balances=[_scale(each) for each in _list_balances(spec, report, cells, drawn_freely=_draws_freely(run))],
        crossing=cross_cells(cells),
        short=list_short(cells),
        cells=len(cells),
        issues=_list_issues(report["quality"]),
        drawn=list_drawn(report),
        warnings=[tell_sentence(each) for each in evaluation.warnings],
        lengths=list_lines(report["fidelity"], figures.LENGTHS),
        fidelity=[*list_lines(report["fidelity"], figures.FIDELITY), *_list_groups(report["fidelity"])],
        diversity=list_lines(report["diversity"], figures.DIVERSITY),
        scores=list_lines(utility, figures.SCORES),
        subject=list_lines(utility.get("subject", {}), figures.SCORES),
        utility=list_lines(utility, figures.UTILITY),
        method=[tell_sentence(utility[name]) for name in ("metric", "task", "reason") if utility.get(name)],
        privacy=list_lines(privacy, figures.PRIVACY),
        leaks=list_reasons(privacy.get("leaks", {}), report["rows"]),
        membership=[_tell_said(each) for each in list_lines(privacy.get("membership", {}), figures.MEMBERSHIP)],
        persona=_list_persona(report.get("persona", {})),
        curve=draw_curve(utility, "learning_curve", "size"),
        growth=draw_curve(utility, "growth", "rows"),
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


def _list_groups(fidelity: Mapping[str, Any]) -> list[Line]:
    """Return how far the shares of each open field lie from those of real items."""
    found: Mapping[str, float] = fidelity.get("group_l1", {})
    fields = {name: name_field(name) for name in found}
    names = {
        name: Text(f"بُعد التوزيع عن الحقيقي (L1): {field.ar}", f"{field.en}, distance from real data (L1)")
        for name, field in fields.items()
    }
    return [Line(names[name], figures.NUMBER, value) for name, value in found.items()]


def _list_persona(persona: Mapping[str, Any]) -> list[Line]:
    """Return the figures of personas and rewrites, where there are any such rows."""
    there = persona.get("personas") or persona.get("relatives", {}).get("parents")
    return list_lines(persona, figures.PERSONA) if there else []


def _tell_said(line: Line) -> Line:
    return replace(line, ours=tell_sentence(line.ours)) if line.kind == figures.SAID else line
