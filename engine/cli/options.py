"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

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
