"""Items and personas to requests: the first attempts of the run that would rewrite them, without its calls."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.config.load import LoadedConfig
from engine.config.overlay import Flag
from engine.dataset.personas import list_personas
from engine.dataset.reader import read_whole
from engine.dataset.source import SourceItem, make_row
from engine.errors import InputError, UsageError
from engine.inputs import name_parent
from engine.journal.disk import LocalDisk
from engine.opening import open_inputs, open_session
from engine.requests.request import Request
from engine.rundir import RunDir
from engine.session import Session
from engine.work.worker import list_wanted, write_brief
from prompts.base import TaskSpec


@dataclass(frozen=True, slots=True)
class Wish:
    """What requests are wanted.

    Attributes:
        exams: File of the items.
        personas: File of the personas.
        per_item: Personas for each item.
        total: Requests wanted; None for as many as there are.
    """

    spec: TaskSpec
    exams: Path
    personas: Path
    per_item: int
    total: int | None = None

    def count(self) -> tuple[int, Mapping[str, Mapping[str, int]]]:
        """Return how many requests are to be made, and the labels that rewrites have from their items, by field.

        Raises:
            InputError: If a file cannot be read whole, or holds no item of the task.
            UsageError: If more are wanted than there can be.
        """
        items = [item for item in read_whole(self.exams, (self.spec.name,)) if item.task == self.spec.name]
        if not items:
            raise InputError(self.exams, f"holds no item of {self.spec.name}")
        people = len(list_personas(self.personas))
        most = len(items) * min(self.per_item, people)
        if self.total is not None and self.total > most:
            made = f"{len(items):,} items for {min(self.per_item, people):,} of {people:,} personas each make {most:,}"
            raise UsageError(f"--target-total {self.total:,}: {made}")
        return self.total or most, count_labels(self.spec, [item.fields for item in items])


def count_labels(spec: TaskSpec, rows: Sequence[Mapping[str, object]]) -> dict[str, dict[str, int]]:
    """Return how often each label stands in some rows, by the planned fields that a rewrite has from its item."""
    kept = [dimension.name for dimension in spec.dimensions if dimension.quota and not dimension.movable]
    return {name: dict(Counter(str(row.get(name, "")) for row in rows)) for name in kept}


def list_flags(wish: Wish, total: int, labels: Mapping[str, Mapping[str, int]]) -> list[Flag]:
    """Return what a config says of the run that would send the requests."""
    return [
        Flag("TASK", "task", wish.spec.name),
        Flag("TASK", "workflow", "persona"),
        Flag("--target-total", "target", total),
        Flag("--exams-path", "seeds.file", str(wish.exams)),
        Flag("--personas-path", "personas.file", str(wish.personas)),
        Flag("--per-item-personas", "personas.per_item", wish.per_item),
        *(Flag("--exams-path", f"quotas.{name}", values) for name, values in labels.items()),
    ]


@dataclass(frozen=True, slots=True)
class Built:
    """The requests, and what a person should know about their items."""

    requests: tuple[Request, ...]
    warnings: tuple[str, ...]


def build(loaded: LoadedConfig) -> Built:
    """Return the requests of a config; nothing is sent, and nothing on disk is changed.

    Raises:
        ArabicSynthError: As the run would.
    """
    inputs = open_inputs(loaded)
    with TemporaryDirectory() as folder:
        session = open_session(loaded, inputs, RunDir(Path(folder, "run")), LocalDisk())
    return Built(tuple(_list_requests(session)), inputs.warnings)


def _list_requests(session: Session) -> Iterator[Request]:
    [(task, book)] = session.books.items()
    config, renderer = session.loaded.config, session.renderers[task]
    items = {name_parent(item): item for item in session.inputs.parents[book.spec.name]}
    told = {"temperature": config.generation.temperature, "top_p": config.generation.top_p}
    while (ticket := book.ledger.lease()) is not None:
        job = book.make_job(ticket, config.seed)
        if job is None or job.origin is None:
            wanted = ", ".join(f"{name}={value}" for name, value in zip(book.quota_names, ticket.cell, strict=True))
            raise UsageError(f"no item is left that can be rewritten with {wanted}; ask for fewer, or give more items")
        prompt = renderer.render(list_wanted(job, book.deck.drawn), write_brief(job)).user
        origin = job.origin
        yield Request(origin.parent, origin.description, origin.persona, prompt, told, _state(items[origin.parent]))


def _state(item: SourceItem) -> dict[str, object]:
    return make_row(item)
