"""What a good data set reaches, and whether this one does."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from engine.evaluate.quality import TARGET
from validators.corpus.limits import CorpusLimits


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that must lie on the right side of a bound.

    Attributes:
        path: Where in the report the figure stands; a target whose figure was not measured is left out.
        relation: `>=`, `>`, `<` or `<=`.
    """

    name: str
    path: tuple[str, ...]
    relation: str
    target: float


@dataclass(frozen=True, slots=True)
class Reached:
    """A target and the value that was measured."""

    name: str
    value: float
    relation: str
    target: float
    met: bool


TARGETS = (
    Target("quality_score", ("quality_score",), ">=", TARGET),
    Target("length_mean_difference", ("fidelity", "length_mean_difference"), "<", 2),
    Target("label_l1", ("fidelity", "label_l1_to_target"), "<", 0.1),
    Target("ttr", ("diversity", "ttr"), ">", 0.3),
    Target("top_opening_share", ("diversity", "top_opening_share"), "<=", CorpusLimits().opening or 1),
    Target("protected_max", ("privacy", "nearest_protected", "max"), "<", 0.7),
    Target("protected_mean", ("privacy", "nearest_protected", "mean"), "<", 0.4),
    Target("protected_share_near", ("privacy", "nearest_protected", "share_near"), "<", 0.05),
    Target("canaries_exposed", ("privacy", "canaries", "exposed"), "<=", 0),
)
"""Those of every task; see `choose_targets` for those that depend on how useful real items are."""


def check_targets(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each target whose figure was measured, with name, value, relation, target and whether it is met."""
    found = []
    for target in choose_targets(report):
        value = _find(report, target.path)
        if value is not None:
            met = _compare(value, target.relation, target.target)
            found.append(asdict(Reached(target.name, value, target.relation, target.target, met)))
    return found


def choose_targets(report: Mapping[str, Any]) -> tuple[Target, ...]:
    """Return the targets of a report.

    Macro-F1 is to be above 0.6. Which option is right can hardly be told from its words: there the lower end of the
    interval is to be above chance, and only where training on real questions is. So is the gap to it a target.
    """
    utility = report.get("utility", {})
    chance, (low, _) = utility.get("chance", 0), utility.get("trtr_ci", (0, 0))
    gap = Target("utility_gap", ("utility", "gap"), "<", 0.2)
    if utility.get("metric") != "pairwise_accuracy":
        return (*TARGETS, *([gap] if low > chance else []), Target("tstr", ("utility", "tstr"), ">", 0.6))
    if low <= chance:
        return TARGETS
    return (*TARGETS, gap, Target("tstr_above_chance", ("utility", "ci", "0"), ">", chance))


def _find(report: Any, path: tuple[str, ...]) -> float | None:
    for name in path:
        if isinstance(report, Mapping):
            report = report.get(name)
        elif isinstance(report, list | tuple) and name.isdigit() and int(name) < len(report):
            report = report[int(name)]
        else:
            return None
    return report if isinstance(report, int | float) else None


def _compare(value: float, relation: str, target: float) -> bool:
    return {
        ">=": value >= target,
        ">": value > target,
        "<": value < target,
        "<=": value <= target,
    }[relation]
