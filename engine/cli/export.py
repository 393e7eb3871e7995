"""`export`: rows to a file or folder that others read, with a manifest."""

from pathlib import Path
from typing import Annotated

import typer

from engine.cli.console import say, say_warning, write_json
from engine.cli.options import Json
from engine.cli.progress import show_progress
from engine.errors import UsageError
from engine.export.export import export
from engine.export.order import ChatStyle, Exported, Format, Order, find_spec, name_output, read_shares


def export_rows(
    task: Annotated[
        str,
        typer.Argument(
            help="Task of the rows: exams, sentiment, grammar …; of a combined run also exams-base, their parents.",
            show_default=False,
        ),
    ],
    *,
    in_path: Annotated[
        Path | None,
        typer.Option(
            "--in-path", help="JSONL of any origin, or a run directory.", show_default="outputs/TASK_clean.jsonl"
        ),
    ] = None,
    out_format: Annotated[
        Format, typer.Option("--out-format", help="hf: a folder for load_dataset; chat: for fine-tuning.")
    ] = Format.jsonl,
    out_path: Annotated[
        Path | None,
        typer.Option("--out-path", help="Where it goes. Replaced as a whole.", show_default="beside the input"),
    ] = None,
    meta_batch_id: Annotated[
        str, typer.Option("--meta-batch-id", help="Written to each row as meta.batch_id.", show_default=False)
    ] = "",
    allow_partial: Annotated[
        bool, typer.Option("--allow-partial", help="Export a run that is not complete, and mark the export.")
    ] = False,
    bom: Annotated[
        bool | None,
        typer.Option(
            "--bom/--no-bom", help="csv: begin with the mark by which Excel knows UTF-8.", show_default="--bom"
        ),
    ] = None,
    chat_style: Annotated[
        ChatStyle | None,
        typer.Option(
            "--chat-style",
            help="chat: `messages` with roles, or instruction, input, output and system.",
            show_default="messages",
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the split.")] = 42,
    split: Annotated[
        str | None,
        typer.Option(
            "--split",
            help="hf, chat: shares of train, validation and test; chat then writes a folder too.",
            show_default="hf: 0.8,0.1,0.1",
        ),
    ] = None,
    license_name: Annotated[
        str, typer.Option("--license", help="Of the data, for the card of a folder, such as cc-by-4.0.")
    ] = "other",
    json: Json = False,
) -> None:
    """Write rows as JSONL, CSV, Parquet, a Hugging Face folder or chats, with a manifest beside or in it.

    Example: arabic-synth export exams --in-path runs/exams --out-format hf --license cc-by-4.0
    """
    if bom is not None and out_format is not Format.csv:
        raise UsageError("--bom and --no-bom are for --out-format csv")
    if chat_style is not None and out_format is not Format.chat:
        raise UsageError("--chat-style is for --out-format chat")
    if split is not None and out_format not in {Format.hf, Format.chat}:
        raise UsageError("--split is for --out-format hf and chat")
    source = in_path or Path("outputs", f"{task}_clean.jsonl")
    folder = out_format is Format.hf or split is not None
    order = Order(
        spec=find_spec(task),
        data_set=task,
        source=source,
        format=out_format,
        output=out_path or name_output(source, task, out_format, folder=folder),
        batch_id=meta_batch_id,
        allow_partial=allow_partial,
        bom=bom is not False,
        seed=seed,
        shares=read_shares(split or "0.8,0.1,0.1") if folder else {},
        license=license_name,
        style=chat_style or ChatStyle.messages,
    )
    with show_progress(source.name, remaining=True) as tell:
        told = lambda stage, rows, done, size: tell(f"{stage} {source.name}: {rows:,} rows", done, size)  # noqa: E731
        done = export(order, told)
    for warning in done.warnings:
        say_warning(warning)
    _report(done, order, json=json)


def _report(done: Exported, order: Order, *, json: bool) -> None:
    if json:
        places = {"out_path": str(order.output), "manifest_path": str(done.manifest_path)}
        write_json({**places, **done.manifest, "warnings": done.warnings})
        return
    say(f"{done.rows:,} rows in {order.output}")
    for name, rows in done.manifest.get("split", {}).get("rows", {}).items():
        say(f"  {name} {rows:,}")
    say(f"hashes are in {done.manifest_path}")
