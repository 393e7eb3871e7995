"""Brings the files of a run back to what its journal says was committed: first checks everything, then cuts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.errors import DamagedFileError
from engine.journal.disk import Disk, list_temporaries, map_errors
from engine.journal.reader import JournalTail
from engine.journal.replay import PartEnd, RunHistory, TaskHistory
from engine.journal.writer import NAME, ROLE
from engine.sink.shards import REJECTS, SHARD, list_parts, name_folder, name_part

LEFTOVER = "leftover"

_BUFFER = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cut:
    """A file that is longer than what was committed of it.

    Attributes:
        role: First half of the boundary names.
        keep: Bytes that stay; None where the whole file goes.
        excess: Bytes that go.
    """

    path: Path
    role: str
    keep: int | None
    excess: int


@dataclass(frozen=True, slots=True)
class Recovery:
    """What is left to do before a run can go on; nothing after an orderly end.

    Attributes:
        cuts: Files with bytes that were never committed.
        leftovers: Files that a dead process was preparing to put in the place of others.
    """

    cuts: tuple[Cut, ...]
    leftovers: tuple[Path, ...] = ()

    @property
    def uncommitted_bytes(self) -> int:
        """Bytes of rows and events that were never committed."""
        return sum(cut.excess for cut in self.cuts)

    def apply(self, disk: Disk) -> None:
        """Cut; may be repeated after a crash in the middle of it. Raises StorageError."""
        for cut in self.cuts:
            if cut.keep is None:
                disk.remove(cut.path, cut.role)
            else:
                disk.truncate(cut.path, cut.keep, cut.role)
        for path in self.leftovers:
            disk.remove(path, LEFTOVER)


def plan_recovery(run_dir: Path, history: RunHistory, tail: JournalTail, tasks: Iterable[str] = ()) -> Recovery:
    """Compare every part with its journalled end and return what is to be cut; changes nothing.

    `tasks` are those of the config: one that the journal does not know yet may have uncommitted parts.

    Raises:
        DamagedFileError: Committed bytes are missing, or there are rows without a journal.
        StorageError: A file cannot be read.
    """
    journal = run_dir / NAME
    names = sorted({*tasks, *history.tasks})
    cuts = [cut for task in names for cut in _compare_task(run_dir, task, history.tasks.get(task))]
    ownerless = [cut.path for cut in cuts if cut.excess]
    if history.opened is None and ownerless:  # the opening event is durable before any row, so this was no crash
        raise DamagedFileError(journal, 1, 0, f"the journal is missing or empty, but {ownerless[0]} has rows")
    if tail.total_bytes > tail.valid_bytes:
        cuts.append(Cut(journal, ROLE, tail.valid_bytes, tail.total_bytes - tail.valid_bytes))
    folders = [run_dir, *(name_folder(run_dir, role, task) for task in names for role in (SHARD, REJECTS))]
    return Recovery(tuple(cuts), tuple(path for folder in folders for path in list_temporaries(folder)))


def _compare_task(run_dir: Path, task: str, history: TaskHistory | None) -> Iterator[Cut]:
    for role in (SHARD, REJECTS):
        ends = () if history is None else history.shards if role == SHARD else history.rejects
        folder = name_folder(run_dir, role, task)
        with map_errors(folder, "read"):
            yield from _compare_folder(folder, role, ends)


def _compare_folder(folder: Path, role: str, ends: tuple[PartEnd, ...]) -> Iterator[Cut]:
    parts = list_parts(folder)
    for shard, end in enumerate(ends):
        path = parts.pop(shard, None)
        size = path.stat().st_size if path else 0
        if size < end.size:
            raise _describe_loss(name_part(folder, shard), end, size, missing=path is None)
        if path and size > end.size:
            yield Cut(path, role, end.size, size - end.size)
    for path in parts.values():
        yield Cut(path, role, None, path.stat().st_size)


def _describe_loss(path: Path, end: PartEnd, size: int, *, missing: bool) -> DamagedFileError:
    if missing:
        return DamagedFileError(path, 1, 0, f"the file is missing; {end.rows} rows were committed to it")
    lines = 0
    with path.open("rb") as file:
        while chunk := file.read(_BUFFER):
            lines += chunk.count(b"\n")
    return DamagedFileError(path, lines + 1, size, f"the file ends here; {end.size} bytes were committed to it")
