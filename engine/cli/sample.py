"""`sample-and-convert`: a benchmark file to a few seed items."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.console import say, say_warning, write_json
from engine.cli.options import Json
from engine.dataset.convert import Conversion, convert
from engine.journal.disk import LocalDisk

_MOST_SHOWN = 20


class Mode(StrEnum):
    """How items are drawn."""

    stratified = "stratified"
    uniform = "uniform"


def sample_and_convert(
    *,
    input_file: Annotated[str, typer.Option("--input-file", help="EXAMS CSV or JSONL, or our own JSONL; a glob.")],
    output_file: Annotated[Path, typer.Option("--output-file", help="Where the seed items go (JSONL).")],
    n: Annotated[int, typer.Option("--n", min=1, help="Items to draw.")] = 10,
    mode: Annotated[Mode, typer.Option("--mode", help="Every stratum present, or each item equally likely.")] = (
        Mode.stratified
    ),
    stratify_col: Annotated[str, typer.Option("--stratify-col", help="Field that makes the strata.")] = "subject",
    seed: Annotated[int, typer.Option("--seed", help="Seed of the draw.")] = 42,
    json: Json = False,
) -> None:
    """Draw seed items from a benchmark file (CSV or JSONL).

    Example: arabic-synth sample-and-convert --input-file data/test-*.csv --output-file outputs/seeds.jsonl --n 10
    """
    stratum = stratify_col if mode is Mode.stratified else None
    done = convert(input_file, output_file, n=n, stratum=stratum, seed=seed, disk=LocalDisk())
    for place, reason in done.unread[:_MOST_SHOWN]:
        say_warning(f"{place}: {reason}")
    if len(done.unread) > _MOST_SHOWN:
        say_warning(f"… and {len(done.unread) - _MOST_SHOWN} more rows that could not be read")
    if json:
        write_json(_to_json(done))
    else:
        strata = ", ".join(f"{name or '-'} {count}" for name, count in done.strata.items())
        say(f"{done.read} rows read, {len(done.unread)} unreadable, {done.written} written to {output_file} ({strata})")


def _to_json(done: Conversion) -> dict[str, object]:
    return {
        "read": done.read,
        "written": done.written,
        "strata": done.strata,
        "unread": [{"place": place, "reason": reason} for place, reason in done.unread],
    }
