"""Column types as the card of a Hugging Face data set states them, labels as classes."""

from collections.abc import Mapping
from typing import Any

from engine.export.kinds import Kind
from engine.export.survey import Survey
from prompts.base import TaskSpec


def list_features(survey: Survey, spec: TaskSpec) -> list[dict[str, Any]]:
    """Return `features` of `dataset_info`."""
    classes = find_classes(survey, spec)
    return [
        {"name": name, **(_class_label(classes[name]) if name in classes else _state(kind))}
        for name, kind in survey.kind.columns()
    ]


def find_classes(survey: Survey, spec: TaskSpec) -> Mapping[str, tuple[str, ...]]:
    """Return the planned fields with a closed list of values, and these; not those where a row has another value."""
    return {
        dimension.name: tuple(dimension.weights)
        for dimension in spec.dimensions
        if dimension.quota and dimension.closed and dimension.name in survey.kind.fields
        if survey.values[dimension.name].keys() <= dimension.weights.keys()
    }


def _class_label(names: tuple[str, ...]) -> dict[str, Any]:
    return {"dtype": {"class_label": {"names": {str(number): name for number, name in enumerate(names)}}}}


def _state(kind: Kind) -> dict[str, Any]:
    match kind.final:
        case "struct":
            return {"struct": [{"name": name, **_state(each)} for name, each in kind.fields.items()]}
        case "list":
            return {"list": _simplify(_state(kind.element or Kind()))}
        case "json":
            return {"dtype": "string"}
        case name:
            return {"dtype": name}


def _simplify(stated: dict[str, Any]) -> Any:
    """Return the short form that the library itself writes of a type within a list."""
    return stated.get("dtype", stated.get("struct", stated))
