"""The authority over leases: hands out jobs, knows what is in flight, and when the run is over."""

from collections.abc import Callable, Mapping, Sequence

import anyio

from engine.records import Extra, Job, Lease, Outcome, Usage
from engine.schedule.failures import FailureGuard
from engine.work.book import TaskBook
from engine.work.stopping import LIMIT_REACHED, Stop, StopSignal
from quotas.ledger import Ticket

MOST_PASSED = 32
"""Slots that are passed over at a time because nothing is there that they could rewrite."""


class Head:
    """Hands out leases until the run is complete, starved, stopped or told to stop.

    Args:
        books: Task name to its books.
        run_seed: Seed of the run.
        epoch: Number of this process among all that worked on the run.
        limit: Rows to accept newly before stopping; None for all.
        guard: Stops a run that only fails.
        jobs_per_lease: Jobs that one call may be made for, all of one task.
    """

    def __init__(
        self,
        books: Mapping[str, TaskBook],
        run_seed: int,
        epoch: int,
        limit: int | None,
        guard: FailureGuard,
        jobs_per_lease: int = 1,
    ) -> None:
        self._books, self._run_seed, self._epoch, self._guard = books, run_seed, epoch, guard
        self._turn = list(books.values())
        self._first_accepted = self.accepted
        self._limit = limit
        self._jobs_per_lease = jobs_per_lease
        self._open: dict[str, tuple[int, Job]] = {}
        self._leases = 0
        self._count_waiting: Callable[[], int] = int
        self._changed: anyio.Event | None = None
        self.signal = StopSignal()
        self._blocked: dict[str, int] = {}

    @property
    def accepted(self) -> int:
        """Rows accepted so far, over all tasks and resumes, without those that are only there for others."""
        return sum(book.ledger.accepted for book in self._books.values() if not book.is_base)

    @property
    def in_flight(self) -> int:
        """Jobs handed out and not settled."""
        return len(self._open)

    @property
    def sent(self) -> int:
        """Jobs whose calls were sent and are not settled: those handed out, without those that wait for their turn."""
        return max(0, len(self._open) - self._jobs_per_lease * self._count_waiting())

    def heed_line(self, count_waiting: Callable[[], int]) -> None:
        """Learn how to count the calls that wait for their turn."""
        self._count_waiting = count_waiting

    @property
    def stopped(self) -> Stop | None:
        """Why the run was told to stop, or None while it was not."""
        return self.signal.stop

    def stop(self, stop: Stop) -> None:
        """Hand out no further lease; the first reason given stands."""
        self.signal.set(stop)
        self._wake()

    def next_lease(self) -> Lease | None:
        """Return the next lease, or None when there is none now; tasks take turns."""
        if self.over:  # also where a data set that is only there for others could still get rows
            return None
        for _ in range(len(self._turn)):
            book = self._turn.pop(0)
            self._turn.append(book)
            self._leases += 1
            job = self._hand_out(book)
            if job is None:
                continue
            jobs = [job]
            # Of a short reply to several rewrites nobody could say which item each of them rewrites.
            most = self._jobs_per_lease if book.parents is None else 1
            while len(jobs) < most and (job := self._hand_out(book)) is not None:
                jobs.append(job)
            return Lease(self._leases, self._epoch, tuple(jobs))
        return None

    def lease_extra(self, extra: Extra) -> Outcome | None:
        """Return an item beyond those asked for as the outcome of a job of its own; None while there is none to do."""
        book = self._books[extra.beside.task]
        if book.parents is not None:  # nobody can say what it rewrites
            return None
        self._leases += 1
        job = self._hand_out(book)
        if job is None:
            return None
        job = job._replace(brief=extra.beside.brief)
        return Outcome(self._leases, self._epoch, job, extra.candidate, Usage(), 0, extra.model, extra.prompt_hash)

    def settle(self, outcome: Outcome) -> bool:
        """End the job of `outcome`; return False where its lease is not in force, so that it must be dropped."""
        lease, _ = self._open.get(outcome.job.id, (None, None))
        if outcome.epoch != self._epoch or outcome.lease != lease:
            return False
        del self._open[outcome.job.id]
        self._wake()
        return True

    def record(self, failure: str | None = None) -> None:
        """Count one attempt that ended; stop at the limit, and after too many failures in a row.

        Args:
            failure: What ended it without a reply; None where there was one.
        """
        self._guard.record(failed=failure is not None)
        if self._guard.tripped:
            self.stop(Stop("failed", f"too many attempts failed in a row, the last with {failure}", 3))
        if self._limit is not None and self.accepted - self._first_accepted >= self._limit:
            self.stop(LIMIT_REACHED)

    def revoke(self) -> None:
        """Take back every job in flight; its attempt was not counted and its number is free again."""
        for _, job in self._open.values():
            self._books[job.task].give_back(job)
        self._open.clear()
        self._wake()

    @property
    def over(self) -> bool:
        """Whether no lease will ever be handed out again."""
        return self.stopped is not None or all(
            book.ledger.exhausted for book in self._books.values() if not book.is_base
        )

    async def wait_for_change(self) -> None:
        """Wait until a lease is settled or the run is told to stop."""
        if self._changed is None:
            self._changed = anyio.Event()
        await self._changed.wait()

    def _hand_out(self, book: TaskBook) -> Job | None:
        """Return the next job of a task, open under the lease of now; None where slots or allowance are at an end.

        A slot is passed over while nothing is there that it could rewrite, and given up once nothing will be.
        """
        while self._has_allowance() and not self._is_blocked(book):
            passed: list[Ticket] = []
            job = None
            while job is None and len(passed) < MOST_PASSED and (ticket := book.ledger.lease()) is not None:
                job = book.make_job(ticket, self._run_seed)
                if job is None:
                    passed.append(ticket)
            for ticket in passed:
                book.ledger.release(ticket)
            if job is not None:
                self._open[job.id] = self._leases, job
            if job is not None or not passed:
                return job
            self._block(book, passed)
        return None

    def _is_blocked(self, book: TaskBook) -> bool:
        """Whether a task waits for another, or for anything to rewrite where no slot found it and it may still come."""
        if book.waits:
            return True
        return book.parents is not None and self._blocked.get(book.name) == book.parents.changes and self._is_fed(book)

    def _block(self, book: TaskBook, passed: Sequence[Ticket]) -> None:
        if book.parents is None or (not self._is_fed(book) and book.parents.lift()):
            return
        if self._is_fed(book):
            self._blocked[book.name] = book.parents.changes
            return
        for ticket in passed:
            book.ledger.give_up(ticket.cell)
        self._wake()

    def _is_fed(self, book: TaskBook) -> bool:
        """Whether anything may still come that a task could rewrite: new items, or those that are in flight."""
        feeding = any(other.feeds is book.parents and not other.ledger.exhausted for other in self._books.values())
        return feeding or any(job.task == book.name for _, job in self._open.values())

    def _has_allowance(self) -> bool:
        # Rows in flight count against the limit, so that no good row is paid for and then not taken.
        if self._limit is None:
            return True
        return self.accepted - self._first_accepted + self.in_flight < self._limit

    def _wake(self) -> None:
        if self._changed is not None:
            self._changed.set()
            self._changed = None
