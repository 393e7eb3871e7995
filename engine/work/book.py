"""What the head keeps for one task of the run: its account of slots, its corpus checks, and where its rows go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.expansion import Expansion
from engine.identity import name_row, number_attempt
from engine.records import Cell, Job, Origin
from engine.schedule.brief import SHIFT, BriefDeck
from engine.schedule.parents import Parents
from engine.sink.shards import ShardWriter
from prompts.base import TaskSpec
from prompts.values import LONGEST_VALUE
from quotas.ledger import Ledger, Ticket
from validators.base import CorpusCheck, Item, Measures, Reading, Refusal
from validators.corpus.statistics import CorpusStatistics

NO_ROOM = "no_room"
"""Reason code of an item whose cell is full."""

COPIES = ("duplicate", "near_duplicate", "leak")
"""What the reason codes of copies begin with."""

_OF_BRIEFS = ("persona", "parent", "style", SHIFT)


@dataclass(frozen=True, slots=True)
class TaskBook:
    """The books of one data set: a task, or a stage of it.

    Attributes:
        name: Name of the data set.
        quota_names: Names of the quota dimensions, in the order of a cell's values.
        corpus: Checks against the rows accepted so far.
        statistics: Watches all rows together.
        rows: Shards of accepted rows.
        rejects: Shards of refused candidates.
        parents: What its rows rewrite; None where they are new.
        feeds: Where its own rows are rewritten; None where they are not.
        expands: Takes its own rows as topics of other briefs; None where they are none.
        after: The account of the data set that must be at its end before anything is asked for; None for none.
    """

    name: str
    spec: TaskSpec
    ledger: Ledger
    deck: BriefDeck
    quota_names: tuple[str, ...]
    corpus: Sequence[CorpusCheck]
    statistics: CorpusStatistics
    rows: ShardWriter
    rejects: ShardWriter
    parents: Parents | None = None
    feeds: Parents | None = None
    expands: Expansion | None = None
    after: Ledger | None = None

    @property
    def is_base(self) -> bool:
        """Whether its rows are only there for those of another data set."""
        return self.feeds is not None or self.expands is not None

    @property
    def waits(self) -> bool:
        """Whether another data set must be at its end first."""
        return self.after is not None and not self.after.exhausted

    def make_job(self, ticket: Ticket, run_seed: int) -> Job | None:
        """Return the job that tries `ticket`: its id, seed and brief follow from run seed, task, slot and attempt.

        None where it is to rewrite something, and nothing that fits is there.
        """
        origin = self.parents.draw(ticket.cell) if self.parents is not None else None
        if self.parents is not None and origin is None:
            return None
        return self._make_job(ticket, run_seed, origin)

    def preview_job(self, ticket: Ticket, run_seed: int) -> Job:
        """Return the job that would try `ticket` first; nothing is drawn for it."""
        return self._make_job(ticket, run_seed, self.parents.preview(ticket.cell) if self.parents is not None else None)

    def _make_job(self, ticket: Ticket, run_seed: int, origin: Origin | None) -> Job:
        task = self.name
        number = number_attempt(run_seed, task, ticket.slot, ticket.attempt)
        quota = dict(zip(self.quota_names, ticket.cell, strict=True))
        return Job(
            task=task,
            slot=ticket.slot,
            attempt=ticket.attempt,
            id=name_row(task, ticket.slot, ticket.attempt, number),
            seed=number,
            quota=quota,
            brief=self._draw_brief(number, quota, origin),
            origin=origin,
        )

    def _draw_brief(self, number: int, quota: Mapping[str, str], origin: Origin | None) -> Mapping[str, str]:
        brief = self.deck.draw(number, quota)
        if origin is None:
            return brief
        shift = {SHIFT: brief[SHIFT]} if SHIFT in brief else {}
        kept = {name: quota.get(name, value) for name, value in origin.values.items()}
        return {**kept, "persona": origin.persona, **shift}

    def read_cell(self, item: Item) -> Cell:
        """Return the cell that an item really has, from its own fields."""
        return tuple(str(item.fields.get(name, "")) for name in self.quota_names)

    def judge_rewrite(self, job: Job, cell: Cell) -> Refusal | None:
        """Return a refusal where a rewrite has another subject or label than its item, which nobody asked it for."""
        planned = tuple(job.quota.values())
        if self.parents is None or self.parents.keeps(planned, cell):
            return None
        return Refusal("not_kept", f"{', '.join(cell)} in place of {', '.join(planned)}")

    def judge(self, reading: Reading, cell: Cell, measures: Measures) -> Refusal | None:
        """Return why the run cannot take an item now, or None."""
        if not self.ledger.room(cell):
            return Refusal(NO_ROOM, ", ".join(cell))
        for check in self._checks:
            refusal = check.judge(reading, measures)
            if refusal is not None:
                return refusal
        return None

    @property
    def _checks(self) -> tuple[CorpusCheck, ...]:
        return (*self.corpus, self.statistics)

    def admit(self, name: str, reading: Reading, brief: Mapping[str, str]) -> None:
        """Make every check and the draw of briefs remember an accepted item, and offer it to whoever uses it."""
        for check in self._checks:
            check.admit(reading)
        self.deck.record(brief, accepted=True, copied=False)
        if self.feeds is not None:
            add_parent(self.feeds, self.spec, name, reading.item, self.read_cell(reading.item))
        if self.expands is not None:
            self.expands.take(reading.item)

    def give_back(self, job: Job) -> None:
        """Let an attempt that does not count come again."""
        self.ledger.release(ticket_of(job))
        self._return_origin(job)

    def refuse(self, job: Job, code: str = "") -> str:
        """Count an attempt without a row, and return what a copy was about: later briefs turn to something else.

        Args:
            job: The attempt.
            code: Reason code; empty where there was no reply.
        """
        self.ledger.refuse(ticket_of(job))
        self._return_origin(job)
        copied = code.startswith(COPIES)
        self.deck.record(job.brief, accepted=False, copied=copied)
        return self.deck.topic_key(job.brief) if copied and job.origin is None else ""

    def _return_origin(self, job: Job) -> None:
        if self.parents is not None and job.origin is not None:
            self.parents.give_back(job.origin.parent, job.origin.persona)


def add_parent(
    parents: Parents,
    spec: TaskSpec,
    name: str,
    item: Item,
    cell: Cell,
    requests: Mapping[str, str] | None = None,
    benchmark: str = "",
) -> None:
    """Offer an item to be rewritten: its texts but for the explanation, and what its rewrites keep of its fields.

    Raises:
        ValueError: For an id that is there already, or a request for somebody who is none of the personas.
    """
    fields = item.fields
    kept = [each.name for each in spec.dimensions if not each.movable and fields.get(each.name)]
    values = {each: str(fields[each]) for each in kept}
    if not benchmark:  # beside its content a row of ours holds what quotas planned, one of a benchmark anything
        values |= _list_own(spec, fields)
    parents.add(name, spec.tell(fields), values, cell, requests, benchmark)


def _list_own(spec: TaskSpec, fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of an item that only a quota of the user's own can have planned."""
    others = {*spec.reply_model.model_fields, *(each.name for each in spec.dimensions), *spec.facets, *_OF_BRIEFS}
    return {
        name: value
        for name, value in fields.items()
        if name not in others and name.isidentifier() and isinstance(value, str) and 0 < len(value) <= LONGEST_VALUE
    }


def ticket_of(job: Job) -> Ticket:
    """Return the ledger's ticket for `job`."""
    return Ticket(job.slot, job.attempt, tuple(job.quota.values()))
