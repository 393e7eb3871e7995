"""The verdict on one task's rows: what the page says first of them, never better than the worst of its targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Grade(StrEnum):
    """How a verdict ends."""

    passed = "passed"
    unproven = "unproven"
    narrow = "narrow"
    failed = "failed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the targets come to.

    Attributes:
        grade: `failed` where a measured target is not met; `narrow` where the rows are collapsed; `unproven` where not
            the whole 95% interval of the quality score lies above its target; else `passed`.
        target: Share of the rows that is to pass every check.
        missed: Names of the targets that are not met.
        of: How many targets were measured.
        collapsed: Whether openings, topics or options recur more than is usual.
    """

    grade: Grade
    target: float
    missed: Sequence[str]
    of: int
    collapsed: bool


def judge_report(report: Mapping[str, Any]) -> Verdict:
    """Return the verdict on a task by the report of its evaluation."""
    targets = report["targets"]
    target = next(each["target"] for each in targets if each["name"] == "quality_score")
    missed = [each["name"] for each in targets if not each["met"]]
    collapsed = bool(report["diversity"].get("collapsed"))
    grade = _grade(missed=bool(missed), collapsed=collapsed, proven=report["quality_bound"] >= target)
    return Verdict(grade, target, missed, len(targets), collapsed)


def _grade(*, missed: bool, collapsed: bool, proven: bool) -> Grade:
    if missed:
        return Grade.failed
    if collapsed:
        return Grade.narrow
    return Grade.passed if proven else Grade.unproven
