"""What is asked of a report: where the rows are, what they are held against, and how the page is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.report.bilingual import Language

SAMPLES = 200
"""Rows that a page shows, unless another number is asked for."""


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """What a page is made of.

    Attributes:
        source: A run directory, or JSONL of any origin.
        real: Files of real items that rows of every task are compared with.
        protect: Files of items that must not have leaked.
        canaries: File of texts, one a line, that were planted and must not occur.
        language: In which the page is written.
        samples: Rows that it shows, drawn by the seed and spread over the cells.
        seed: Decides every draw.
        measured: Rows, and real and protected items, that costly measures look at, at most.
        generated: Whether all rows are judged as a model's, or those that name no model as written by people.
        real_of: Task to files of real items that its rows alone are compared with.
    """

    source: Path
    real: Sequence[Path] = ()
    protect: Sequence[Path] = ()
    canaries: Path | None = None
    language: Language = Language.both
    samples: int = SAMPLES
    seed: int = 42
    measured: int = 10_000
    generated: bool = True
    real_of: Mapping[str, Sequence[Path]] = field(default_factory=dict)

    def list_real(self, task: str) -> list[Path]:
        """Return the files of real items that rows of a task are compared with."""
        return [*self.real, *self.real_of.get(task, ())]
