"""`prompts`: lints templates, and shows a prompt as a model gets it."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.console import say, write_json, write_line
from engine.cli.options import EnvFile, Json, Set
from engine.cli.overrides import load
from engine.config.overlay import Flag
from engine.sample_prompt import SamplePrompt, render_sample
from prompts.discover import discover_tasks
from prompts.lint import lint_task
from prompts.templates import Fault

_SLOTS = 1000
"""Rows of the plan that a task without a config is shown from."""

commands = typer.Typer(help="Lint prompt templates, and show prompts as a model gets them.", no_args_is_help=True)


@commands.command("lint")
def lint_prompts(
    config: Annotated[
        Path | None,
        typer.Argument(help="Config file, for the templates that it puts in place of a task's.", show_default=False),
    ] = None,
    *,
    settings: Set = None,
    env_file: EnvFile = None,
    json: Json = False,
) -> None:
    """Lint the templates of every task, and those of a config. Exit code 2 where there is a fault.

    Example: arabic-synth prompts lint my-config.yaml
    """
    folders = load(config, [], settings, env_file, check_files=False).config.prompts if config else {}
    targets = [(task, None) for task in discover_tasks()] + list(folders.items())
    faults = [fault for task, folder in targets for fault in lint_task(discover_tasks()[task], folder)]
    faults = list(dict.fromkeys(faults))
    checked = [str(folder or discover_tasks()[task].folder) for task, folder in targets]
    if json:
        write_json({"ok": not faults, "checked": checked, "faults": [_to_json(fault) for fault in faults]})
    else:
        for fault in faults:
            write_line(f"{fault} ({fault.rule})")
        say(f"{len(checked)} folders of templates checked: {f'{len(faults)} faults' if faults else 'no fault'}")
    if faults:
        raise typer.Exit(2)


def _to_json(fault: Fault) -> dict[str, object]:
    return {**asdict(fault), "path": str(fault.path)}


@commands.command("show")
def show_prompt(
    task: Annotated[str, typer.Argument(help="Data set: exams, sentiment, grammar …", show_default=False)],
    *,
    config: Annotated[
        Path | None, typer.Option("--config", help="Config file, with its quotas, seeds, personas and templates.")
    ] = None,
    slot: Annotated[int, typer.Option("--slot", min=0, help="Slot of the plan, from 0.")] = 0,
    attempt: Annotated[int, typer.Option("--attempt", min=0, help="Attempt at it, from 0; each has its brief.")] = 0,
    items: Annotated[int | None, typer.Option("--items", min=1, max=100, help="Rows asked for in one call.")] = None,
    settings: Set = None,
    env_file: EnvFile = None,
    json: Json = False,
) -> None:
    """Show the prompt of one attempt, as a run that begins would send it. Spends nothing, changes nothing.

    Example: arabic-synth prompts show exams --config configs/exams.yaml --slot 7
    """
    flags = [] if config else [Flag("TASK", "task", task), Flag("--slot", "target", max(_SLOTS, slot + (items or 1)))]
    loaded = load(config, flags, settings, env_file)
    several = items or loaded.config.generation.items_per_call
    shown = render_sample(loaded, task, slot, attempt, several)
    if json:
        write_json(_describe(shown, task, slot, attempt))
    else:
        _print(shown)


def _describe(shown: SamplePrompt, task: str, slot: int, attempt: int) -> dict[str, object]:
    return {
        "task": task,
        "slot": slot,
        "attempt": attempt,
        "hash": shown.prompt.hash,
        "tokens": shown.tokens,
        "templates": [str(path) for path in shown.templates],
        "wanted": shown.wanted,
        "briefs": shown.briefs,
        "system": shown.prompt.system,
        "user": shown.prompt.user,
    }


def _print(shown: SamplePrompt) -> None:
    tokens = shown.tokens
    say(f"templates {shown.prompt.hash}: {', '.join(map(str, shown.templates))}")
    say(f"about {sum(tokens.values()):,} tokens: {tokens['system']:,} system, {tokens['user']:,} user")
    write_line(f"--- system, templates {shown.prompt.hash}, about {tokens['system']:,} tokens\n{shown.prompt.system}")
    write_line(f"--- user, about {tokens['user']:,} tokens\n{shown.prompt.user}")
