"""How much of which value: weights or exact counts of one dimension, as a config states them."""

import math
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from engine.config.section import Section
from engine.config.wording import show

_SMALLEST, _LARGEST = 1e-9, 1e9


def _read_weight(value: Any) -> float:
    """Return a weight as the number that was typed, so that a whole one stays whole."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"must be a number, not {show(value)}")  # noqa: TRY004, pydantic collects ValueErrors only
    if value and not (math.isfinite(value) and _SMALLEST <= value <= _LARGEST):
        raise ValueError(f"must be 0 or a number from {_SMALLEST:g} to {_LARGEST:g}, not {value}")
    return value


def _check_value(text: str) -> str:
    if not text or text != text.strip():
        raise ValueError("a value must not be empty, nor start or end with a space")
    return text


Value = Annotated[str, Field(max_length=200), AfterValidator(_check_value)]
Weight = Annotated[float, PlainValidator(_read_weight, json_schema_input_type=Annotated[float, Field(ge=0, le=1e9)])]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]


class QuotaConfig(Section):
    """The values of one dimension: `{A: 1, B: 2}` are weights, `{counts: {A: 50, B: 100}}` are rows."""

    weights: Annotated[dict[Value, Weight], Field(max_length=10_000)] | None = Field(
        default=None, description="Value to its relative share."
    )
    counts: Annotated[dict[Value, Count], Field(max_length=10_000)] | None = Field(
        default=None, description="Value to its exact rows; together the target."
    )

    @model_validator(mode="before")
    @classmethod
    def _tell_apart(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        if isinstance(data.get("counts"), dict):
            if len(data) > 1:
                raise ValueError("has weights beside `counts`; give one of the two")
            return {"counts": data["counts"]}
        return {"weights": data}

    @model_validator(mode="after")
    def _need_a_value(self) -> "QuotaConfig":
        if not self.amounts:
            raise ValueError("names no value")
        if not any(self.amounts.values()):
            raise ValueError(f"every {'count' if self.exact else 'weight'} is 0")
        return self

    @property
    def exact(self) -> bool:
        """Whether the amounts are rows, not weights."""
        return self.counts is not None

    @property
    def amounts(self) -> dict[str, float]:
        """Value to weight or count, in the order of the config."""
        return {**(self.counts if self.counts is not None else self.weights or {})}

    @model_serializer(mode="plain")
    def _write_short(self) -> Any:
        return {"counts": self.counts} if self.counts is not None else self.weights

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the short form that users write in place of the two fields."""
        full = handler.resolve_ref_schema(handler(schema))
        weights, counts = (full["properties"][key]["anyOf"][0] for key in ("weights", "counts"))
        exact: JsonSchemaValue = {"type": "object", "properties": {"counts": counts}, "required": ["counts"]}
        exact["additionalProperties"] = False
        return {"title": "Quota", "description": cls.__doc__, "anyOf": [weights, exact]}
