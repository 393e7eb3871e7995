"""`plan`: cells with targets and an estimate; and the preview that `run --dry-run` prints."""

from dataclasses import asdict
from typing import Any

from rich.table import Table

from engine.cli.console import say_warning, standard, write_json, write_line
from engine.cli.options import ConfigPath, EnvFile, Json, Output, Seed, Set, Target
from engine.cli.overrides import load
from engine.config.overlay import Flag
from engine.planning import Preview, preview

_MOST_CELLS = 60


def plan(
    config: ConfigPath,
    *,
    target: Target = None,
    seed: Seed = None,
    output: Output = None,
    settings: Set = None,
    env_file: EnvFile = None,
    json: Json = False,
) -> None:
    """Show the cells of a config with their targets, and what it would take. Spends nothing, changes nothing.

    Example: arabic-synth plan configs/exams.yaml
    """
    flags = [
        Flag("--target", "target", target),
        Flag("--seed", "seed", seed),
        Flag("--output", "output", output and str(output)),
    ]
    loaded = load(config, flags, settings, env_file)
    for warning in loaded.warnings:
        say_warning(warning)
    show_preview(preview(loaded), json=json, prompts=False)


def show_preview(shown: Preview, *, json: bool, prompts: bool) -> None:
    """Print a preview as JSON or as tables, with the rendered prompts where they are asked for."""
    for note in shown.notes:
        say_warning(note)
    if json:
        write_json(_to_json(shown, prompts=prompts))
        return
    _print_tables(shown)
    if prompts:
        for number, prompt in enumerate(shown.prompts, start=1):
            write_line(
                f"\n--- prompt {number} of {len(shown.prompts)}, templates {prompt.hash}: system\n{prompt.system}"
            )
            write_line(f"--- prompt {number} of {len(shown.prompts)}: user\n{prompt.user}")


def _to_json(shown: Preview, *, prompts: bool) -> dict[str, Any]:
    content: dict[str, Any] = {
        "target": shown.target,
        "accepted": shown.accepted,
        "cells": shown.cells,
        "marginals": shown.marginals,
        "deviations": shown.deviations,
        "estimate": asdict(shown.estimate),
    }
    if prompts:
        content["prompts"] = [asdict(prompt) for prompt in shown.prompts]
    return content


def _print_tables(shown: Preview) -> None:
    for name, values in shown.marginals.items():
        write_line(f"{name}: {', '.join(f'{value} {rows}' for value, rows in values.items())}")
    table = Table("cell", "target")
    for cell in shown.cells[:_MOST_CELLS]:
        table.add_row(
            " ".join(f"{name}={value}" for name, value in cell["cell"].items()) or "all", f"{cell['target']:,}"
        )
    if len(shown.cells) > _MOST_CELLS:
        table.add_row(f"… {len(shown.cells) - _MOST_CELLS} more (--json shows all)", "")
    standard().print(table)
    for pair, size in shown.deviations.items():
        write_line(f"largest deviation of {pair}: {size} rows")
    _print_estimate(shown)


def _print_estimate(shown: Preview) -> None:
    one = shown.estimate
    write_line(
        f"{shown.target:,} rows, {shown.accepted:,} accepted so far; to finish: about {one.calls:,} calls, "
        f"{one.prompt_tokens:,} prompt and {one.completion_tokens:,} completion tokens, "
        f"{'cost unknown' if one.cost_usd is None else f'${one.cost_usd:,.2f}'}, {one.duration_s:,.0f} s"
    )
