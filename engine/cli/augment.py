"""`augment`: rows, or correct sentences, to more rows by label-safe rules."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from engine.augment.augment import augment
from engine.augment.order import Augmented, Order
from engine.cli.console import say, say_warning, write_json
from engine.cli.options import Json
from engine.cli.progress import show_progress
from engine.errors import UsageError
from prompts.base import TaskSpec
from prompts.discover import UnknownTaskError, find_task
from prompts.variants.base import VariantRule


def augment_rows(
    task: Annotated[str, typer.Argument(help="Task of the rows: exams, sentiment, grammar …", show_default=False)],
    *,
    in_path: Annotated[
        Path | None,
        typer.Option(
            "--in-path",
            help="JSONL of any origin, or a run directory.",
            show_default="outputs/TASK_clean.jsonl, without --sentences",
        ),
    ] = None,
    out_path: Annotated[
        Path | None,
        typer.Option(
            "--out-path",
            help="Where rows and variants go; may be the input. Replaced as a whole.",
            show_default="outputs/TASK_augmented.jsonl",
        ),
    ] = None,
    sentences: Annotated[
        Path | None,
        typer.Option("--sentences", help="Correct sentences, one a line or JSONL, in which mistakes are planted."),
    ] = None,
    per_item: Annotated[int, typer.Option("--per-item", min=1, max=100, help="Variants of a row at most.")] = 1,
    rules: Annotated[str | None, typer.Option("--rules", help="Rules to apply, parted by commas; else all.")] = None,
    robustness: Annotated[
        bool, typer.Option("--robustness", help="Make spellings that are not standard, in place of other variants.")
    ] = False,
    label_weights: Annotated[
        str | None,
        typer.Option(
            "--label-weights",
            "--answer-distribution",
            help="Shares of labels in the output, e.g. A=25,B=25,C=25,D=25; else those of the input.",
        ),
    ] = None,
    only_variants: Annotated[bool, typer.Option("--only-variants", help="Leave out the rows themselves.")] = False,
    protect: Annotated[
        list[Path] | None, typer.Option("--protect", help="Benchmark whose copies are dropped. Repeatable.")
    ] = None,
    dropped: Annotated[
        Path | None, typer.Option("--dropped", help="Where dropped rows and variants go, with reasons (JSONL).")
    ] = None,
    generated: Annotated[
        bool | None,
        typer.Option(
            "--generated/--foreign",
            help="Judge all rows as a model's, or as written by people, in place of what each row says.",
            show_default="a model's where it names one in `model` or `meta.model`",
        ),
    ] = None,
    most_alike: Annotated[
        float,
        typer.Option(
            "--most-alike", min=0, max=1, help="Share of words that a variant may have as a relative has them."
        ),
    ] = 0.95,
    relatives: Annotated[
        float,
        typer.Option("--relatives", min=0, max=1, help="Likeness from which a reworded variant repeats a relative."),
    ] = 0.85,
    threshold: Annotated[
        float, typer.Option("--threshold", min=0, max=1, help="Likeness from which a row is a near duplicate.")
    ] = 0.7,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of every draw.")] = 42,
    json: Json = False,
) -> None:
    """Add variants by label-safe rules, with labels in exact shares, each checked as rows are.

    Example: arabic-synth augment exams --in-path runs/exams --out-path augmented.jsonl --per-item 2 --protect test.csv
    """
    try:
        spec = find_task(task)
    except UnknownTaskError as error:
        raise UsageError(str(error)) from None
    chosen = _choose_rules(spec, rules, robustness=robustness)
    if sentences is not None and not any(rule.reads for rule in chosen):
        raise UsageError(f"--sentences: no rule of {task} makes a row of a plain sentence")
    order = Order(
        spec=spec,
        source=in_path or (None if sentences else Path("outputs", f"{task}_clean.jsonl")),
        output=out_path or Path("outputs", f"{task}_augmented.jsonl"),
        rules=chosen,
        sentences=sentences,
        dropped=dropped,
        protect=tuple(protect or ()),
        per_item=per_item,
        weights=_read_weights(spec, label_weights),
        only_variants=only_variants,
        seed=seed,
        threshold=threshold,
        relatives=relatives,
        most_alike=most_alike,
        generated=generated,
    )
    name = (order.source or order.output).name
    with show_progress(name) as tell:
        done = augment(order, lambda at: tell(f"{name}: {at.rows:,} rows", at.done, at.size))
    for warning in done.warnings:
        say_warning(warning)
    _report(done, order, json=json)


def _choose_rules(spec: TaskSpec, names: str | None, *, robustness: bool) -> Sequence[VariantRule]:
    """Return the rules that are asked for: by name, or all of one kind.

    Raises:
        UsageError: If there is none of a name, or one needs --robustness.
    """
    known = {rule.name: rule for rule in spec.variants()}
    if names is None:
        chosen = [rule for rule in known.values() if rule.robustness == robustness]
        if not chosen:
            raise UsageError(f"{spec.name} has no rules{' for robustness sets' if robustness else ''}")
        return chosen
    asked = list(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    unknown = [name for name in asked if name not in known]
    if unknown or not asked:
        raise UsageError(f"--rules {names}: the rules of {spec.name} are {', '.join(known) or 'none'}")
    if not robustness and any(known[name].robustness for name in asked):
        raise UsageError(f"--rules {names}: spellings that are not standard are made with --robustness only")
    return [known[name] for name in asked]


def _read_weights(spec: TaskSpec, text: str | None) -> dict[str, Fraction]:
    if text is None:
        return {}
    known = next((each for each in spec.dimensions if each.quota and each.closed), None)
    try:
        pairs = [part.split("=") for part in text.split(",")]
        weights = {name.strip(): Fraction(weight.strip()) for name, weight in pairs}
    except (ValueError, ZeroDivisionError):
        raise UsageError(f"--label-weights {text}: write labels and weights, as A=25,B=25") from None
    if known is None or not weights.keys() <= known.weights.keys() or len(weights) < len(pairs):
        labels = ", ".join(known.weights) if known else "none"
        raise UsageError(f"--label-weights {text}: write each label once; those of {spec.name} are {labels}")
    if min(weights.values()) < 0 or not any(weights.values()):
        raise UsageError(f"--label-weights {text}: weights are 0 or more, one of them at least above 0")
    return weights


def _report(done: Augmented, order: Order, *, json: bool) -> None:
    if json:
        counts = {"read": done.read, "kept": done.kept, "variants": done.variants, "dropped": done.dropped}
        rules = {"by_rule": done.by_rule, "made": done.made, "passed": done.passed, "variants_dropped": done.refused}
        write_json({**counts, **rules, "labels": done.labels, "warnings": done.warnings})
        return
    say(f"{done.read:,} read, {done.kept:,} kept, {done.variants:,} variants in {order.output}")
    for rule, number in done.by_rule.items():
        say(f"  {rule}: {done.made[rule]:,} made, {done.passed[rule]:,} passed, {number:,} taken")
    for title, reasons in (("dropped rows", done.dropped), ("dropped variants", done.refused)):
        if reasons:
            say(f"{title}: " + ", ".join(f"{reason} {number:,}" for reason, number in reasons.items()))
    say("labels: " + ", ".join(f"{label} {number:,}" for label, number in done.labels.items()))
