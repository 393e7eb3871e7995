"""Options that several commands share, and how flags become config overrides."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from engine.config.load import LoadedConfig, load_config
from engine.config.overlay import Flag

ConfigPath = Annotated[Path, typer.Argument(help="Config file (YAML).", show_default=False)]
RunDirPath = Annotated[Path, typer.Argument(help="Run directory.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Override a config value, e.g. --set limits.rpm=500. Repeatable."),
]
EnvFile = Annotated[
    Path | None, typer.Option("--env-file", help="File with environment variables (default: .env, where there is one).")
]
Output = Annotated[Path | None, typer.Option("--output", help="Run directory (default: the config's, or runs/NAME).")]
Model = Annotated[str | None, typer.Option("--model", help="Model, e.g. mock, mock:hostile.")]
Target = Annotated[int | None, typer.Option("--target", help="Rows to accept.", min=1)]
Seed = Annotated[int | None, typer.Option("--seed", help="Run seed.")]


def load(
    config: Path | None,
    flags: Sequence[Flag],
    settings: Sequence[str] | None,
    env_file: Path | None,
    *,
    check_files: bool = True,
) -> LoadedConfig:
    """Load a config with the command line's overrides: `--set` values first, then every flag that was given.

    Args:
        config: Config file; None for a config of flags alone.
        flags: Flags of their own; those with the value None were not given.
        settings: Values of `--set`.
        env_file: Value of `--env-file`; where it was not given, `.env` in the working directory, if there is one.
        check_files: Whether a missing input file is an error.
    """
    given = [flag for flag in flags if flag.value is not None]
    usual = Path(".env")
    told: list[str | Flag] = [*(settings or ()), *given]
    file = env_file or (usual if usual.is_file() else None)
    return load_config(config, told, os.environ, file, check_files=check_files)
