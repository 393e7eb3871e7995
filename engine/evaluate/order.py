"""What is to be measured, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.evaluate.flags import Flags
from prompts.base import TaskSpec

SAMPLE = 10_000
"""Rows that costly measures look at, unless another number is asked for."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be measured, and against what.

    Attributes:
        spec: The task of the rows.
        source: JSONL of any origin, or a run directory.
        real: Files of real items; without them there is no fidelity and no utility.
        protect: Files of items that must not have leaked.
        canaries: File of texts, one a line, that were planted and must not occur.
        seed: Decides every draw.
        sample: Rows that costly measures look at, at most; as many real and as many protected items.
        arabic_ratio: Arabic letters among a row's letters, at least; None sets no limit of its own.
        generated: True where a model wrote all rows, False where people did; None takes the word of each row.
        threshold: Likeness from which a row is a near duplicate of an earlier one.
        personas: Whether personas and rewrites are measured too.
    """

    spec: TaskSpec
    source: Path
    real: Sequence[Path] = ()
    protect: Sequence[Path] = ()
    canaries: Path | None = None
    seed: int = 42
    sample: int = SAMPLE
    arabic_ratio: float | None = None
    generated: bool | None = True
    threshold: float = 0.7
    personas: bool = False


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured.

    Attributes:
        report: Ready for JSON.
        flags: Rows that did not pass.
        warnings: What a person should know, one sentence each.
    """

    report: dict[str, Any]
    flags: Flags
    warnings: Sequence[str]

    @property
    def met(self) -> bool:
        """Whether every target that could be measured is met."""
        return all(target["met"] for target in self.report["targets"])
