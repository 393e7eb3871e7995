"""What the files of a run directory say of it: where it stands, how it grew, what it came near to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from engine.clock import SystemClock
from engine.config.settings import BASE
from engine.errors import InputError
from engine.inspection.status import Status, look_at
from engine.journal.disk import map_errors
from engine.journal.events import Accepted, Epoch, Event, Failed, Planned, Refused
from engine.journal.replay import RunHistory
from engine.rundir import RunDir
from engine.schedule.budget import to_usd


@dataclass(slots=True)
class Step:
    """What a data set did between two growths; `cost` is in billionths of a US dollar, as the journal has it."""

    task: str
    target: int
    attempts: int = 0
    accepted: int = 0
    refused: int = 0
    failed: int = 0
    tokens: int = 0
    cost: int = 0

    @property
    def cost_usd(self) -> float:
        """What it cost, in US dollars."""
        return to_usd(self.cost)

    def count(self, event: Accepted | Refused | Failed) -> None:
        """Add an attempt."""
        self.attempts += 1
        self.accepted += isinstance(event, Accepted)
        self.refused += isinstance(event, Refused)
        self.failed += isinstance(event, Failed)
        self.tokens += event.prompt_tokens + event.completion_tokens
        self.cost += event.cost


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run as its files tell it.

    Attributes:
        manifest: Empty where there is none yet.
        audit: The seeds audit; empty where there is none.
        steps: Growth steps of every data set, in the order in which they were planned.
        models: Those that wrote for it, in order.
    """

    status: Status
    history: RunHistory
    manifest: Mapping[str, Any]
    audit: Mapping[str, Any]
    steps: Sequence[Step]
    models: Sequence[str]

    @property
    def name(self) -> str:
        """Name of the run."""
        return self.history.opened.name if self.history.opened else ""

    @property
    def complete(self) -> bool:
        """Whether every cell holds exactly its target."""
        return self.status.state == "complete"

    @property
    def is_mock(self) -> bool:
        """Whether the mock model composed all of its rows."""
        return bool(self.models) and all(model.split(":")[0] == "mock" for model in self.models)

    @property
    def barred(self) -> bool:
        """Whether nothing is to be evaluated with its rows."""
        return self.manifest.get("evaluation_use") is False

    @property
    def tasks(self) -> list[str]:
        """Tasks with rows that the run is for."""
        return [name for name, task in self.history.tasks.items() if not name.endswith(BASE) and task.accepted]

    @property
    def began(self) -> str:
        """Day on which it was begun (UTC)."""
        opened = self.history.opened
        return datetime.fromtimestamp(opened.time, UTC).strftime("%Y-%m-%d") if opened else ""

    @property
    def ended(self) -> str:
        """Day on which it ended last (UTC)."""
        closed = self.history.closed
        return datetime.fromtimestamp(closed.time, UTC).strftime("%Y-%m-%d") if closed else ""

    def list_cells(self, task: str) -> list[Mapping[str, Any]]:
        """Return `{cell, target, accepted}` of one task, without its name in the cell."""
        return [
            {**each, "cell": {name: value for name, value in each["cell"].items() if name != "task"}}
            for each in self.status.cells
            if each["cell"].get("task", task) == task
        ]


def read_run(path: Path) -> RunFacts:
    """Return what a run directory says of itself, also of one that works or died.

    Raises:
        UsageError: If the folder holds no run.
        DamagedFileError: If its journal was changed.
        InputError: If another file of it is no JSON.
    """
    run = RunDir(path)
    growth = _Growth()
    status, history = look_at(run, SystemClock(), growth.watch)
    return RunFacts(status, history, _read(run.manifest), _read(run.seeds_audit), growth.steps, [*growth.models])


@dataclass(slots=True)
class _Growth:
    steps: list[Step] = field(default_factory=list)
    models: dict[str, None] = field(default_factory=dict)
    _current: dict[str, Step] = field(default_factory=dict)

    def watch(self, event: Event) -> None:
        """See the next event of the journal."""
        if isinstance(event, Epoch):
            self.models[event.model] = None
        elif isinstance(event, Planned):
            known = sum(step.task == event.task for step in self.steps)
            self.steps += [Step(event.task, target) for target in event.steps[known:]]
            self._current[event.task] = next(step for step in reversed(self.steps) if step.task == event.task)
        elif isinstance(event, Accepted | Refused | Failed) and (step := self._current.get(event.task)):
            step.count(event)


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    with map_errors(path, "read"):
        content = path.read_bytes()
    try:
        found: dict[str, Any] = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise InputError(path, f"is no JSON: {error}") from None
    return found
