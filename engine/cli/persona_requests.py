"""`build-persona-requests` and `send-persona-requests`: items and personas to requests, and requests to rewrites."""

from pathlib import Path
from typing import Annotated

import typer

from engine.cli.console import say, say_warning, write_json
from engine.cli.execution import (
    AllowRewrite,
    Concurrency,
    MaxCost,
    Protect,
    Shown,
    carry_out,
    check_before,
    describe_end,
    name_protected,
    say_end,
)
from engine.cli.options import EnvFile, Json, Model, Seed, Set
from engine.cli.overrides import load
from engine.config.overlay import Flag
from engine.errors import UsageError
from engine.journal.disk import LocalDisk
from engine.outputs.places import check_places
from engine.outputs.staged import stage
from engine.requests.answers import read_answers, write_answers, write_errors
from engine.requests.build import Wish, build, list_flags
from engine.requests.request import list_requests, write_request
from engine.requests.sending import digest, prepare
from engine.revision import name_inputs
from engine.rundir import RunDir
from prompts.base import TaskSpec
from prompts.discover import UnknownTaskError, find_task

_REQUESTS = Path("outputs", "requests_persona_exams.jsonl")
_Task = Annotated[str, typer.Option("--task", help="Task of the items.")]


def build_persona_requests(
    *,
    exams_path: Annotated[
        Path, typer.Option("--exams-path", help="Items to be rewritten (JSONL or CSV).", show_default=False)
    ],
    personas_path: Annotated[
        Path, typer.Option("--personas-path", help="Personas to rewrite for.", show_default=False)
    ],
    output_path: Annotated[Path, typer.Option("--output-path", help="Where the requests go (JSONL).")] = _REQUESTS,
    per_item_personas: Annotated[
        int, typer.Option("--per-item-personas", min=1, max=1000, help="Personas for each item.")
    ] = 5,
    target_total: Annotated[
        int | None, typer.Option("--target-total", min=1, help="Requests in all.", show_default="all there are")
    ] = None,
    seed: Seed = None,
    temperature: Annotated[
        float | None, typer.Option("--temperature", help="Written to gen_config.", show_default="0.9")
    ] = None,
    top_p: Annotated[float | None, typer.Option("--top-p", help="The same.", show_default="0.95")] = None,
    task: _Task = "exams",
    json: Json = False,
) -> None:
    """Write a request for each rewrite: which item, for whom, in what words. Sends nothing.

    Items are rewritten equally often, each for other personas. Prompts may be edited: what stands there is sent.
    Example: arabic-synth build-persona-requests --exams-path outputs/seeds.jsonl --personas-path outputs/personas.jsonl
    """
    check_places([("--output-path", output_path)], [("--exams-path", exams_path), ("--personas-path", personas_path)])
    wish = Wish(_find_task(task), exams_path, personas_path, per_item_personas, target_total)
    total, labels = wish.count()
    flags = [
        *list_flags(wish, total, labels),
        Flag("--seed", "seed", seed),
        Flag("--temperature", "generation.temperature", temperature),
        Flag("--top-p", "generation.top_p", top_p),
    ]
    done = build(load(None, flags, None, None))
    with stage(output_path) as (file,):
        for request in done.requests:
            file.write(write_request(request))
    for warning in done.warnings:
        say_warning(warning)
    items = len({request.source_id for request in done.requests})
    people = len({request.persona_id for request in done.requests})
    say(f"{len(done.requests):,} requests written to {output_path}: {items:,} items, {people:,} personas")
    if json:
        counts = {"requests": len(done.requests), "items": items, "personas": people}
        write_json({**counts, "output_path": str(output_path), "warnings": done.warnings})


def send_persona_requests(
    *,
    input_file: Annotated[Path, typer.Option("--input-file", help="Requests (JSONL).")] = _REQUESTS,
    output_file: Annotated[Path, typer.Option("--output-file", help="Where the rewrites go.")] = Path(
        "outputs", "exams_pers_raw.jsonl"
    ),
    error_file: Annotated[
        Path, typer.Option("--error-file", help="Where requests without a rewrite go, with reasons.")
    ] = Path("outputs", "exams_pers_err.jsonl"),
    model: Model = None,
    output_dir: Annotated[
        Path | None,
        typer.Option(
            "--output-dir", help="The run directory.", show_default="runs/requests-<hash of requests and model>"
        ),
    ] = None,
    protect: Protect = None,
    allow_benchmark_rewrite: AllowRewrite = False,
    seed: Seed = None,
    max_cost: MaxCost = None,
    concurrency: Concurrency = None,
    task: _Task = "exams",
    display: Shown = None,
    settings: Set = None,
    env_file: EnvFile = None,
    json: Json = False,
) -> None:
    """Send requests for rewrites, each until a good one is there. The same command goes on with what it began.

    Each prompt is sent as it stands in the file; a missing one is written anew. Both files are replaced as a whole.
    Example: arabic-synth send-persona-requests --model openai:gpt-4o --max-cost 5
    """
    staying = [("--input-file", input_file), *(("--protect", each) for each in protect or ())]
    written = [("--output-file", output_file), ("--error-file", error_file)]
    check_places(written, staying)
    spec = _find_task(task)
    requests = list_requests(input_file, task)
    name = digest(b"".join(map(write_request, requests)), (model or "").encode())
    folder = output_dir or Path("runs", f"requests-{name}")
    sending = prepare(requests, spec, folder.absolute().parent)
    flags = [
        *sending.flags,
        Flag("--model", "model", model),
        Flag("--output-dir", "output", str(folder)),
        Flag("--protect", "protect", name_protected(protect)),
        Flag("--allow-benchmark-rewrite", "personas.allow_benchmark_rewrite", allow_benchmark_rewrite or None),
        Flag("--seed", "seed", seed),
        Flag("--max-cost", "budget.usd", max_cost),
        Flag("--concurrency", "limits.concurrency", concurrency),
    ]
    loaded = load(None, flags, settings, env_file, check_files=False)
    staying += [*name_inputs(loaded.config).items(), *([("--env-file", env_file)] if env_file else [])]
    check_places(written, staying, RunDir(folder))
    check_before(loaded)
    sending.write(LocalDisk())
    end = carry_out(loaded, display)
    say_end(end, loaded, env_file, again=True)
    run_dir = RunDir(end.run_dir)
    answers = read_answers(run_dir, task)
    with stage(output_file, error_file) as (good, bad):
        for line in write_answers(requests, answers):
            good.write(line)
        for line in write_errors(requests, answers, run_dir, task):
            bad.write(line)
    missing = len(requests) - len(answers)
    say(f"{len(answers):,} rewrites written to {output_file}")
    if missing:
        say_warning(f"{missing:,} of {len(requests):,} requests have no rewrite; {error_file} says why")
    if json:
        files = {"output_file": str(output_file), "error_file": str(error_file), "errors": missing}
        write_json({**describe_end(end, loaded), **files})
    raise typer.Exit(end.stop.exit_code)


def _find_task(name: str) -> TaskSpec:
    try:
        return find_task(name)
    except UnknownTaskError as error:
        raise UsageError(str(error)) from None
