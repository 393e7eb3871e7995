"""Opens a run for work or for a look: reads inputs and run directory, compares configs, plans; changes nothing."""

from dataclasses import replace

from engine import assembly
from engine.config.load import LoadedConfig
from engine.inputs import Inputs, read_inputs
from engine.journal.disk import Disk
from engine.journal.replay import replay
from engine.revision import compare_prompts, revise
from engine.rundir import RunDir
from engine.session import Session, remember, restore, start_tally


def open_inputs(loaded: LoadedConfig) -> Inputs:
    """Read the seed and protected files that a config names.

    Raises:
        InputError: For a file that cannot be read whole.
    """
    config = loaded.config
    seeds = config.seeds
    specs = {each.task: each.spec for each in loaded.settings}
    return read_inputs(seeds.file if seeds else None, seeds.max if seeds else 0, config.protect, specs, config.seed)


def refuse_other_config(loaded: LoadedConfig, inputs: Inputs, run_dir: RunDir) -> None:
    """Raise if a run directory cannot be continued with a config, before anything in it is touched, even its lock.

    Raises:
        ChangedConfigError: If the config differs in a way that cannot be continued.
        DamagedFileError: If the journal was changed.
    """
    history, _ = replay(run_dir.journal)
    revise(loaded, inputs, run_dir, history)


def open_session(loaded: LoadedConfig, inputs: Inputs, run_dir: RunDir, disk: Disk) -> Session:
    """Read a run directory and compare it with a config; a directory that does not exist yet is a new run.

    Raises:
        ChangedConfigError: If the config differs in a way that cannot be continued.
        DamagedFileError: If journal or shards were changed.
    """
    memory = remember(run_dir, [each.task for each in loaded.settings])
    revision = revise(loaded, inputs, run_dir, memory.history)
    plans = assembly.make_plans(loaded.settings, revision.steps, loaded.config.seed)
    books = assembly.make_books(loaded.config, plans, inputs, memory, run_dir, disk)
    restore(run_dir, books)
    renderers = assembly.make_renderers(books, inputs)
    prompts = compare_prompts(memory.history, {task: renderer.hash for task, renderer in renderers.items()})
    revision = replace(revision, prompts=prompts)
    return Session(loaded, inputs, run_dir, memory, books, renderers, revision, start_tally(memory.history))
