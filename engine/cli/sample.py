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
    more_files: Annotated[
        list[str] | None,
        typer.Argument(help="Further input files, as a shell leaves them of an unquoted glob.", show_default=False),
    ] = None,
    *,
    input_file: Annotated[
        str, typer.Option("--input-file", help="CSV (EXAMS, ArabicMMLU, our columns) or JSONL; a glob may match many.")
    ],
    output_file: Annotated[Path, typer.Option("--output-file", help="Where the seed items go (JSONL).")],
    n: Annotated[int, typer.Option("--n", min=1, help="Items to draw.")] = 10,
    mode: Annotated[Mode, typer.Option("--mode", help="Every stratum present, or each item equally likely.")] = (
        Mode.stratified
    ),
    stratify_col: Annotated[str, typer.Option("--stratify-col", help="Field that makes the strata.")] = "subject",
    seed: Annotated[int, typer.Option("--seed", help="Seed of the draw.")] = 42,
    json: Json = False,
) -> None:
    """Draw seed items from benchmark files (CSV or JSONL).

    Example: arabic-synth sample-and-convert --input-file data/test-*.csv --output-file outputs/seeds.jsonl --n 10
    """
    stratum = stratify_col if mode is Mode.stratified else None
    done = convert([input_file, *(more_files or ())], output_file, n=n, stratum=stratum, seed=seed, disk=LocalDisk())
    for place, reason in done.unread[:_MOST_SHOWN]:
        say_warning(f"{place}: {reason}")
    if len(done.unread) > _MOST_SHOWN:
        say_warning(f"… and {len(done.unread) - _MOST_SHOWN:,} more records that could not be read")
    if done.written < n:
        say_warning(f"{n:,} items were asked for; there are only {done.written:,}, and all of them were written")
    if json:
        write_json(_to_json(done))
    else:
        strata = ", ".join(f"{name or '-'} {count:,}" for name, count in done.strata.items())
        say(
            f"{done.read:,} records read, {len(done.unread):,} unreadable; "
            f"{done.written:,} written to {output_file} ({strata})"
        )


def _to_json(done: Conversion) -> dict[str, object]:
    return {
        "read": done.read,
        "written": done.written,
        "strata": done.strata,
        "unread": [{"place": place, "reason": reason} for place, reason in done.unread],
    }
