"""The shares that the labels of a data set were to have."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import orjson

from engine.rundir import RunDir
from prompts.base import TaskSpec


def read_weights(source: Path, spec: TaskSpec) -> Mapping[str, float]:
    """Return label to weight: of a run directory its planned rows, of a file the task's default quota.

    None of them where the rows of the task are not balanced by one field.
    """
    quotas = [each for each in spec.dimensions if each.quota]
    if len(quotas) != 1:
        return {}
    planned = _read_planned(source, spec.name, quotas[0].name) if source.is_dir() else {}
    return planned or {name: float(weight) for name, weight in quotas[0].weights.items()}


def _read_planned(source: Path, task: str, name: str) -> Mapping[str, float]:
    try:
        manifest = orjson.loads(RunDir(source).manifest.read_bytes())
    except (OSError, orjson.JSONDecodeError):  # a run that has not ended yet has none
        return {}
    planned: Counter[str] = Counter()
    for each in manifest.get("cells", ()):
        cell = each.get("cell", {})
        if name in cell and cell.get("task", task) == task:
            planned[cell[name]] += each.get("target", 0)
    return {label: float(count) for label, count in planned.items()}
