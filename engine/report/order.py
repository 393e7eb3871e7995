"""What is asked of a report: where the rows are, what they are held against, and how the page is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.report.bilingual import Language

SAMPLES = 200
"""Rows that a page shows, unless another number is asked for."""


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """What a page is made of.

    Attributes:
        source: A run directory, or JSONL of any origin.
        real: Files of real items to compare with.
        protect: Files of items that must not have leaked.
        language: In which the page is written.
        samples: Rows that it shows, drawn by the seed and spread over the cells.
        seed: Decides every draw.
    """

    source: Path
    real: Sequence[Path] = ()
    protect: Sequence[Path] = ()
    language: Language = Language.both
    samples: int = SAMPLES
    seed: int = 42
