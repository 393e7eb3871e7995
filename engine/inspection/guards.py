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


@dataclass(frozen=True, slots=True)
class Guards:
    """What rows are held against.

    Attributes:
        by_task: Task to a function that says whether an item is a leak.
        notes: Files that are gone or changed, and were not checked.
    """

    by_task: Mapping[str, Callable[[Item], bool]]
    notes: list[str]


def make_guards(loaded: LoadedConfig, inputs: Mapping[str, str]) -> Guards:
    """Return the guards that can still be made; `inputs` is path to the hash that was recorded."""
    notes = [
        f"{path}: gone or changed since the run; leaks were not checked" for path in inputs if not _same(path, inputs)
    ]
    config = loaded.config
    protect = [path for path in config.protect if _same(str(path), inputs)]
    seeds = config.seeds.file if config.seeds and _same(str(config.seeds.file), inputs) else None
    specs = {each.task: each.spec for each in loaded.settings}
    read = read_inputs(seeds, config.seeds.max if config.seeds else 0, (), specs, config.seed)
    texts = ProtectedTexts(chain.from_iterable(map(list_protected, protect)))
    chosen = {task: [spec.protected(item.fields) for item in read.seeds[task]] for task, spec in specs.items()}
    return Guards({task: _make_guard(spec, texts, chosen[task]) for task, spec in specs.items()}, notes)


def _make_guard(spec: TaskSpec, texts: ProtectedTexts, seeds: list[tuple[str, ...]]) -> Callable[[Item], bool]:
    checks: list[Check] = [LeakGuard(texts, spec.protected), *([SeedGuard(seeds, spec.protected)] if seeds else [])]
    return lambda item: any(check.judge(item, {}) for check in checks)


def _same(path: str, inputs: Mapping[str, str]) -> bool:
    try:
        return inputs.get(path) == hash_file(Path(path))
    except InputError:
        return False
