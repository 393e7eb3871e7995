"""Columns as the card of a Hugging Face data set states them, labels as classes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.export.chat import MEANINGS, find_chat_kind
from engine.export.kinds import Kind
from engine.export.order import Format, Order
from engine.export.survey import Survey
from engine.export.wording import load_card
from prompts.base import TaskSpec

_ROW = {"id": "name of the row, unique"}
_META = {"meta": "how the row came about: no part of what it says"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of what is written.

    Attributes:
        kind: Type of a line.
        classes: Column with a closed list of values to these.
        meanings: Column to what it holds, for readers.
    """

    kind: Kind
    meanings: Mapping[str, str]
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def find_columns(order: Order, survey: Survey) -> Columns:
    """Return the columns of the rows, or of the conversations that are made of them."""
    if order.format is Format.chat:
        return Columns(find_chat_kind(order), {**MEANINGS, **_META})
    meanings = {**_ROW, **load_card(order.spec).meanings, **_META}
    return Columns(survey.kind, meanings, find_classes(survey, order.spec))


def list_features(columns: Columns) -> list[dict[str, Any]]:
    """Return `features` of `dataset_info`."""
    return [
        {"name": name, **(_class_label(columns.classes[name]) if name in columns.classes else _state(kind))}
        for name, kind in columns.kind.columns()
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
