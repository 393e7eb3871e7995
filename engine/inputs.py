"""The files that a run reads beside its config: seeds that lend their style, and items that must not leak."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from engine.dataset.lines import open_bytes
from engine.dataset.personas import list_personas
from engine.dataset.reader import read_protected, read_whole
from engine.dataset.source import SourceItem
from engine.errors import InputError, UsageError
from engine.protected_cache import find_folder, open_index
from engine.seeds.chosen import UNCHOSEN, Choice
from engine.seeds.limits import NO_LIMITS, SeedLimits
from engine.seeds.told import TOLD_NOTHING, Told
from prompts.base import TaskSpec
from prompts.discover import discover_tasks
from prompts.personas.bank import load_bank
from prompts.personas.persona import Persona
from validators.base import Item
from validators.leak.builder import build_index
from validators.leak.guard import Finder
from validators.leak.index import ProtectedIndex
from validators.leak.item import ProtectedItem
from validators.text import normalize


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What a run is told that rewrites items for personas.

    Attributes:
        file: Its personas; None for those that come along.
        seeds: Whether the items of the seed file are rewritten, and not those of an earlier stage.
        allow_protected: Whether they may be protected ones. These are left out of the leak guard then; as rows that
            were there before, they are held against every other row as near duplicates, and against their own rewrites
            as relatives.
    """

    file: Path | None
    seeds: bool
    allow_protected: bool


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that was read.

    Attributes:
        seeds: Task name to the seeds in use, at most ten over all tasks; none where the seed file is rewritten.
        parents: Task name to the items that are rewritten, where a run rewrites those of a file.
        choice: How the seeds were chosen.
        told: What is told of their form, where a run directory is open.
        protected: Items of which no accepted row may be a copy.
        protect: The files of protected items.
        hashes: Path, as it was given, to the SHA-256 of each file.
        odd: Items of the file that is rewritten that are not, because of their shape, such as five options.
    """

    seeds: Mapping[str, Sequence[SourceItem]]
    choice: Choice
    protected: ProtectedIndex
    protect: Sequence[Path]
    hashes: Mapping[str, str]
    parents: Mapping[str, Sequence[SourceItem]] = field(default_factory=dict)
    personas: Sequence[Persona] = ()
    told: Told = TOLD_NOTHING
    odd: int = 0

    @property
    def benchmarks(self) -> tuple[str, ...]:
        """Names of the benchmarks that the rewritten items belong to."""
        return tuple(sorted({item.benchmark for items in self.parents.values() for item in items if item.benchmark}))

    def list_protected(self) -> Iterator[ProtectedItem]:
        """Yield every protected item."""
        return chain.from_iterable(map(list_protected, self.protect))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know about the files, one sentence each."""
        said = []
        if self.choice.unused:
            used = sum(map(len, self.seeds.values()))
            said.append(f"seeds: {used} items lend their style, {self.choice.unused} more in the file are not used")
        said += self.choice.warnings
        if self.odd:
            said.append(f"seeds: {self.odd} items of another shape than rows of ours are not rewritten")
        if self.benchmarks:
            said.append(
                f"seeds: items of a benchmark ({', '.join(self.benchmarks)}) are rewritten: what comes of it must not"
                " be used to evaluate on that benchmark (evaluation_use: false)"
            )
        return tuple(said)


