"""`report`: a run directory, or rows of any origin, to one HTML page that needs no network."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.console import say, say_warning, write_json
from engine.cli.options import Json
from engine.cli.progress import show_progress
from engine.errors import UsageError
from engine.outputs.places import check_places
from engine.outputs.staged import stage
from engine.report.bilingual import Language
from engine.report.order import SAMPLES, ReportOrder
from prompts.discover import UnknownTaskError, find_task


def report(
    source: Annotated[
        Path, typer.Argument(metavar="RUN_DIR|FILE", help="Run directory, or JSONL of any origin.", show_default=False)
    ],
    *,
    out: Annotated[
        Path | None, typer.Option("--out", help="Where the page goes.", show_default="RUN_DIR/report.html, FILE.html")
    ] = None,
    lang: Annotated[Language, typer.Option("--lang", help="both opens in Arabic and has a switch.")] = Language.both,
    real: Annotated[
        list[str] | None,
        typer.Option(
            "--real",
            metavar="[TASK=]PATH",
            help="Real items to compare with, of one task of the run or of all. Repeatable.",
            show_default=False,
        ),
    ] = None,
    protect: Annotated[
        list[Path] | None,
        typer.Option("--protect", help="Benchmark that must not have leaked. Repeatable.", show_default=False),
    ] = None,
    canaries: Annotated[
        Path | None, typer.Option("--canaries", help="Texts that were planted and must not occur, one a line.")
    ] = None,
    samples: Annotated[int, typer.Option("--samples", min=0, help="Rows to show; they can be searched.")] = SAMPLES,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of samples and measures.")] = 42,
    sample: Annotated[
        int, typer.Option("--sample", min=100, help="Rows that costly measures look at; all others see every row.")
    ] = 10_000,
    generated: Annotated[
        bool, typer.Option("--generated/--foreign", help="Judge all rows as a model's, or as written by people.")
    ] = True,
    json: Json = False,
) -> None:
    """Write one HTML file about a data set: verdict, balances, refusals, fidelity, leaks, cost, sample rows.

    Example: arabic-synth report runs/mixed --real exams=questions.csv --real sentiment=tweets.csv --out mixed.html
    """
    # scikit-learn takes two seconds to load: only who measures waits for it.
    from engine.report.report import make_report  # noqa: PLC0415

    whole, real_of = _sort_real(real or ())
    order = ReportOrder(source, whole, protect or (), canaries, lang, samples, seed, sample, generated, real_of)
    place = out or name_page(source)
    staying = [("RUN_DIR|FILE", source), *(("--real", each) for each in chain(whole, *real_of.values()))]
    staying += [("--canaries", canaries)] if canaries else []
    check_places([("--out", place)], [*staying, *(("--protect", each) for each in protect or ())])
    with show_progress(source.name) as tell:
        made = make_report(order, lambda what, done, size: tell(f"{source.name}: {what}", done, size))
    with stage(place) as (file,):
        file.write(made.page)
    for warning in made.warnings:
        say_warning(warning)
    if json:
        write_json(
            {
                "path": str(place),
                "bytes": len(made.page),
                "lang": lang.value,
                "samples": made.samples,
                "tasks": made.tasks,
                "warnings": made.warnings,
            }
        )
        return
    for name, figures in made.tasks.items():
        low, high = figures["quality_interval"]
        rows, score = figures["rows"], figures["quality_score"]
        say(f"{name}: {score:.1%} of {rows:,} rows pass every check (95% interval {low:.2%} to {high:.2%})")
    say(f"the page is in {place} ({len(made.page):,} bytes, {made.samples} sample rows)")


def _sort_real(values: Sequence[str]) -> tuple[list[Path], dict[str, list[Path]]]:
    """Return the files for every task, and task to those for it alone; a file that is there is no TASK=PATH."""
    whole, real_of = list[Path](), defaultdict[str, list[Path]](list)
    for value in values:
        task, sign, place = value.partition("=")
        if not sign or not task.isidentifier() or Path(value).exists():
            whole.append(Path(value))
            continue
        try:
            real_of[find_task(task).name].append(Path(place))
        except UnknownTaskError as error:
            raise UsageError(f"--real {value}: {error}") from None
    return whole, dict(real_of)


def name_page(source: Path) -> Path:
    """Return where the page about a run directory or a file goes by default."""
    return source / "report.html" if source.is_dir() else source.with_suffix(".html")
