"""`run`: plan, generate, validate, commit; the same command resumes."""

import os
import shlex
import sys
from enum import StrEnum
from pathlib import Path
from shutil import which
from typing import Annotated

import typer

from engine.cli.console import person, say, say_warning, write_json
from engine.cli.options import ConfigPath, EnvFile, Json, Model, Output, Seed, Set, Target, load
from engine.cli.plan import show_preview
from engine.closing import STARVED, RunEnd
from engine.config.load import LoadedConfig
from engine.config.overlay import Flag
from engine.display.jsonlines import make_json_display
from engine.display.plain import make_plain_display
from engine.display.showing import Display
from engine.display.terminal import TerminalDisplay
from engine.errors import UsageError
from engine.planning import preview
from engine.run import run as execute
from engine.rundir import RunDir


class DisplayKind(StrEnum):
    """What is shown of a run while it works."""

    rich = "rich"
    plain = "plain"
    json = "json"
    none = "none"


class Stage(StrEnum):
    """A rung of the scale ladder."""

    pilot = "pilot"
    small = "small"
    full = "full"


STAGE_TARGETS = {Stage.pilot: 150, Stage.small: 1000}
"""Rows of the rungs below the config's own target."""


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
    max_cost: Annotated[float | None, typer.Option("--max-cost", min=0, help="US dollars to spend at most.")] = None,
    concurrency: Annotated[int | None, typer.Option("--concurrency", min=1, help="Calls in flight at most.")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Stop when so many new rows are accepted.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan and three prompts; spend nothing.")] = False,
    display: Annotated[DisplayKind | None, typer.Option("--display", help="What is shown meanwhile.")] = None,
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
    kind = display or (
        DisplayKind.rich if sys.stderr.isatty() and os.environ.get("TERM") != "dumb" else DisplayKind.plain
    )
    end = execute(loaded, limit=limit, display=_make_display(kind), tell=say)
    _report(end, loaded, env_file, json=json)
    raise typer.Exit(end.stop.exit_code)


def _make_display(kind: DisplayKind) -> Display | None:
    match kind:
        case DisplayKind.rich:
            return TerminalDisplay(person())
        case DisplayKind.plain:
            return make_plain_display(sys.stderr)
        case DisplayKind.json:
            return make_json_display(sys.stderr)
        case DisplayKind.none:
            return None


def _report(end: RunEnd, loaded: LoadedConfig, env_file: Path | None, *, json: bool) -> None:
    for warning in end.warnings:
        say_warning(warning)
    say(f"{end.stop.state}: {end.accepted:,} of {end.target:,} rows in {end.run_dir} ({end.stop.reason})")
    if end.accepted < end.target:
        say(f"to go on: {_name_command(end, loaded, env_file)}")
    if json:
        write_json(
            {
                "state": end.stop.state,
                "reason": end.stop.reason,
                "run_dir": str(end.run_dir),
                "target": end.target,
                "accepted": end.accepted,
                "warnings": [*loaded.warnings, *end.warnings],
            }
        )


def _name_command(end: RunEnd, loaded: LoadedConfig, env_file: Path | None) -> str:
    """Return the command that goes on with a run, from whatever folder it is typed in."""
    program = ["arabic-synth"] if which("arabic-synth") else [sys.executable, "-m", "engine"]
    env = ["--env-file", str(env_file.absolute())] if env_file else []
    more = ["--set", f"attempts.per_row={loaded.config.attempts.per_row * 2}"] if end.stop == STARVED else []
    return shlex.join([*program, "run", str(RunDir(end.run_dir.absolute()).config), *env, *more])