def read_inputs(
    seeds: Path | None,
    max_seeds: int,
    protect: Sequence[Path],
    tasks: Mapping[str, TaskSpec],
    seed: int,
    cache: Path | None = None,
    *,
    rewriting: Rewriting | None = None,
    limits: SeedLimits = NO_LIMITS,
) -> Inputs:
    """Read the seed file, the protected files and the personas.

    Args:
        seeds: Seed file, if there is one.
        max_seeds: Seeds to use at most, over all tasks.
        protect: Files whose items must not leak; read one item at a time.
        tasks: Tasks of the run.
        seed: Run seed, for the draw.
        cache: Folder in which the index of large protected files is kept for the next time; by default the user's.
        rewriting: What a run is told that rewrites items for personas.
        limits: What seeds must be like together.

    Raises:
        InputError: For a file that cannot be read whole; the message names file, line and field.
        UsageError: If items are to be rewritten that are protected.
    """
    odd: list[SourceItem] = []
    parents = _read_parents(seeds, tasks, odd) if seeds and rewriting and rewriting.seeds else {}
    choice = _choose_seeds(seeds, max_seeds, limits, tasks, seed) if seeds and not parents else UNCHOSEN
    people = rewriting.file if rewriting else None
    hashes = {path: hash_file(path) for path in (*([seeds] if seeds else ()), *([people] if people else ()), *protect)}
    exempt = _list_exempt(parents, tasks) if rewriting and rewriting.allow_protected else frozenset[str]()
    found = Inputs(
        seeds={name: choice.tasks[name].items if name in choice.tasks else () for name in tasks},
        choice=choice,
        protected=open_index(
            [(path, hashes[path]) for path in protect],
            list(discover_tasks()),
            None if exempt else find_folder(protect, os.environ) if cache is None else cache,
            lambda: build_index(
                item
                for item in chain.from_iterable(map(list_protected, protect))
                if not exempt or normalize(item.texts[0]) not in exempt
            ),
        ),
        protect=tuple(protect),
        hashes={str(path): digest for path, digest in hashes.items()},
        parents=parents,
        personas=_read_personas(people) if rewriting else (),
        odd=len(odd),
    )
    if not exempt:
        _refuse_protected(found, tasks)
    return found


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
    for item in read_protected(path):
        yield protect_item(specs[item.task], item)


def protect_item(spec: TaskSpec, item: SourceItem) -> ProtectedItem:
    """Return what of an item must not be copied."""
    return ProtectedItem(item.path.name, item.line, spec.protected(item.fields), spec.companions(item.fields))


def _choose_seeds(path: Path, most: int, limits: SeedLimits, tasks: Mapping[str, TaskSpec], seed: int) -> Choice:
    from engine.seeds.choice import choose_seeds  # noqa: PLC0415 - for who has seeds alone

    return choose_seeds(path, most, limits, tasks, seed)


def _read_personas(path: Path | None) -> Sequence[Persona]:
    return load_bank() if path is None else list_personas(path)


def name_parent(item: SourceItem) -> str:
    """Return the id by which rewrites name an item of a file."""
    return item.id or f"{item.path.stem}-{item.line}"


def _read_parents(path: Path, tasks: Mapping[str, TaskSpec], odd: list[SourceItem]) -> dict[str, list[SourceItem]]:
    items = list(read_whole(path, prefer=tasks, odd=odd.append))
    parents = {name: [item for item in items if item.task == name] for name in tasks}
    for name, found in parents.items():
        if not found:
            raise InputError(path, f"holds no item of {name}")
        seen = set[str]()
        for item in found:
            if name_parent(item) in seen:
                raise InputError(path, f"{name_parent(item)!r} stands twice", item.line, "id")
            seen.add(name_parent(item))
    return parents


def _list_exempt(parents: Mapping[str, Sequence[SourceItem]], tasks: Mapping[str, TaskSpec]) -> frozenset[str]:
    """Return the folded main texts of the items that are rewritten."""
    return frozenset(
        normalize(tasks[name].protected(item.fields)[0]) for name, items in parents.items() for item in items
    )


def _refuse_protected(inputs: Inputs, tasks: Mapping[str, TaskSpec]) -> None:
    for name, items in inputs.parents.items() if len(inputs.protected) else ():
        finder = Finder(inputs.protected, tasks[name].protected, tasks[name].companions)
        for item in items:
            found = finder.find(tasks[name].read(Item(name, item.fields)))
            if found is not None and found.refusal is not None:
                raise UsageError(
                    f"{item.path}:{item.line}: is to be rewritten, and is protected ({found.refusal[1]}): what comes of"
                    " it would leak the benchmark; --allow-benchmark-rewrite allows it for this lineage alone"
                )
