"""Folds the journal into what the run has done so far; pure, and as small as the number of cells and shards."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.errors import DamagedFileError
from engine.journal.events import Accepted, Closed, Epoch, Event, Failed, Opened, Planned, Refused, Reserved
from engine.journal.reader import JournalTail, read_journal
from engine.records import Cell, Usage

Watch = Callable[[Event], None]
"""Sees every event in order, after it was found to be consistent: how ledger and corpus checks are rebuilt.

It raises ValueError for an event that contradicts what it has seen.
"""


@dataclass(frozen=True, slots=True)
class PartEnd:
    """How far one part file is committed: its size in bytes and its rows."""

    size: int
    rows: int


@dataclass(frozen=True, slots=True)
class TaskHistory:
    """What was done for one task, over all epochs.

    Attributes:
        steps: Targets in the order in which they were planned; the last one is in force.
        cells: Accepted rows by the cell that they have.
        attempts: Attempts that came to an end, whatever it was.
        refusals: Count by reason code.
        failures: Count by kind of error.
        shards: Committed end of each part of `data/<task>`, by part number.
        rejects: The same for `rejects/<task>`.
    """

    steps: tuple[int, ...]
    cells: Mapping[Cell, int]
    attempts: int
    refusals: Mapping[str, int]
    failures: Mapping[str, int]
    calls: int
    usage: Usage
    shards: tuple[PartEnd, ...]
    rejects: tuple[PartEnd, ...]

    @property
    def accepted(self) -> int:
        """Number of committed rows."""
        return sum(self.cells.values())


@dataclass(frozen=True, slots=True)
class RunHistory:
    """What the journal knows.

    Attributes:
        opened: The first event; None for a journal without a whole event.
        epochs: How many processes have worked on the run.
        epoch: The last of them.
        closed: How the last epoch ended; None while it works or after it died.
        elapsed_s: Seconds worked by the epochs that ended in an orderly way.
        events: Number of events read.
        lost: Billionths of a US dollar that ended processes spent, or may have, and no attempt accounts for.
        config_hashes: Of the configs that any process worked with.
        unsettled: The same of the last process, where it works or died: what it set aside and did not settle.
    """

    opened: Opened | None
    epochs: int
    epoch: Epoch | None
    closed: Closed | None
    elapsed_s: float
    tasks: Mapping[str, TaskHistory]
    events: int
    lost: int = 0
    unsettled: int = 0
    config_hashes: frozenset[str] = frozenset()

    @property
    def settled(self) -> int:
        """Billionths of a US dollar that are known to be spent: by attempts, and what ended processes lost."""
        return sum(task.usage.cost for task in self.tasks.values()) + self.lost

    @property
    def spent(self) -> int:
        """Billionths of a US dollar that a budget has to count: everything that was or may have been paid."""
        return self.settled + self.unsettled


@dataclass(slots=True)
class _Task:
    steps: tuple[int, ...] = ()
    cells: Counter[Cell] = field(default_factory=Counter)
    attempts: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: int = 0
    shards: list[list[int]] = field(default_factory=list)
    rejects: list[list[int]] = field(default_factory=list)

    def count_attempt(self, event: Accepted | Refused | Failed) -> None:
        """Add what every kind of outcome costs."""
        self.attempts += 1
        self.calls += event.calls
        self.prompt_tokens += event.prompt_tokens
        self.completion_tokens += event.completion_tokens
        self.cost += event.cost

    def freeze(self) -> TaskHistory:
        """Return the result."""
        return TaskHistory(
            steps=self.steps,
            cells=dict(self.cells),
            attempts=self.attempts,
            refusals=dict(self.refusals),
            failures=dict(self.failures),
            calls=self.calls,
            usage=Usage(self.prompt_tokens, self.completion_tokens, self.cost),
            shards=tuple(PartEnd(size, rows) for size, rows in self.shards),
            rejects=tuple(PartEnd(size, rows) for size, rows in self.rejects),
        )


class Fold:
    """Takes events one by one; `add` raises ValueError for one that contradicts those before it."""

    def __init__(self) -> None:
        self._opened: Opened | None = None
        self._epochs = 0
        self._epoch: Epoch | None = None
        self._closed: Closed | None = None
        self._elapsed_s = 0.0
        self._events = 0
        self._lost = self._reserved = self._settled = 0
        self._config_hashes: set[str] = set()
        self._tasks: dict[str, _Task] = {}
        self._handlers: dict[Any, Callable[[Any], None]] = {
            Opened: self._open,
            Epoch: self._start,
            Planned: self._plan,
            Reserved: self._reserve,
            Accepted: self._accept,
            Refused: self._refuse,
            Failed: self._fail,
            Closed: self._close,
        }

    def add(self, event: Event) -> None:
        """Take the next event; the first one opens the run."""
        if (type(event) is Opened) != (self._events == 0):
            raise ValueError("the opening event stands on the first line and nowhere else")
        self._handlers[type(event)](event)
        self._events += 1

    def freeze(self) -> RunHistory:
        """Return what the events so far come to."""
        return RunHistory(
            opened=self._opened,
            epochs=self._epochs,
            epoch=self._epoch,
            closed=self._closed,
            elapsed_s=self._elapsed_s,
            tasks={name: task.freeze() for name, task in self._tasks.items()},
            events=self._events,
            lost=self._lost,
            unsettled=self._count_unsettled(),
            config_hashes=frozenset(self._config_hashes),
        )

    def _open(self, event: Opened) -> None:
        self._opened = event
        self._config_hashes.add(event.config_hash)

    def _start(self, event: Epoch) -> None:
        if event.number != self._epochs:
            raise ValueError(f"epoch {event.number} stands where epoch {self._epochs} is due")
        self._lost += self._count_unsettled()
        self._reserved = self._settled = 0
        self._epochs += 1
        self._epoch, self._closed = event, None
        self._config_hashes.add(event.config_hash)

    def _plan(self, event: Planned) -> None:
        self._find_task(event.task).steps = event.steps

    def _reserve(self, event: Reserved) -> None:
        self._reserved += event.amount

    def _accept(self, event: Accepted) -> None:
        task = self._find_task(event.task)
        _extend(task.shards, event)
        task.cells[event.cell] += 1
        self._count(task, event)

    def _refuse(self, event: Refused) -> None:
        task = self._find_task(event.task)
        _extend(task.rejects, event)
        task.refusals[event.reason] += 1
        self._count(task, event)

    def _fail(self, event: Failed) -> None:
        task = self._find_task(event.task)
        task.failures[event.kind] += 1
        self._count(task, event)

    def _count(self, task: _Task, event: Accepted | Refused | Failed) -> None:
        task.count_attempt(event)
        self._settled += event.cost

    def _close(self, event: Closed) -> None:
        self._closed = event
        self._elapsed_s += event.elapsed_s
        self._lost += event.lost
        self._reserved = self._settled = 0

    def _count_unsettled(self) -> int:
        """Return what the tranches of this epoch hold beyond its attempts: a provider may charge more than expected."""
        return max(self._reserved - self._settled, 0)

    def _find_task(self, name: str) -> _Task:
        task = self._tasks.get(name)
        if task is None:
            if not name or name.startswith(".") or set(name) & set("/\\\0:"):
                raise ValueError("a task's name must be a plain folder name")
            task = self._tasks[name] = _Task()
        return task


def _extend(parts: list[list[int]], event: Accepted | Refused) -> None:
    """Grow the part that the event writes to: rows stand without gaps, parts are begun in order."""
    if event.shard == len(parts):
        parts.append([0, 0])
    elif event.shard != len(parts) - 1:
        raise ValueError(f"part {event.shard} is written to out of order")
    end = parts[-1]
    if event.offset != end[0]:
        raise ValueError(f"part {event.shard} ends at byte {end[0]}, and a row is said to start at {event.offset}")
    end[0] += event.size
    end[1] += 1


def fold(events: Iterable[Event]) -> RunHistory:
    """Return what `events` come to; raises ValueError where one contradicts those before it."""
    state = Fold()
    for event in events:
        state.add(event)
    return state.freeze()


def replay(path: Path, watch: Watch | None = None) -> tuple[RunHistory, JournalTail]:
    """Read a journal file into its history and its tail, showing each event to `watch`.

    Raises:
        DamagedFileError: The file was changed, or `watch` takes an event for a contradiction; names line and byte.
    """
    state, reader = Fold(), read_journal(path)
    for event, line, byte in reader:
        try:
            state.add(event)
            if watch is not None:
                watch(event)
        except ValueError as error:
            raise DamagedFileError(path, line, byte, str(error)) from None
    return state.freeze(), reader.tail
