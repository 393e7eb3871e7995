"""What the head keeps for one task of the run: its account of slots, its corpus checks, and where its rows go."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.identity import name_row, number_attempt
from engine.records import Cell, Job
from engine.schedule.brief import BriefDeck
from engine.sink.shards import ShardWriter
from prompts.base import TaskSpec
from quotas.ledger import Ledger, Ticket
from validators.base import CorpusCheck, Item, Measures, Reading, Refusal
from validators.corpus.statistics import CorpusStatistics


@dataclass(frozen=True, slots=True)
class TaskBook:
    """One task's books.

    Attributes:
        quota_names: Names of the quota dimensions, in the order of a cell's values.
        corpus: Checks against the rows accepted so far.
        statistics: Watches all rows together.
        rows: Shards of accepted rows.
        rejects: Shards of refused candidates.
    """

    spec: TaskSpec
    ledger: Ledger
    deck: BriefDeck
    quota_names: tuple[str, ...]
    corpus: Sequence[CorpusCheck]
    statistics: CorpusStatistics
    rows: ShardWriter
    rejects: ShardWriter

    def make_job(self, ticket: Ticket, run_seed: int) -> Job:
        """Return the job that tries `ticket`: its id, seed and brief follow from run seed, task, slot and attempt."""
        task = self.spec.name
        number = number_attempt(run_seed, task, ticket.slot, ticket.attempt)
        return Job(
            task=task,
            slot=ticket.slot,
            attempt=ticket.attempt,
            id=name_row(task, ticket.slot, ticket.attempt, number),
            seed=number,
            quota=dict(zip(self.quota_names, ticket.cell, strict=True)),
            brief=self.deck.draw(number),
        )

    def read_cell(self, item: Item) -> Cell:
        """Return the cell that an item really has, from its own fields."""
        return tuple(str(item.fields.get(name, "")) for name in self.quota_names)

    def judge(self, reading: Reading, cell: Cell, measures: Measures) -> Refusal | None:
        """Return why the run cannot take an item now, or None."""
        if not self.ledger.room(cell):
            return Refusal("no_room", ", ".join(cell))
        for check in self._checks:
            refusal = check.judge(reading, measures)
            if refusal is not None:
                return refusal
        return None

    @property
    def _checks(self) -> tuple[CorpusCheck, ...]:
        return (*self.corpus, self.statistics)

    def admit(self, reading: Reading) -> None:
        """Make every corpus check remember an accepted item."""
        for check in self._checks:
            check.admit(reading)


def ticket_of(job: Job) -> Ticket:
    """Return the ledger's ticket for `job`."""
    return Ticket(job.slot, job.attempt, tuple(job.quota.values()))
