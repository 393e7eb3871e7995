"""What is counted of the seeds' form, subject by subject: figures of lengths and marks, and never their content."""

from collections.abc import Mapping, Sequence
from statistics import fmean, pstdev
from typing import Any

from prompts.base import TaskSpec
from prompts.style import find_form


def describe_style(spec: TaskSpec, rows: Sequence[Mapping[str, Any]], subjects: Sequence[str]) -> list[dict[str, Any]]:
    """Return mean and spread of each figure over the seeds of a subject, and, with `subject: null`, over all of them.

    The spread is the standard deviation of these seeds themselves, 0.0 for a single one.

    Args:
        spec: Their task.
        rows: Fields of each seed.
        subjects: Subject of each; seeds without one are counted among all.
    """
    form = find_form(spec)
    measured = [form.measure(row) for row in rows]

    def describe(subject: str | None, held: Sequence[tuple[int, ...]]) -> dict[str, Any]:
        columns = zip(form.figures, zip(*held, strict=True), strict=True)
        figures = {
            figure.name: {"mean": round(fmean(values), 2), "spread": round(pstdev(values), 2)}
            for figure, values in columns
        }
        return {"subject": subject, "seeds": len(held), "figures": figures}

    by_subject = {
        subject: [each for each, held in zip(measured, subjects, strict=True) if held == subject]
        for subject in sorted(set(subjects) - {""})
    }
    groups = [describe(subject, held) for subject, held in by_subject.items()]
    return [*groups, describe(None, measured)] if measured else []
