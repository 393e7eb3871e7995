"""What a run tells of its seeds' form, to prompts and to the audit: exactly, or with the noise drawn for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from prompts.style import StyleGuide


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that leaves the seeds.

    Attributes:
        figures: Figures by task and subject, as JSON-ready values.
        guides: Task to the guide that stands in place of its seeds' own; none without noise.
        sha256: Of the file that holds the figures with noise; empty where there is none.
    """

    figures: Mapping[str, Any] = field(default_factory=dict)
    guides: Mapping[str, StyleGuide] = field(default_factory=dict)
    sha256: str = ""


TOLD_NOTHING = Told()
"""There are no seeds."""
