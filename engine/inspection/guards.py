"""Rebuilds the leak guards of a run from the files that they were made of, where these are still the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from engine.config.load import LoadedConfig
from engine.errors import InputError
from engine.inputs import hash_file, list_protected, read_inputs
from prompts.base import TaskSpec
from validators.base import Check, Item
from validators.leak import LeakGuard, ProtectedTexts, SeedGuard

IsLeak = Callable[[Item], bool]
"""Whether an item copies a seed or a protected item."""


@dataclass(frozen=True, slots=True)
class Guards:
    """What rows are held against.

    Attributes:
        notes: Files that are gone or changed, and were not checked.
    """

    by_task: Mapping[str, IsLeak]
    notes: list[str]


def make_guards(loaded: LoadedConfig, inputs: Mapping[str, str]) -> Guards:
    """Return the guards that can still be made; `inputs` is path to the hash that was recorded.

    Files are known by their content: one that was moved, and is named by the config where it lies now, is read there.
    """
    config, recorded = loaded.config, set(inputs.values())
    hashes = {path: _hash(path) for path in (*config.protect, *([config.seeds.file] if config.seeds else ()))}
    notes = [
        f"{path}: gone or changed since the run; leaks of it were not looked for"
        for path, digest in inputs.items()
        if digest not in hashes.values()
    ]
    texts = ProtectedTexts(
        chain.from_iterable(list_protected(path) for path in config.protect if hashes[path] in recorded)
    )
    seeds = config.seeds if config.seeds and hashes[config.seeds.file] in recorded else None
    specs = {each.task: each.spec for each in loaded.settings}
    chosen = read_inputs(seeds.file if seeds else None, seeds.max if seeds else 0, (), specs, config.seed).seeds
    return Guards(
        {
            task: _make_guard(spec, texts, [spec.protected(item.fields) for item in chosen[task]])
            for task, spec in specs.items()
        },
        notes,
    )


def _make_guard(spec: TaskSpec, texts: ProtectedTexts, seeds: list[tuple[str, ...]]) -> IsLeak:
    checks: list[Check] = [LeakGuard(texts, spec.protected), *([SeedGuard(seeds, spec.protected)] if seeds else [])]
    return lambda item: any(check.judge(item, {}) for check in checks)


def _hash(path: Path) -> str | None:
    try:
        return hash_file(path)
    except InputError:
        return None
