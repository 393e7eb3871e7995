"""What is to be exported, how, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

from engine.config.settings import BASE, TOPICS
from engine.errors import UsageError
from prompts.base import TaskSpec
from prompts.discover import UnknownTaskError, discover_tasks, find_task


class Format(StrEnum):
    """What is written."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    hf = "hf"
    chat = "chat"


class ChatStyle(StrEnum):
    """How a conversation is written: as trainers of chats take it, or as those of single instructions do."""

    messages = "messages"
    alpaca = "alpaca"


_ENDINGS = {
    Format.jsonl: ".jsonl",
    Format.csv: ".csv",
    Format.parquet: ".parquet",
    Format.chat: ".chat.jsonl",
}
"""Format to the ending of its file; a folder ends with the name of its format."""

_SPLITS = {1: ("train",), 2: ("train", "test"), 3: ("train", "validation", "test")}

Shares = Mapping[str, Fraction]
"""Name of a split to its share of the rows; they add up to 1."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported, and how.

    Attributes:
        spec: The task of the rows.
        data_set: Their name in a run: that of their task, or `exams-base` for those that the rows of `exams` rewrite.
        source: A JSONL or CSV file of any origin, or a run directory.
        format: What is written.
        output: File, or folder where there are splits, that is written or replaced as a whole.
        batch_id: Written to every row as `meta.batch_id`; empty writes none.
        allow_partial: Whether a run that is not complete may be exported.
        bom: Whether a CSV begins with a byte-order mark.
        seed: Seed of the split.
        shares: The splits of a folder; empty where one file is written.
        license: Licence of the data, for the card.
        style: How chats are written.
    """

    spec: TaskSpec
    data_set: str
    source: Path
    format: Format
    output: Path
    batch_id: str = ""
    allow_partial: bool = False
    bom: bool = True
    seed: int = 42
    shares: Shares = field(default_factory=dict)
    license: str = "other"
    style: ChatStyle = ChatStyle.messages


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


def name_output(source: Path, data_set: str, chosen: Format, *, folder: bool) -> Path:
    """Return the usual place of an export: beside its input, under a name that is not the input's."""
    place = source.absolute()
    ending = f"-{chosen}" if folder else _ENDINGS[chosen]
    if place.is_dir():
        return source.parent / f"{place.name}-{data_set}{ending}"
    output = source.with_name(source.stem + ending)
    return source.with_name(f"{source.stem}.export{ending}") if output == source else output


def find_spec(data_set: str) -> TaskSpec:
    """Return the task of a data set: that of the same name, `exams` of `exams-base`, or `topics` of `exams-topics`.

    Raises:
        UsageError: If there is no such task.
    """
    known = discover_tasks()
    try:
        if data_set.endswith(TOPICS) and data_set not in known:
            return find_task(find_task(data_set.removesuffix(TOPICS)).expansion)
        return find_task(data_set if data_set in known else data_set.removesuffix(BASE))
    except UnknownTaskError as error:
        raise UsageError(str(error)) from None


def read_shares(text: str) -> Shares:
    """Return the splits that `0.8,0.1,0.1` means: train, validation and test; two numbers mean train and test.

    Whole numbers are weights, so `80,10,10` means the same. A split with the weight 0 is left out.

    Raises:
        UsageError: If they are no one to three numbers of 0 or more, all are 0, or fractions do not make 1.
    """
    try:
        weights = [Fraction(part.strip()) for part in text.split(",")]
        names = _SPLITS[len(weights)]
    except (ValueError, KeyError, ZeroDivisionError):
        weights, names = [], ()
    if not weights or min(weights) < 0 or not sum(weights):
        raise UsageError(f"--split {text}: give the shares of train, validation and test, such as 0.8,0.1,0.1")
    if "." in text and sum(weights) != 1:
        raise UsageError(f"--split {text}: the shares make {float(sum(weights)):g}; whole numbers are weights")
    return {name: weight / sum(weights) for name, weight in zip(names, weights, strict=True) if weight}
