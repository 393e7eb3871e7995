"""The files that a run reads beside its config: seeds that lend their style, and items that must not leak."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from engine.dataset.lines import open_bytes
from engine.dataset.reader import read_whole
from engine.dataset.sample import sample_stratified
from engine.dataset.source import SourceItem
from engine.errors import InputError
from engine.protected_cache import find_folder, open_index
from prompts.base import TaskSpec
from prompts.discover import discover_tasks
from validators.leak.builder import build_index
from validators.leak.index import ProtectedIndex
from validators.leak.item import ProtectedItem


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that was read.

    Attributes:
        seeds: Task name to the seeds in use, at most ten over all tasks.
        unused_seeds: Items of the seed file that are not used.
        protected: Items of which no accepted row may be a copy.
        protect: The files of protected items.
        hashes: Path, as it was given, to the SHA-256 of each file.
    """

    seeds: Mapping[str, Sequence[SourceItem]]
    unused_seeds: int
    protected: ProtectedIndex
    protect: Sequence[Path]
    hashes: Mapping[str, str]

    def list_protected(self) -> Iterator[ProtectedItem]:
        """Yield every protected item."""
        return chain.from_iterable(map(list_protected, self.protect))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know about the files, one sentence each."""
        if not self.unused_seeds:
            return ()
        used = sum(map(len, self.seeds.values()))
        return (f"seeds: {used} items lend their style, {self.unused_seeds} more in the file are not used",)


def read_inputs(
    seeds: Path | None,
    max_seeds: int,
    protect: Sequence[Path],
    tasks: Mapping[str, TaskSpec],
    seed: int,
    cache: Path | None = None,
) -> Inputs:
    """Read the seed file and the protected files.

    Args:
        seeds: Seed file, if there is one.
        max_seeds: Seeds to use at most; drawn evenly over tasks, then over their strata, where the file holds more.
        protect: Files whose items must not leak; read one item at a time.
        tasks: Tasks of the run.
        seed: Run seed, for the draw.
        cache: Folder in which the index of large protected files is kept for the next time; by default the user's.

    Raises:
        InputError: For a file that cannot be read whole; the message names file, line and field.
    """
    chosen, unused = _choose_seeds(seeds, max_seeds, tasks, seed) if seeds else ([], 0)
    hashes = {path: hash_file(path) for path in (*([seeds] if seeds else ()), *protect)}
    return Inputs(
        seeds={name: [item for item in chosen if item.task == name] for name in tasks},
        unused_seeds=unused,
        protected=open_index(
            [(path, hashes[path]) for path in protect],
            list(discover_tasks()),
            find_folder(protect, os.environ) if cache is None else cache,
            lambda: build_index(chain.from_iterable(map(list_protected, protect))),
        ),
        protect=tuple(protect),
        hashes={str(path): digest for path, digest in hashes.items()},
    )


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex.

    Raises:
        InputError: If the file cannot be read.
    """
    with open_bytes(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def list_protected(path: Path) -> Iterator[ProtectedItem]:
    """Yield everything in `path` of which no accepted row may be a copy.

    Raises:
        InputError: At the first line that cannot be read.
    """
    specs = discover_tasks()
    for item in read_whole(path):
        yield protect_item(specs[item.task], item)


def protect_item(spec: TaskSpec, item: SourceItem) -> ProtectedItem:
    """Return what of an item must not be copied."""
    return ProtectedItem(item.path.name, item.line, spec.protected(item.fields), spec.companions(item.fields))


def _choose_seeds(path: Path, most: int, tasks: Mapping[str, TaskSpec], seed: int) -> tuple[list[SourceItem], int]:
    items = list(read_whole(path, prefer=tasks))
    by_task = {name: usable for name in tasks if (usable := [item for item in items if item.task == name])}
    if not by_task:
        raise InputError(path, f"holds no item of {' or '.join(tasks)}")

    def name_stratum(item: SourceItem) -> str:
        return tasks[item.task].stratum(item.fields)

    chosen: list[SourceItem] = []
    # Every task gets its even share; what a small one leaves over goes to those after it, so the smallest comes first.
    left = sorted(by_task, key=lambda name: len(by_task[name]))
    while left:
        share = -(-(most - len(chosen)) // len(left))
        chosen += sample_stratified(by_task[left.pop(0)], share, seed, name_stratum, even=True)
    return chosen, len(items) - len(chosen)
