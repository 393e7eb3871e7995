"""`sample-and-convert`: a benchmark file to a few seed items."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.console import say, say_warning, write_json
from engine.cli.options import Json
from engine.dataset.convert import USUAL, Conversion, convert
from engine.dataset.mapping import find_named_task, make_mapping
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
        str,
        typer.Option(
            "--input-file", help="CSV (EXAMS, ArabicMMLU, ArSarcasm, our columns) or JSONL; a glob may match many."
        ),
    ],
    output_file: Annotated[Path, typer.Option("--output-file", help="Where the seed items go (JSONL).")],
    n: Annotated[int, typer.Option("--n", min=1, help="Items to draw.")] = 10,
    mode: Annotated[Mode, typer.Option("--mode", help="Every stratum present, or each item equally likely.")] = (
        Mode.stratified
    ),
    stratify_col: Annotated[
        str | None,
        typer.Option(
            "--stratify-col", help="Field that makes the strata.", show_default="subject, or else the items' label"
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the draw.")] = 42,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="Column of a field of ours, such as question=Stem, or options=A,B,C,D. Repeatable.",
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--value", metavar="OURS=THEIRS", help="What a label of the file means, such as positive=1. Repeatable."
        ),
    ] = None,
    task: Annotated[
        str | None, typer.Option("--task", help="Task of the items, where the columns do not tell it.")
    ] = None,
    benchmark: Annotated[
        str, typer.Option("--benchmark", help="Name of the benchmark that the file is; its rewrites are marked.")
    ] = "",
    json: Json = False,
) -> None:
    """Draw seed items from benchmark files (CSV or JSONL).

    Example: arabic-synth sample-and-convert --input-file data/test-*.csv --output-file outputs/seeds.jsonl --n 10
    """
    stratum = (stratify_col or USUAL) if mode is Mode.stratified else None
    mapping = make_mapping(columns or (), values or (), task, benchmark) if columns or values or benchmark else None
    files = [input_file, *(more_files or ())]
    prefer = (find_named_task(task).name,) if task else ()
    done = convert(
        files, output_file, n=n, stratum=stratum, seed=seed, disk=LocalDisk(), mapping=mapping, prefer=prefer
    )
    warn_of_draw(done.unread, n, done.written)
    if json:
        write_json(_to_json(done))
    else:
        strata = ", ".join(f"{name or '-'} {count:,}" for name, count in done.strata.items())
        say(
            f"{done.read:,} records read, {len(done.unread):,} unreadable; "
            f"{done.written:,} written to {output_file} ({strata})"
        )


def warn_of_draw(unread: Sequence[tuple[str, str]], n: int, drawn: int) -> None:
    """Warn of records that could not be read, and where fewer than `n` items could be drawn."""
    for place, reason in unread[:_MOST_SHOWN]:
        say_warning(f"{place}: {reason}")
    if len(unread) > _MOST_SHOWN:
        say_warning(f"… and {len(unread) - _MOST_SHOWN:,} more records that could not be read")
    if drawn < n:
        say_warning(f"{n:,} items were asked for; there are only {drawn:,}, and all of them were written")


def _to_json(done: Conversion) -> dict[str, object]:
    return {
        "read": done.read,
        "written": done.written,
        "strata": done.strata,
        "unread": [{"place": place, "reason": reason} for place, reason in done.unread],
    }
