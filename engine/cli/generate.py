"""`generate`: a run without a YAML, whose rows are also written to one file."""

from pathlib import Path
from typing import Annotated

import typer

from engine.accepted import read_accepted
from engine.cli.console import say, say_warning, write_json
from engine.cli.execution import (
    Concurrency,
    MaxCost,
    Protect,
    Shown,
    carry_out,
    describe_end,
    name_protected,
    say_end,
)
from engine.cli.options import EnvFile, Json, Model, Seed, Set
from engine.cli.overrides import load
from engine.config.freeze import config_hash
from engine.config.load import LoadedConfig
from engine.config.overlay import Flag
from engine.errors import UsageError
from engine.inputs import hash_file
from engine.outputs.places import check_places
from engine.outputs.staged import stage
from engine.revision import name_inputs
from engine.rundir import RunDir
from prompts.discover import UnknownTaskError, find_task


def generate(
    task: Annotated[str, typer.Argument(help="Task of the rows: exams, sentiment, grammar …", show_default=False)],
    *,
    seed_file: Annotated[
        Path | None, typer.Option("--seed-file", help="Real items that lend their style (JSONL or CSV); ten are used.")
    ] = None,
    model: Model = None,
    num_samples: Annotated[int, typer.Option("--num-samples", min=1, help="Rows to accept.")] = 100,
    temperature: Annotated[
        float | None, typer.Option("--temperature", help="Sampling temperature.", show_default="0.9")
    ] = None,
    top_p: Annotated[float | None, typer.Option("--top-p", help="Nucleus sampling.", show_default="0.95")] = None,
    batch_size: Annotated[
        int | None,
        typer.Option("--batch-size", min=1, help="Rows in one file of the run directory.", show_default="1000"),
    ] = None,
    answer_distribution: Annotated[
        str | None,
        typer.Option("--answer-distribution", help="Shares of the right answers, e.g. A=25,B=25,C=25,D=25."),
    ] = None,
    protect: Protect = None,
    output_dir: Annotated[
        Path | None, typer.Option("--output-dir", help="The run directory.", show_default="runs/TASK-<config hash>")
    ] = None,
    out_path: Annotated[
        Path | None,
        typer.Option("--out-path", help="Where all accepted rows go too.", show_default="outputs/TASK_raw.jsonl"),
    ] = None,
    seed: Seed = None,
    max_cost: MaxCost = None,
    concurrency: Concurrency = None,
    display: Shown = None,
    settings: Set = None,
    env_file: EnvFile = None,
    json: Json = False,
) -> None:
    """Make rows of a task without a config file. The same command goes on with what it began.

    Every accepted row is in the run directory at once; at the end all of them are written to one file, in order.
    Example: arabic-synth generate exams --seed-file outputs/seeds.jsonl --model openai:gpt-4o --num-samples 200
    """
    flags = [
        Flag("TASK", "task", task),
        Flag("--num-samples", "target", num_samples),
        Flag("--seed-file", "seeds.file", seed_file and str(seed_file)),
        Flag("--model", "model", model),
        Flag("--temperature", "generation.temperature", temperature),
        Flag("--top-p", "generation.top_p", top_p),
        Flag("--batch-size", "sink.rows_per_shard", batch_size),
        Flag("--answer-distribution", "quotas.answer", _read_shares(task, answer_distribution)),
        Flag("--protect", "protect", name_protected(protect)),
        Flag("--output-dir", "output", output_dir and str(output_dir)),
        Flag("--seed", "seed", seed),
        Flag("--max-cost", "budget.usd", max_cost),
        Flag("--concurrency", "limits.concurrency", concurrency),
    ]
    loaded = load(None, flags, settings, env_file)
    if output_dir is None:
        folder = Flag("--output-dir", "output", f"runs/{task}-{_hash(loaded)}")
        loaded = load(None, [*flags, folder], settings, env_file)
    path = out_path or Path("outputs", f"{task}_raw.jsonl")
    staying = [*name_inputs(loaded.config).items(), *([("--env-file", env_file)] if env_file else [])]
    check_places([("--out-path", path)], staying, RunDir(loaded.config.output))
    for warning in loaded.warnings:
        say_warning(warning)
    end = carry_out(loaded, display)
    say_end(end, loaded, env_file, again=True)
    if end.accepted:
        with stage(path) as (file,):
            for row in read_accepted(RunDir(end.run_dir), task):
                file.write(row)
        say(f"{end.accepted:,} rows written to {path}")
    else:
        say_warning(f"no row was accepted; {path} was not written")
    if json:
        write_json({**describe_end(end, loaded), "out_path": str(path) if end.accepted else None})
    raise typer.Exit(end.stop.exit_code)


def _hash(loaded: LoadedConfig) -> str:
    """Return the hash of a config with the contents of its files in place of their paths."""
    files = name_inputs(loaded.config).values()
    return config_hash(loaded.config, {str(path): hash_file(path) for path in files})


def _read_shares(task: str, text: str | None) -> dict[str, float] | None:
    """Return the shares in a text such as `A=25,B=75`.

    Raises:
        UsageError: If it is none, or the task has no field `answer`.
    """
    if text is None:
        return None
    try:
        names = [dimension.name for dimension in find_task(task).dimensions]
    except UnknownTaskError as error:
        raise UsageError(str(error)) from None
    if "answer" not in names:
        raise UsageError(
            f"--answer-distribution: rows of {task} have no answer; --set quotas.{names[0]}=… plans theirs"
        )
    shares: dict[str, float] = {}
    for part in text.split(","):
        name, equals, amount = (each.strip() for each in part.partition("="))
        try:
            share = float(amount)
        except ValueError:
            equals = ""
        if not equals or name in shares:
            raise UsageError(f"--answer-distribution {text}: write each letter once, as A=25,B=25,C=25,D=25")
        shares[name] = int(share) if share.is_integer() else share
    return shares
