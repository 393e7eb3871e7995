"""`style-persona-workflow`: seeds lend their style to new items, which are then rewritten for personas."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.console import say, say_warning, write_json
from engine.cli.execution import (
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
from engine.cli.sample import Mode, warn_of_draw
from engine.config.freeze import config_hash
from engine.config.load import LoadedConfig
from engine.config.overlay import Flag
from engine.dataset.convert import Drawn, draw_seeds, write_seeds
from engine.dataset.personas import list_personas
from engine.inputs import hash_file
from engine.journal.disk import LocalDisk
from engine.requests.sending import digest
from engine.revision import name_inputs

_TASK = "exams"


def style_persona_workflow(
    more_files: Annotated[
        list[str] | None,
        typer.Argument(help="Further input files, as a shell leaves them of an unquoted glob.", show_default=False),
    ] = None,
    *,
    input_csv: Annotated[
        str, typer.Option("--input-csv", help="Real items (CSV or JSONL); a glob may match many.", show_default=False)
    ],
    personas_path: Annotated[
        Path, typer.Option("--personas-path", help="Personas to rewrite for.", show_default=False)
    ],
    n_seeds: Annotated[int, typer.Option("--n-seeds", min=1, help="Items to draw; ten of them lend their style.")] = 20,
    n_styled: Annotated[int, typer.Option("--n-styled", min=1, help="New items to write and to rewrite.")] = 100,
    per_item_personas: Annotated[
        int, typer.Option("--per-item-personas", min=1, max=1000, help="Rewrites of each new item.")
    ] = 5,
    sampling_mode: Annotated[
        Mode, typer.Option("--sampling-mode", help="Every stratum present, or each item equally likely.")
    ] = Mode.stratified,
    stratify_col: Annotated[str, typer.Option("--stratify-col", help="Field that makes the strata.")] = "subject",
    model: Model = None,
    protect: Protect = None,
    output_dir: Annotated[
        Path | None, typer.Option("--output-dir", help="The run directory.", show_default="runs/combined-<config hash>")
    ] = None,
    seed: Seed = None,
    max_cost: MaxCost = None,
    concurrency: Concurrency = None,
    display: Shown = None,
    settings: Set = None,
    env_file: EnvFile = None,
    json: Json = False,
) -> None:
    """Write new exam questions in the style of real ones, then rewrite each for personas. The same command goes on.

    The drawn seeds are kept beside the run directory. Example: arabic-synth style-persona-workflow --input-csv test.csv
    --personas-path outputs/personas.jsonl --n-styled 100 --per-item-personas 5 --model openai:gpt-4o
    """
    stratum = stratify_col if sampling_mode is Mode.stratified else None
    drawn = draw_seeds([input_csv, *(more_files or ())], n=n_seeds, stratum=stratum, seed=42 if seed is None else seed)
    content = write_seeds(drawn.items)
    warn_of_draw(drawn.unread, n_seeds, len(drawn.items))
    list_personas(personas_path)  # what is wrong with them is told before anything is written
    parent = (output_dir or Path("runs", "combined")).absolute().parent
    seeds = parent / f"seeds-{digest(content)}.jsonl"
    flags = [
        Flag("--input-csv", "task", _TASK),
        Flag("--input-csv", "workflow", "combined"),
        Flag("--input-csv", "seeds.file", str(seeds)),
        Flag("--n-styled", "target", n_styled * per_item_personas),
        Flag("--personas-path", "personas.file", str(personas_path)),
        Flag("--per-item-personas", "personas.per_item", per_item_personas),
        Flag("--model", "model", model),
        Flag("--protect", "protect", name_protected([*(protect or ()), *_list_guarded(drawn)])),
        Flag("--output-dir", "output", output_dir and str(output_dir)),
        Flag("--seed", "seed", seed),
        Flag("--max-cost", "budget.usd", max_cost),
        Flag("--concurrency", "limits.concurrency", concurrency),
    ]
    loaded = load(None, flags, settings, env_file, check_files=False)
    if output_dir is None:
        folder = Flag("--output-dir", "output", f"runs/combined-{_hash(loaded, seeds, content)}")
        loaded = load(None, [*flags, folder], settings, env_file, check_files=False)
    check_before(loaded)
    disk = LocalDisk()
    disk.make_folder(parent, "seeds")
    disk.replace(seeds, content, "seeds")
    end = carry_out(loaded, display)
    say_end(end, loaded, env_file, again=True)
    say(f"the {len(drawn.items):,} drawn seeds are in {seeds}")
    if json:
        write_json({**describe_end(end, loaded), "seeds": str(seeds)})
    raise typer.Exit(end.stop.exit_code)


def _list_guarded(drawn: Drawn) -> list[Path]:
    """Return the input files where they can be held against every row; a file with an unreadable record cannot."""
    if drawn.unread:
        say_warning("the input files are not protected as a whole: some of their records could not be read")
        return []
    return list(drawn.files)


def _hash(loaded: LoadedConfig, seeds: Path, content: bytes) -> str:
    """Return the hash of a config with the contents of its files in place of their paths."""
    files = [path for path in name_inputs(loaded.config).values() if path != seeds]
    hashes = {str(path): hash_file(path) for path in files}
    return config_hash(loaded.config, {**hashes, str(seeds): sha256(content).hexdigest()})
