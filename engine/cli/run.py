"""`run`: plan, generate, validate, commit; the same command resumes."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.console import say, say_warning, write_json
from engine.cli.execution import (
    AllowRewrite,
    Concurrency,
    MaxCost,
    Shown,
    carry_out,
    describe_end,
    say_end,
)
from engine.cli.options import ConfigPath, EnvFile, Json, Model, Output, Seed, Set, Target
from engine.cli.overrides import load
from engine.cli.plan import show_preview
from engine.closing import COMPLETE, RunEnd
from engine.config.load import LoadedConfig
from engine.config.overlay import Flag
from engine.errors import UsageError
from engine.gates.ladder import NOT_MET, STAGE_TARGETS, Gate, Stage, check_growth, check_rows
from engine.planning import preview


def run(
    config: ConfigPath,
    *,
    output: Output = None,
    model: Model = None,
    target: Target = None,
    seed: Seed = None,
    stage: Annotated[
        Stage | None, typer.Option("--stage", help="150 rows, 1,000 rows, or the config's target.")
    ] = None,
    max_cost: MaxCost = None,
    concurrency: Concurrency = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Stop when so many new rows are accepted.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Go on although the gate is shut.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan and three prompts; spend nothing.")] = False,
    allow_benchmark_rewrite: AllowRewrite = False,
    display: Shown = None,
    settings: Set = None,
    env_file: EnvFile = None,
    json: Json = False,
) -> None:
    """Make the data set that a config describes, or go on making it.

    Example: arabic-synth run configs/pilot.yaml --target 500
    """
    flags = [
        Flag("--output", "output", output and str(output)),
        Flag("--model", "model", model),
        Flag("--target", "target", target),
        Flag("--seed", "seed", seed),
        Flag("--max-cost", "budget.usd", max_cost),
        Flag("--concurrency", "limits.concurrency", concurrency),
        Flag("--allow-benchmark-rewrite", "personas.allow_benchmark_rewrite", allow_benchmark_rewrite or None),
    ]
    loaded = load(config, flags, settings, env_file)
    if stage in STAGE_TARGETS and loaded.config.target is None:
        raise UsageError(f"--stage {stage} needs a config of one task; give each of `tasks` its own target")
    if stage in STAGE_TARGETS and (loaded.config.target or 0) > STAGE_TARGETS[stage]:
        loaded = load(config, [*flags, Flag("--stage", "target", STAGE_TARGETS[stage])], settings, env_file)
    for warning in loaded.warnings:
        say_warning(warning)
    if dry_run:
        show_preview(preview(loaded), json=json, prompts=True)
        return
    has_gate = stage is not None or loaded.config.gate is not None
    _pass_gate(check_growth(loaded) if has_gate else None, force=force, json=json)
    end = carry_out(loaded, display, limit)
    gate = check_rows(loaded) if has_gate and end.stop == COMPLETE else None
    _report(end, loaded, env_file, gate, json=json)
    shut = gate is not None and not gate.is_open and not force
    raise typer.Exit(NOT_MET if shut else end.stop.exit_code)


def _pass_gate(gate: Gate | None, *, force: bool, json: bool) -> None:
    """End the command before anything is spent where the rows so far are not good enough to make more of them."""
    if gate is None or gate.is_open:
        return
    _say_gate(gate)
    if not force:
        say("no call was made; --force goes on all the same")
        if json:
            write_json({"state": "gate", "gate": _describe_gate(gate)})
        raise typer.Exit(NOT_MET)


def _say_gate(gate: Gate) -> None:
    if gate.is_open:
        say(f"the gate is open: all {len(gate.criteria)} criteria are met")
        return
    for line in gate.lines:
        say_warning(f"gate: {line}")


def _describe_gate(gate: Gate) -> dict[str, object]:
    return {"open": gate.is_open, "criteria": [asdict(each) for each in gate.criteria]}


def _report(end: RunEnd, loaded: LoadedConfig, env_file: Path | None, gate: Gate | None, *, json: bool) -> None:
    say_end(end, loaded, env_file)
    if gate is not None:
        _say_gate(gate)
    if json:
        write_json({**describe_end(end, loaded), **({"gate": _describe_gate(gate)} if gate else {})})
