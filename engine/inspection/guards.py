"""Rebuilds the leak checks of a run from the files that they were made of, where these are still the same."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from engine import judges
from engine.config.load import LoadedConfig
from engine.encoder import has_encoder
from engine.errors import InputError
from engine.inputs import Inputs, hash_file, read_inputs
from engine.opening import read_rewriting
from engine.revision import name_inputs
from engine.seeds.limits import NO_LIMITS
from validators.chain import Chain


@dataclass(frozen=True, slots=True)
class Guards:
    """What rows are held against.

    Attributes:
        by_task: Task to its checks.
        notes: Files that are gone or changed, and were not checked.
        inputs: What the files held that are still the same.
    """

    by_task: Mapping[str, Chain]
    notes: list[str]
    inputs: Inputs


def make_guards(loaded: LoadedConfig, recorded: Mapping[str, str]) -> Guards:
    """Return the checks that can still be made.

    Args:
        loaded: The frozen config, which names every file where it lies now.
        recorded: Name of each input file, such as `protect.0`, to the hash that the last process recorded.
    """
    config, named = loaded.config, name_inputs(loaded.config)
    held = {(_role(name), _hash(path)): path for name, path in named.items()}
    notes = [
        f"{named.get(name, name)}: gone or changed since the run; leaks of it were not looked for"
        for name, digest in recorded.items()
        if (_role(name), digest) not in held
    ]
    usable = {held.get((_role(name), digest)) for name, digest in recorded.items()}
    seeds = config.seeds if config.seeds and config.seeds.file in usable else None
    protect = [path for path in config.protect if path in usable]
    if protect and seeds is None and config.personas and config.personas.allow_benchmark_rewrite:
        notes.append("protect: which items were allowed to be rewritten is not known; leaks were not looked for")
        protect = []
    specs = {each.spec.name: each.spec for each in loaded.settings if each.expands is None}
    file, most = (seeds.file, seeds.max) if seeds else (None, 0)
    rewriting = read_rewriting(config)
    known = replace(rewriting, file=None) if rewriting else None  # who the personas were is no matter here
    together = seeds.limits if seeds else NO_LIMITS
    inputs = read_inputs(file, most, protect, specs, config.seed, rewriting=known, limits=together)
    limits = config.leaks
    if limits.meaning is not None and not has_encoder():
        notes.append("leaks.meaning: there is no sentence encoder here; leaks in meaning were not looked for")
        limits = limits.model_copy(update={"meaning": None})
    every = {each.spec.name: each.spec for each in loaded.settings}
    chains = {name: Chain(judges.make_leak_checks(limits, spec, inputs)) for name, spec in every.items()}
    return Guards({each.task: chains[each.spec.name] for each in loaded.settings}, notes, inputs)


def _role(name: str) -> str:
    """Return what a file is read for; protected files count by their contents, in whatever order they are named."""
    return name.partition(".")[0]


def _hash(path: Path) -> str | None:
    try:
        return hash_file(path)
    except InputError:
        return None
