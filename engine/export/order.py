"""What is to be exported, how, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

from engine.errors import UsageError
from prompts.base import TaskSpec


class Format(StrEnum):
    """What is written."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    hf = "hf"
    chat = "chat"


_ENDINGS = {
    Format.jsonl: ".jsonl",
    Format.csv: ".csv",
    Format.parquet: ".parquet",
    Format.hf: "-hf",
    Format.chat: ".chat.jsonl",
}

_SPLITS = {1: ("train",), 2: ("train", "test"), 3: ("train", "validation", "test")}

Shares = Mapping[str, Fraction]
"""Name of a split to its share of the rows; they add up to 1."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported, and how.

    Attributes:
        spec: The task of the rows.
        source: A JSONL or CSV file of any origin, or a run directory.
        format: What is written.
        output: File, or for `hf` a folder, that is written or replaced as a whole.
        batch_id: Written to every row as `meta.batch_id`; empty writes none.
        allow_partial: Whether a run that is not complete may be exported.
        bom: Whether a CSV begins with a byte-order mark.
        seed: Seed of the split.
        shares: The splits of the `hf` layout.
        license: Licence of the data, for the card.
    """

    spec: TaskSpec
    source: Path
    format: Format
    output: Path
    batch_id: str = ""
    allow_partial: bool = False
    bom: bool = True
    seed: int = 42
    shares: Shares = field(default_factory=lambda: read_shares("0.8,0.1,0.1"))
    license: str = "other"


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of it.

    Attributes:
        rows: Rows written.
        manifest: Content of the manifest, as it was written.
        manifest_path: Where it lies.
        warnings: What a user should know, one sentence each.
    """

    rows: int
    manifest: Mapping[str, Any]
    manifest_path: Path
    warnings: tuple[str, ...]


def name_output(source: Path, task: str, chosen: Format) -> Path:
    """Return the usual place of an export: beside its input, under a name that is not the input's."""
    place = source.absolute()
    if place.is_dir():
        return source.parent / f"{place.name}-{task}{_ENDINGS[chosen]}"
    output = source.with_name(source.stem + _ENDINGS[chosen])
    return source.with_name(f"{source.stem}.export{_ENDINGS[chosen]}") if output == source else output


def read_shares(text: str) -> Shares:
    """Return the splits that `0.8,0.1,0.1` means: train, validation and test; two numbers mean train and test.

    Numbers are weights, so `80,10,10` means the same. A split with the weight 0 is left out.

    Raises:
        UsageError: If they are no one to three numbers of 0 or more, with a sum above 0.
    """
    try:
        weights = [Fraction(part.strip()) for part in text.split(",")]
        names = _SPLITS[len(weights)]
    except (ValueError, KeyError, ZeroDivisionError):
        weights, names = [], ()
    if not weights or min(weights) < 0 or not sum(weights):
        raise UsageError(f"--split {text}: give the shares of train, validation and test, such as 0.8,0.1,0.1")
    return {name: weight / sum(weights) for name, weight in zip(names, weights, strict=True) if weight}
