"""`clean`: any file of rows to the rows of it that are worth keeping."""

import os
import secrets
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from engine.cleaning.clean import Cleaned, Order, clean
from engine.cli.console import say, say_warning, write_json
from engine.cli.options import Json
from engine.cli.progress import show_progress
from engine.errors import UsageError
from engine.judges import PERSONAL_KEY
from prompts.discover import UnknownTaskError, find_task
from validators.personal.replace import Replacer


class Personal(StrEnum):
    """What becomes of a row with personal data."""

    drop = "drop"
    mask = "mask"
    pseudonymise = "pseudonymise"


def clean_rows(
    task: Annotated[str, typer.Argument(help="Task of the rows: exams, sentiment, grammar …", show_default=False)],
    *,
    in_path: Annotated[
        Path | None,
        typer.Option("--in-path", help="JSONL of any origin, or a CSV.", show_default="outputs/TASK_raw.jsonl"),
    ] = None,
    out_path: Annotated[
        Path | None,
        typer.Option(
            "--out-path",
            help="Where the kept rows go, in UTF-8; may be the input. Replaced as a whole.",
            show_default="outputs/TASK_clean.jsonl",
        ),
    ] = None,
    protect: Annotated[
        list[Path] | None, typer.Option("--protect", help="Benchmark whose copies are dropped. Repeatable.")
    ] = None,
    dropped: Annotated[
        Path | None, typer.Option("--dropped", help="Where the dropped rows go, with line, reason and detail (JSONL).")
    ] = None,
    pii: Annotated[
        Personal,
        typer.Option(
            "--pii",
            help="What becomes of personal data, in any text but `id`, `meta` and labels. "
            f"Pseudonyms are made with {PERSONAL_KEY}.",
        ),
    ] = Personal.drop,
    generated: Annotated[
        bool | None,
        typer.Option(
            "--generated/--foreign",
            help="Judge all rows as a model's, or as written by people, in place of what each row says.",
            show_default="a model's where it names one in `model` or `meta.model`",
        ),
    ] = None,
    threshold: Annotated[
        float, typer.Option("--threshold", min=0, max=1, help="Likeness from which a row is a near duplicate.")
    ] = 0.7,
    json: Json = False,
) -> None:
    """Drop the broken, faulty, personal, leaked and doubled rows of any JSONL. Leaves the JSON of the others as it is.

    Example: arabic-synth clean exams --in-path outputs/exams_raw.jsonl --protect test.csv --dropped dropped.jsonl
    """
    try:
        spec = find_task(task)
    except UnknownTaskError as error:
        raise UsageError(str(error)) from None
    order = Order(
        spec=spec,
        source=in_path or Path("outputs", f"{task}_raw.jsonl"),
        output=out_path or Path("outputs", f"{task}_clean.jsonl"),
        dropped=dropped,
        protect=tuple(protect or ()),
        replacer=_make_replacer(pii),
        generated=generated,
        threshold=threshold,
    )
    with show_progress(order.source.name, remaining=True) as tell:
        done = clean(order, lambda at: tell(f"{order.source.name}: {at.rows:,} rows", at.done, at.size))
    for warning in done.warnings:
        say_warning(warning)
    if not done.read:
        say_warning(f"{order.source} holds no row")
    elif not done.kept:
        reason = next(iter(done.dropped))
        foreign = reason.endswith(("_unclear", "wrong_shape"))
        hint = "; sample-and-convert maps columns and labels of others" if foreign else ""
        say_warning(f"nothing was kept, most often for {reason}{hint}")
    _report(done, order, json=json)


def _make_replacer(pii: Personal) -> Replacer | None:
    if pii is Personal.drop:
        return None
    if pii is Personal.mask:
        return Replacer("mask")
    key = os.environ.get(PERSONAL_KEY)
    if not key:
        say(f"pseudonyms are made with a fresh key; set {PERSONAL_KEY} to get the same ones every time")
    return Replacer("pseudonymise", key or secrets.token_bytes(32))


def _report(done: Cleaned, order: Order, *, json: bool) -> None:
    if json:
        counts = {"read": done.read, "kept": done.kept, "dropped": done.dropped}
        replaced = {"replaced": done.replaced} if order.replacer else {}
        write_json({**counts, **replaced, "warnings": done.warnings})
        return
    say(f"{done.read:,} read, {done.kept:,} kept in {order.output}, {done.read - done.kept:,} dropped")
    for reason, count in done.dropped.items():
        say(f"  {reason} {count:,}")
    if order.replacer:
        say(f"personal data was replaced in {done.replaced:,} rows")
    if order.dropped:
        say(f"the dropped rows are in {order.dropped}")
    if done.unmarked:
        say(f"{done.unmarked:,} rows name no model and were judged as written by people; --generated is stricter")
