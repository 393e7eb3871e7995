"""A persona: somebody for whom items are rewritten, as banks and files of personas state it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody for whom items are rewritten.

    Attributes:
        id: Names it in rows and reports; no two of a bank share one.
        text: Who that is, as the model is told: one line.
        attributes: What else is known (region, profession …), in the order in which it was stated; JSON values.
    """

    id: str
    text: str
    attributes: Mapping[str, Any] = field(default_factory=dict)


def make_record(persona: Persona) -> dict[str, Any]:
    """Return the JSON object that says what a persona says; `id` and `persona` come first."""
    own = {"id": persona.id, "persona": persona.text}
    return {**own, **{name: value for name, value in persona.attributes.items() if name not in own}}
