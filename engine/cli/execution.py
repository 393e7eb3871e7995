"""Carrying out a config on the command line: what is shown meanwhile, and what is said of its end."""

import os
import shlex
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from shutil import which
from typing import Annotated, Any

import typer

from engine.assembly import check_secrets
from engine.cli.console import person, say, say_warning
from engine.clock import SystemClock
from engine.closing import STARVED, RunEnd
from engine.config.load import LoadedConfig
from engine.display.jsonlines import make_json_display
from engine.display.plain import make_plain_display
from engine.display.showing import Display
from engine.display.terminal import TerminalDisplay
from engine.opening import refuse_foreign_folder
from engine.run import run as execute
from engine.rundir import RunDir


class DisplayKind(StrEnum):
    """What is shown of a run while it works."""

    rich = "rich"
    plain = "plain"
    json = "json"
    none = "none"


MaxCost = Annotated[float | None, typer.Option("--max-cost", min=0, help="US dollars to spend at most.")]
Concurrency = Annotated[int | None, typer.Option("--concurrency", min=1, help="Calls in flight at most.")]
Shown = Annotated[DisplayKind | None, typer.Option("--display", help="What is shown meanwhile.")]
Protect = Annotated[
    list[Path] | None, typer.Option("--protect", help="Benchmark that must not leak into the rows. Repeatable.")
]
AllowRewrite = Annotated[
    bool,
    typer.Option(
        "--allow-benchmark-rewrite", help="Let items of protected files be rewritten: the rewrites leak them."
    ),
]


def name_protected(files: list[Path] | None) -> list[str] | None:
    """Return what `--protect` sets; None where it was not given."""
    return [str(file) for file in files] if files else None


def check_before(loaded: LoadedConfig) -> None:
    """Warn of what a config says in vain, and raise where its run could not begin, before files are made for it.

    Raises:
        UsageError: If the folder holds other things than a run.
        ConfigError: If nobody can be called, or a budget cannot be held.
    """
    for warning in loaded.warnings:
        say_warning(warning)
    run_dir = RunDir(loaded.config.output)
    refuse_foreign_folder(run_dir)
    if not run_dir.journal.exists():
        check_secrets(loaded, SystemClock())


def carry_out(loaded: LoadedConfig, display: DisplayKind | None, limit: int | None = None) -> RunEnd:
    """Run a config to its end, showing what was asked for, or else what the terminal bears.

    Raises:
        ArabicSynthError: As the run does.
    """
    watched = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    kind = display or (DisplayKind.rich if watched else DisplayKind.plain)
    return execute(loaded, limit=limit, display=_make_display(kind), tell=say)


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


def say_end(end: RunEnd, loaded: LoadedConfig, env_file: Path | None, *, again: bool = False) -> None:
    """Say how a run ended, what is to be known of it, and how to go on with one that is not whole.

    Args:
        end: Its end.
        loaded: Its config.
        env_file: Value of `--env-file`.
        again: Whether it takes the same command to go on, which does more than run the config.
    """
    for warning in end.warnings:
        say_warning(warning)
    say(f"{end.stop.state}: {end.accepted:,} of {end.target:,} rows in {end.run_dir} ({end.stop.reason})")
    if end.accepted < end.target:
        command = ["run", str(RunDir(end.run_dir.absolute()).config), *_name_env(env_file)]
        say(f"to go on: {_name_program(sys.argv[1:] if again else command, end, loaded)}")


def describe_end(end: RunEnd, loaded: LoadedConfig) -> dict[str, Any]:
    """Return how a run ended, for programs."""
    return {
        "state": end.stop.state,
        "reason": end.stop.reason,
        "run_dir": str(end.run_dir),
        "target": end.target,
        "accepted": end.accepted,
        "warnings": [*loaded.warnings, *end.warnings],
    }


def _name_env(env_file: Path | None) -> list[str]:
    return ["--env-file", str(env_file.absolute())] if env_file else []


def _name_program(command: Sequence[str], end: RunEnd, loaded: LoadedConfig) -> str:
    """Return the command line that goes on with a run."""
    program = ["arabic-synth"] if which("arabic-synth") else [sys.executable, "-m", "engine"]
    more = ["--set", f"attempts.per_row={loaded.config.attempts.per_row * 2}"] if end.stop == STARVED else []
    return shlex.join([*program, *command, *more])
