"""The Typer application: its commands, and how an error becomes a message and an exit code."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

import engine
from engine.cli.commands import COMMANDS
from engine.cli.console import close_output, open_output, say_error
from engine.errors import ArabicSynthError


def make_app(arguments: Sequence[str] = ()) -> typer.Typer:
    """Return the application as these arguments need it: with the command that they ask for, or with a list of all."""
    app = typer.Typer(
        name="arabic-synth",
        help="Make exact, checked, crash-safe Arabic data sets with language models.",
        epilog="Start with: arabic-synth run configs/pilot.yaml",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    app.callback()(_root)
    asked = next((each for each in arguments if not each.startswith("-")), "")  # options before it take no values
    for name in [asked] if asked in COMMANDS and asked == arguments[0] else COMMANDS:
        if name == asked:
            _add_command(app, name)
        else:
            app.command(name, help=COMMANDS[name].summary)(_stand_in)
    return app


def _add_command(app: typer.Typer, name: str) -> None:
    place = COMMANDS[name]
    command = getattr(import_module(f"engine.cli.{place.module}"), place.attribute)
    if isinstance(command, typer.Typer):
        app.add_typer(command, name=name)
    else:
        app.command(name)(command)


def _stand_in() -> None:
    """Stand in a list of commands; it is never called."""


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"arabic-synth {engine.__version__}")
        raise typer.Exit


def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Make exact, checked, crash-safe Arabic data sets with language models."""


def main() -> None:
    """Run the program; every error that a user can do something about is one message and one exit code."""
    open_output()
    try:
        try:
            make_app(sys.argv[1:])()
        finally:
            close_output()
    except ArabicSynthError as error:
        say_error(str(error))
        sys.exit(error.exit_code)
