"""The Typer application: its commands, and how an error becomes a message and an exit code."""

import sys
from importlib import import_module
from typing import Annotated

import typer

import engine
from engine.cli.console import close_output, open_output, say_error
from engine.errors import ArabicSynthError

_COMMANDS = {
    "run": "run:run",
    "plan": "plan:plan",
    "status": "status:status",
    "verify": "verify:verify",
    "sample-and-convert": "sample:sample_and_convert",
    "select-personas": "select_personas:select_personas",
    "serve-mock": "serve_mock:serve_mock",
    "schema": "schema:schema",
    "clean": "clean:clean_rows",
    "augment": "augment:augment_rows",
    "prompts": "prompts:commands",
    "evaluate-style": "evaluate:evaluate_style",
    "evaluate-persona": "evaluate:evaluate_persona",
    "export": "export:export_rows",
    "generate": "generate:generate",
    "build-persona-requests": "persona_requests:build_persona_requests",
    "send-persona-requests": "persona_requests:send_persona_requests",
    "style-persona-workflow": "style_persona:style_persona_workflow",
    "report": "report:report",
}
"""Name of each command to its module here and what stands for it there."""


def make_app(asked: str = "") -> typer.Typer:
    """Return the application; where one command is asked for by its name, nothing of the others is loaded."""
    app = typer.Typer(
        name="arabic-synth",
        help="Make exact, checked, crash-safe Arabic data sets with language models.",
        epilog="Start with: arabic-synth run configs/pilot.yaml",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    app.callback()(_root)
    for name in [asked] if asked in _COMMANDS else _COMMANDS:
        module, _, attribute = _COMMANDS[name].partition(":")
        command = getattr(import_module(f"engine.cli.{module}"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


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
            make_app(next(iter(sys.argv[1:]), ""))()
        finally:
            close_output()
    except ArabicSynthError as error:
        say_error(str(error))
        sys.exit(error.exit_code)
