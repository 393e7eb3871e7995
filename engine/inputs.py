"""The files that a run reads beside its config: seeds that lend their style, and items that must not leak."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from engine.dataset.lines import read_bytes
from engine.dataset.reader import read_all
from engine.dataset.sample import sample_stratified
from engine.dataset.source import SourceItem
from engine.errors import InputError
from prompts.base import TaskSpec
from prompts.discover import discover_tasks
from validators.leak import ProtectedTexts


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that was read.

    Attributes:
        seeds: Task name to the seeds in use, at most ten over all tasks.
        unused_seeds: Items of the seed file that are not used.
        protected: Texts that no accepted row may equal.
        hashes: Absolute path to SHA-256 of each file.
    """

    seeds: Mapping[str, Sequence[SourceItem]]
    unused_seeds: int
    protected: ProtectedTexts
    hashes: Mapping[str, str]


def read_inputs(
    seeds: Path | None, max_seeds: int, protect: Sequence[Path], tasks: Mapping[str, TaskSpec], seed: int
) -> Inputs:
    """Read the seed file and the protected files.

    Args:
        seeds: Seed file, if there is one.
        max_seeds: Seeds to use at most; drawn evenly over subjects where the file holds more.
        protect: Files whose items must not leak.
        tasks: Tasks of the run.
        seed: Run seed, for the draw.

    Raises:
        InputError: For a file that cannot be read whole; the message names file, line and field.
    """
    chosen, unused = _choose_seeds(seeds, max_seeds, tasks, seed) if seeds else ([], 0)
    return Inputs(
        seeds={name: [item for item in chosen if item.task == name] for name in tasks},
        unused_seeds=unused,
        protected=ProtectedTexts(chain.from_iterable(map(list_protected, protect))),
        hashes={str(path): hash_file(path) for path in (*([seeds] if seeds else ()), *protect)},
    )


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(read_bytes(path)).hexdigest()


def _choose_seeds(path: Path, most: int, tasks: Mapping[str, TaskSpec], seed: int) -> tuple[list[SourceItem], int]:
    items = [item for item in read_all(path) if item.task in tasks]
    if not items:
        raise InputError(path, f"holds no item of {' or '.join(tasks)}")
    chosen = sample_stratified(items, most, seed, lambda item: f"{item.task}/{item.fields.get('subject', '')}")
    return chosen, len(items) - len(chosen)


def list_protected(path: Path) -> Iterator[tuple[str, str]]:
    """Yield file name and text for everything in `path` that no accepted row may equal."""
    specs = discover_tasks()
    for item in read_all(path):
        for text in specs[item.task].protected(item.fields):
            yield path.name, text
