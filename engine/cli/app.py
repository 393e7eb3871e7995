"""The Typer application: its commands, and how an error becomes a message and an exit code."""

import sys
from typing import Annotated

import typer

from engine import __version__
from engine.cli.augment import augment_rows
from engine.cli.clean import clean_rows
from engine.cli.console import close_output, open_output, say_error
from engine.cli.evaluate import evaluate_persona, evaluate_style
from engine.cli.export import export_rows
from engine.cli.generate import generate
from engine.cli.persona_requests import build_persona_requests, send_persona_requests
from engine.cli.plan import plan
from engine.cli.prompts import commands as prompt_commands
from engine.cli.report import report
from engine.cli.run import run
from engine.cli.sample import sample_and_convert
from engine.cli.schema import schema
from engine.cli.select_personas import select_personas
from engine.cli.serve_mock import serve_mock
from engine.cli.status import status
from engine.cli.style_persona import style_persona_workflow
from engine.cli.verify import verify
from engine.errors import ArabicSynthError

app = typer.Typer(
    name="arabic-synth",
    help="Make exact, checked, crash-safe Arabic data sets with language models.",
    epilog="Start with: arabic-synth run configs/pilot.yaml",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for command in (run, plan, status, verify, sample_and_convert, select_personas, serve_mock, schema):
    app.command()(command)
app.command("clean")(clean_rows)
app.command("augment")(augment_rows)
app.add_typer(prompt_commands, name="prompts")
app.command()(evaluate_style)
app.command()(evaluate_persona)
app.command("export")(export_rows)
app.command()(generate)
app.command()(build_persona_requests)
app.command()(send_persona_requests)
app.command()(style_persona_workflow)
app.command()(report)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"arabic-synth {__version__}")
        raise typer.Exit


@app.callback()
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
            app()
        finally:
            close_output()
    except ArabicSynthError as error:
        say_error(str(error))
        sys.exit(error.exit_code)
