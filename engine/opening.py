"""Opens a run for work or for a look: reads inputs and run directory, compares configs, plans; changes nothing."""

from dataclasses import replace

from engine import assembly, stages
from engine.config.load import LoadedConfig
from engine.config.model import Config
from engine.config.sections import PersonasConfig
from engine.encoder import expect_encoder
from engine.errors import ConfigError
from engine.inputs import Inputs, Rewriting, read_inputs
from engine.journal.disk import Disk, map_errors
from engine.plans import make_plans
from engine.revision import compare_prompts, revise
from engine.rundir import RunDir
from engine.seeds.limits import NO_LIMITS
from engine.seeds.release import INPUT as STYLE
from engine.seeds.release import draw_release, recall_release
from engine.seeds.telling import tell_style
from engine.seeds.told import Told
from engine.session import Session, refuse_foreign_files, remember, restore
from engine.work.tally import start_tally
from prompts.templates import TemplateError


def open_inputs(loaded: LoadedConfig) -> Inputs:
    """Read the seed and protected files that a config names.

    Raises:
        ConfigError: If meanings are to be compared and there is no sentence encoder.
        InputError: For a file that cannot be read whole.
    """
    config = loaded.config
    if config.leaks.meaning is not None and config.protect:
        expect_encoder()
    seeds = config.seeds
    specs = {each.spec.name: each.spec for each in loaded.settings if each.expands is None}
    file, most = (seeds.file, seeds.max) if seeds else (None, 0)
    limits = seeds.limits if seeds else NO_LIMITS
    return read_inputs(file, most, config.protect, specs, config.seed, rewriting=read_rewriting(config), limits=limits)


def read_rewriting(config: Config) -> Rewriting | None:
    """Return what a config says of rewriting; None where it has none."""
    if config.workflow == "style":
        return None
    told = config.personas or PersonasConfig()
    return Rewriting(told.file, config.workflow == "persona", told.allow_benchmark_rewrite)


def refuse_foreign_folder(run_dir: RunDir) -> None:
    """Raise if a folder holds other things and no journal, before anything in it is touched, even a lock.

    Raises:
        UsageError: With the name of the first of them.
        StorageError: If the folder cannot be read.
    """
    with map_errors(run_dir.path, "read"):
        has_journal = run_dir.journal.exists()
    if not has_journal:
        refuse_foreign_files(run_dir)


def draw_style(loaded: LoadedConfig, inputs: Inputs, run_dir: RunDir, disk: Disk) -> None:
    """Draw the figures with noise of a run that is new and asks for them.

    Raises:
        ConfigError: If the package that draws the noise is not installed.
        StorageError: If the disk refuses.
    """
    seeds = loaded.config.seeds
    if seeds and seeds.epsilon is not None and inputs.choice.tasks and not run_dir.journal.exists():
        specs = {each.spec.name: each.spec for each in loaded.settings}
        draw_release(run_dir, inputs.choice, specs, seeds.epsilon, disk)


def _tell_style(loaded: LoadedConfig, inputs: Inputs, run_dir: RunDir) -> Told:
    seeds = loaded.config.seeds
    specs = {each.spec.name: each.spec for each in loaded.settings}
    return tell_style(run_dir, inputs.choice, specs, seeds.epsilon if seeds else None)


def open_session(loaded: LoadedConfig, inputs: Inputs, run_dir: RunDir, disk: Disk) -> Session:
    """Read a run directory and compare it with a config; a directory that does not exist yet is a new run.

    The journal is read twice: what it comes to decides the plan, which every event is then held against.

    Raises:
        ChangedConfigError: If the config differs in a way that cannot be continued.
        ConfigError: If templates were changed into such as cannot be used.
        DamagedFileError: If journal or shards were changed.
        UsageError: If the folder holds other things than a run.
    """
    memory = remember(run_dir, [each.task for each in loaded.settings])
    revision = revise(loaded, inputs, run_dir, memory.history)
    recall_release(run_dir, memory.history.epoch.inputs.get(STYLE) if memory.history.epoch else None)
    inputs = replace(inputs, told=_tell_style(loaded, inputs, run_dir))
    plans = make_plans(loaded, revision.steps, run_dir)
    books = stages.make_books(loaded, plans, inputs, memory, run_dir, disk)
    restore(run_dir, books)
    try:
        renderers = assembly.make_renderers(books, inputs, loaded.config.prompts)
    except TemplateError as error:  # they changed since the config was checked
        raise ConfigError(str(error)) from None
    prompts = compare_prompts(memory.history, {task: renderer.hash for task, renderer in renderers.items()})
    revision = replace(revision, prompts=prompts)
    return Session(loaded, inputs, run_dir, memory, books, renderers, revision, start_tally(memory.history))
