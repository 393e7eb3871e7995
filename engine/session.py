"""A run directory opened for work: what its journal remembers, checked against its files."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from engine.closing import judge_end
from engine.config.freeze import is_frozen
from engine.config.load import LoadedConfig
from engine.errors import UsageError
from engine.inputs import Inputs
from engine.journal.disk import map_errors
from engine.journal.events import Accepted, Event, Failed, Refused
from engine.journal.reader import JournalTail
from engine.journal.replay import RunHistory, replay
from engine.revision import Revision, name_inputs
from engine.rundir import RunDir
from engine.seeds.release import INPUT as STYLE
from engine.sink.manifest import is_manifest_current
from engine.sink.recovery import Recovery, plan_recovery
from engine.sink.row import read_row
from engine.sink.rows import RowReader
from engine.sink.shards import FOLDERS
from engine.work.book import TaskBook
from engine.work.tally import Tally
from prompts.render import Renderer
from quotas.ledger import Ledger

_MADE_BEFORE_THE_JOURNAL = {
    "config.yaml",
    "run.lock",
    "heartbeat.json",
    "journal.jsonl",
    "style.json",
    "data",
    "rejects",
}


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
        exhausted = all(book.ledger.exhausted for book in self.books.values() if not book.is_base)
        return bool(self.revision.config) or not exhausted or not self._is_settled

    @property
    def input_hashes(self) -> dict[str, str]:
        """Name of every input file in the config, such as `protect.0`, and of figures with noise, to its SHA-256."""
        files = name_inputs(self.loaded.config)
        style = {STYLE: self.inputs.told.sha256} if self.inputs.told.sha256 else {}
        return {name: self.inputs.hashes[str(path)] for name, path in files.items()} | style

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
        refuse_foreign_files(run_dir)
    return Memory(history, tail, recovery)


def restore(run_dir: RunDir, books: Mapping[str, TaskBook]) -> None:
    """Replay the journal into ledgers and corpus checks, reading every committed row with its checksum.

    Raises:
        DamagedFileError: If a row is not the one that was committed, or an event contradicts the plan.
    """
    ledgers = {task: book.ledger for task, book in books.items()}
    with ExitStack() as stack:
        readers = {task: stack.enter_context(RowReader(run_dir.rows(task))) for task in books}

        def take(event: Event) -> None:
            account(event, ledgers)
            if isinstance(event, Accepted):
                book = books[event.task]
                row = read_row(book.spec.name, readers[event.task].read(event))
                book.admit(event.id, book.spec.read(row.item, row.family), row.brief)
                _recall_origin(book, row.parent, str(row.meta.get("persona_id")))
            elif isinstance(event, Refused | Failed):
                _recall_origin(books[event.task], event.parent)
                if isinstance(event, Refused) and event.topic:
                    books[event.task].deck.record_key(event.topic)

        replay(run_dir.journal, take)


def _recall_origin(book: TaskBook, parent: str, persona: str | None = None) -> None:
    """Put down what an attempt rewrote, and the persona of one whose row was accepted."""
    if book.parents is not None:
        book.parents.replay(parent, persona)


def account(event: Event, ledgers: Mapping[str, Ledger]) -> None:
    """Put what an attempt came to down in the ledger of its task; other events are passed over.

    Raises:
        ValueError: If no run could have written the event after those before it.
    """
    if not isinstance(event, Accepted | Refused | Failed):
        return
    ledger = ledgers.get(event.task)
    if ledger is None:
        raise ValueError(f"task {event.task!r} is not in the config")
    if isinstance(event, Accepted):
        ledger.replay_accept(event.slot, event.attempt, event.cell)
    else:
        ledger.replay_refuse(event.slot, event.attempt)


def refuse_foreign_files(run_dir: RunDir) -> None:
    """Raise if a folder holds other things than a run that was only just begun.

    Raises:
        UsageError: With the name of the first of them.
        StorageError: If the folder cannot be read.
    """
    with map_errors(run_dir.path, "read"):
        foreign = sorted(_list_foreign(run_dir)) if run_dir.path.is_dir() else []
    if foreign:
        raise UsageError(f"{run_dir.path} is not empty and holds no run (but {foreign[0]!r}); choose another folder")


def _list_foreign(run_dir: RunDir) -> Iterator[str]:
    for path in run_dir.path.iterdir():
        if path.name not in _MADE_BEFORE_THE_JOURNAL and not path.name.startswith("."):
            yield path.name
    if run_dir.config.is_file() and not is_frozen(run_dir.config):
        yield run_dir.config.name
    for name in FOLDERS.values():
        yield from (run_dir.relative(path) for path in (run_dir.path / name).rglob("*") if not path.is_dir())
