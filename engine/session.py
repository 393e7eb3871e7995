"""A run directory opened for work: what its journal remembers, checked against its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

from engine.closing import judge_end
from engine.config.load import LoadedConfig
from engine.errors import DamagedFileError, UsageError
from engine.inputs import Inputs
from engine.journal.events import Accepted, Event, Failed, Refused
from engine.journal.reader import JournalTail, read_journal
from engine.journal.replay import RunHistory, replay
from engine.revision import Revision
from engine.rundir import RunDir
from engine.sink.manifest import is_manifest_current
from engine.sink.recovery import Recovery, plan_recovery
from engine.sink.rows import RowReader
from engine.work.book import TaskBook
from engine.work.tally import Tally
from prompts.render import Renderer
from validators.base import Item

_MADE_BEFORE_THE_JOURNAL = {"config.yaml", "run.lock", "heartbeat.json", "journal.jsonl", "data", "rejects"}


@dataclass(frozen=True, slots=True)
class Memory:
    """What a run directory held when it was opened.

    Attributes:
        history: The journal, folded.
        tail: Where its whole events end.
        recovery: What a crash left behind and must be cut before work goes on.
    """

    history: RunHistory
    tail: JournalTail
    recovery: Recovery

    @property
    def is_new(self) -> bool:
        """Whether no run was ever begun here."""
        return self.history.opened is None


@dataclass(frozen=True, slots=True)
class Session:
    """A run directory read and compared with its config, before anything in it is changed.

    Attributes:
        books: Each task's books, with the journal replayed into them.
        revision: What differs from the config of the process before.
        tally: Counts of all earlier processes, counted on by this one.
    """

    loaded: LoadedConfig
    inputs: Inputs
    run_dir: RunDir
    memory: Memory
    books: Mapping[str, TaskBook]
    renderers: Mapping[str, Renderer]
    revision: Revision
    tally: Tally

    @property
    def has_work(self) -> bool:
        """Whether a model is to be called, a change to be recorded, or an end to be written that a crash cut short."""
        exhausted = all(book.ledger.exhausted for book in self.books.values())
        return bool(self.revision.config) or not exhausted or not self._is_settled

    @property
    def _is_settled(self) -> bool:
        """Whether the process before left everything as a run with nothing to do leaves it."""
        closed, recovery = self.memory.history.closed, self.memory.recovery
        return (
            closed is not None
            and closed.state == judge_end(self.books, None).state
            and not (recovery.cuts or recovery.leftovers)
            and is_manifest_current(self.run_dir)
        )


def remember(run_dir: RunDir, tasks: Sequence[str]) -> Memory:
    """Read a run directory; changes nothing.

    Raises:
        DamagedFileError: If journal or shards were changed after they were written.
        UsageError: If the folder holds other things than a run.
    """
    history, tail = replay(run_dir.journal)
    recovery = plan_recovery(run_dir.path, history, tail, tasks)
    if history.opened is None:
        _refuse_foreign_files(run_dir)
    return Memory(history, tail, recovery)


def restore(run_dir: RunDir, books: Mapping[str, TaskBook]) -> None:
    """Replay the journal into ledgers and corpus checks, reading every committed row with its checksum.

    Raises:
        DamagedFileError: If a row is not the one that was committed, or an event contradicts the plan.
    """
    readers = {name: RowReader(run_dir.rows(name)) for name in books}
    try:
        for event, line, byte in read_journal(run_dir.journal):
            try:
                _restore_event(event, books, readers)
            except ValueError as error:
                raise DamagedFileError(run_dir.journal, line, byte, str(error)) from None
    finally:
        for reader in readers.values():
            reader.close()


def start_tally(history: RunHistory) -> Tally:
    """Return the counts of all earlier processes, to be counted on."""
    tally = Tally()
    for task in history.tasks.values():
        tally.refused.update(task.refusals)
        tally.failed.update(task.failures)
        tally.calls += task.calls
        tally.prompt_tokens += task.usage.prompt_tokens
        tally.completion_tokens += task.usage.completion_tokens
    return tally


def _restore_event(event: Event, books: Mapping[str, TaskBook], readers: Mapping[str, RowReader]) -> None:
    match event:
        case Accepted():
            book = books[event.task]
            book.ledger.replay_accept(event.slot, event.attempt, event.cell)
            book.admit(Item(event.task, orjson.loads(readers[event.task].read(event))))
        case Refused() | Failed():
            books[event.task].ledger.replay_refuse(event.slot, event.attempt)
        case _:
            pass


def _refuse_foreign_files(run_dir: RunDir) -> None:
    if not run_dir.path.is_dir():
        return
    names = sorted(path.name for path in run_dir.path.iterdir())
    foreign = [name for name in names if name not in _MADE_BEFORE_THE_JOURNAL and not name.startswith(".")]
    if foreign:
        raise UsageError(f"{run_dir.path} is not empty and holds no run (but {foreign[0]!r}); choose another folder")
