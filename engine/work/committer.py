"""The only writer: judges outcomes against the corpus in arrival order and commits them in groups."""

from collections.abc import Mapping
from typing import Any

import anyio
import anyio.to_thread
import orjson

from engine.errors import ProviderError
from engine.journal import events
from engine.records import Candidate, ErrorKind, Extra, Failed, Finding, Job, Outcome, Refused, Withheld
from engine.sink.commit import GroupCommit
from engine.sink.row import write_row
from engine.work.book import TaskBook, ticket_of
from engine.work.head import Head
from engine.work.stopping import Stop
from engine.work.tally import Tally

MAX_DELAY_S = 0.1
"""The longest that a judged outcome waits for its commit, in seconds."""

BATCH = 256
"""Outcomes that make a commit go out at once."""

BACKLOG = 4 * BATCH
"""Outcomes waiting for the disk at which workers wait too."""


class Committer:
    """Takes outcomes from workers; every one ends in a durable state, in the order in which it arrived.

    Args:
        books: Task name to its books.
        head: Fences outcomes of leases that are no longer in force.
        commit: Writes groups of rows and events to disk.
        tally: Running counts, updated here.
        workflow: Name of the workflow, written to each row.
    """

    def __init__(
        self,
        books: Mapping[str, TaskBook],
        head: Head,
        commit: GroupCommit,
        tally: Tally,
        workflow: str,
    ) -> None:
        self._books, self._head, self._commit, self._tally = books, head, commit, tally
        self._workflow = workflow
        self._waiting = 0
        self._writing = anyio.Lock()
        self._dirty, self._full, self._drained = anyio.Event(), anyio.Event(), anyio.Event()

    def receive(self, finding: Finding) -> None:
        """Judge every outcome of a lease and put its row and event into the next group, then what came beyond."""
        settled = [self._receive(outcome) for outcome in finding.outcomes]
        for extra in finding.extras if any(settled) else ():
            self._offer(extra)

    def _offer(self, extra: Extra) -> None:
        """Take an item that nobody asked for, if it fits somewhere; where it does not, it costs no slot an attempt."""
        book, (reading, measures) = self._books[extra.beside.task], extra.candidate
        if book.judge(reading, book.read_cell(reading.item), measures) is None:
            outcome = self._head.lease_extra(extra)
            if outcome is not None:
                self._receive(outcome)

    def _receive(self, outcome: Outcome) -> bool:
        """Judge one outcome; return False where its lease is not in force."""
        if not self._head.settle(outcome):
            return False
        book = self._books[outcome.job.task]
        match outcome.result:
            case Candidate():
                self._take(book, outcome, outcome.result)
                self._head.record()
            case Refused():
                self._refuse(book, outcome, outcome.result)
                self._head.record()
            case Failed(kind=ErrorKind.FATAL, detail=detail):
                self._give_back(book, outcome)
                self._head.stop(Stop("failed", detail, ProviderError.exit_code))
            case Failed(kind=ErrorKind.RATE_LIMITED, detail=detail):
                self._give_back(book, outcome)
                self._head.stop(Stop("stopped", f"rate limited for hours, so that it stops here: {detail}", 3))
            case Failed(kind=kind, detail=detail):
                self._fail(book, outcome, kind)
                self._head.record(f"{kind}: {detail}")
            case Withheld():
                self._give_back(book, outcome)
        return True

    async def wait_for_room(self) -> None:
        """Wait while the disk is far behind the workers."""
        while self._waiting >= BACKLOG:
            await self._drained.wait()

    async def make_durable(self, event: events.Reserved) -> None:
        """Commit an event that belongs to no attempt, with all that waits."""
        self._commit.journal.add(event)
        await self.flush()

    async def run(self) -> None:
        """Commit groups, at most `MAX_DELAY_S` late, until cancelled."""
        while True:
            await self._dirty.wait()
            if not self._waiting:
                continue
            with anyio.move_on_after(MAX_DELAY_S):
                await self._full.wait()
            if self._waiting:
                await self.flush()

    async def flush(self) -> None:
        """Commit what waits; returns when it is durable.

        Raises:
            StorageError: If the disk refuses; what was committed before stays.
        """
        with anyio.CancelScope(shield=True):
            async with self._writing:
                batch = self._commit.take_batch()
                self._waiting = 0
                # Whoever waits on the events of this batch sees that it is gone, and waits on those of the next.
                self._dirty.set()
                self._full.set()
                self._dirty, self._full = anyio.Event(), anyio.Event()
                await anyio.to_thread.run_sync(self._commit.write, batch)
                self._drained.set()
                self._drained = anyio.Event()

    def _take(self, book: TaskBook, outcome: Outcome, candidate: Candidate) -> None:
        reading = candidate.reading
        cell = book.read_cell(reading.item)
        refusal = book.judge_rewrite(outcome.job, cell) or book.judge(reading, cell, candidate.measures)
        if refusal is not None:
            self._refuse(book, outcome, Refused(refusal, reading.fields))
            return
        job = outcome.job
        self._count(outcome)
        place = book.rows.add(write_row(job.id, reading.item, self._describe(outcome, candidate, cell)))
        event = events.Accepted(job.task, job.slot, job.attempt, job.id, cell, *place, *_cost(outcome))
        self._commit.journal.add(event)
        book.ledger.accept(ticket_of(job), cell)
        book.admit(job.id, reading, job.brief)

    def _refuse(self, book: TaskBook, outcome: Outcome, refused: Refused) -> None:
        job, code = outcome.job, refused.refusal.code
        self._count(outcome)
        line = {
            "id": job.id,
            "reason": code,
            "detail": refused.refusal.detail,
            "item": refused.fields,
            "text": refused.text,
            "meta": {
                "slot": job.slot,
                "attempt": job.attempt,
                "quota": job.quota,
                "brief": job.brief,
                "parent_id": _name_parent(job) or None,
            },
        }
        place = book.rejects.add(orjson.dumps(line))
        where, topic = place[:3], book.refuse(job, code)
        event = events.Refused(job.task, job.slot, job.attempt, code, *where, *_cost(outcome), _name_parent(job), topic)
        self._commit.journal.add(event)
        self._tally.refused[code] += 1

    def _fail(self, book: TaskBook, outcome: Outcome, kind: ErrorKind) -> None:
        job = outcome.job
        self._count(outcome)
        event = events.Failed(job.task, job.slot, job.attempt, kind.value, *_cost(outcome), _name_parent(job))
        self._commit.journal.add(event)
        book.refuse(job)
        self._tally.failed[kind.value] += 1

    def _give_back(self, book: TaskBook, outcome: Outcome) -> None:
        """Let an attempt that does not count come again; what its tries cost is left to the closing event."""
        book.give_back(outcome.job)

    def _describe(self, outcome: Outcome, candidate: Candidate, cell: tuple[str, ...]) -> dict[str, Any]:
        job = outcome.job
        names = self._books[job.task].quota_names
        return {
            "cell": dict(zip(names, cell, strict=True)),
            "slot": job.slot,
            "attempt": job.attempt,
            "brief": job.brief,
            "workflow": self._workflow,
            "persona_id": job.origin.persona if job.origin else None,
            "parent_id": job.origin.parent if job.origin else None,
            "model": outcome.model,
            "prompt_hash": outcome.prompt_hash,
            "prompt_tokens": outcome.usage.prompt_tokens,
            "completion_tokens": outcome.usage.completion_tokens,
            "checks": candidate.measures,
            **_name_benchmark(job),
        }

    def _count(self, outcome: Outcome) -> None:
        self._waiting += 1
        self._dirty.set()
        if self._waiting >= BATCH:
            self._full.set()
        self._tally.calls += outcome.calls
        self._tally.prompt_tokens += outcome.usage.prompt_tokens
        self._tally.completion_tokens += outcome.usage.completion_tokens
        self._tally.cost += outcome.usage.cost


def _name_parent(job: Job) -> str:
    return job.origin.parent if job.origin else ""


def _name_benchmark(job: Job) -> dict[str, Any]:
    """Return the mark of a row that rewrites an item of a benchmark: nothing is to be evaluated on that with it."""
    benchmark = job.origin.benchmark if job.origin else ""
    return {"benchmark": benchmark, "evaluation_use": False} if benchmark else {}


def _cost(outcome: Outcome) -> tuple[int, int, int, int]:
    usage = outcome.usage
    return usage.prompt_tokens, usage.completion_tokens, outcome.calls, usage.cost
