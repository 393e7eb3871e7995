"""The authority over leases: hands out jobs, knows what is in flight, and when the run is over."""

from collections.abc import Mapping
from dataclasses import dataclass

import anyio

from engine.records import Job, Lease, Outcome
from engine.schedule.failures import FailureGuard
from engine.work.book import TaskBook, ticket_of


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a run hands out no further lease before it is done.

    Attributes:
        state: `stopped`, `interrupted` or `failed`.
        reason: For people; may quote a provider.
        exit_code: Of the process.
    """

    state: str
    reason: str
    exit_code: int


LIMIT_REACHED = Stop("stopped", "the asked number of new rows was accepted", 0)
INTERRUPTED = Stop("interrupted", "asked to stop", 130)
ONLY_FAILURES = Stop("failed", "too many attempts failed in a row", 3)


class Head:
    """Hands out leases until the run is complete, starved, stopped or told to stop.

    Args:
        books: Task name to its books.
        run_seed: Seed of the run.
        epoch: Number of this process among all that worked on the run.
        limit: Rows to accept newly before stopping; None for all.
        guard: Stops a run that only fails.
    """

    def __init__(
        self, books: Mapping[str, TaskBook], run_seed: int, epoch: int, limit: int | None, guard: FailureGuard
    ) -> None:
        self._books, self._run_seed, self._epoch, self._guard = books, run_seed, epoch, guard
        self._turn = list(books.values())
        self._first_accepted = self.accepted
        self._limit = limit
        self._open: dict[str, Job] = {}
        self._leases = 0
        self._changed: anyio.Event | None = None
        self.stopped: Stop | None = None

    @property
    def accepted(self) -> int:
        """Rows accepted so far, over all tasks and resumes."""
        return sum(book.ledger.accepted for book in self._books.values())

    @property
    def in_flight(self) -> int:
        """Jobs handed out and not settled."""
        return len(self._open)

    @property
    def complete(self) -> bool:
        """Whether every cell of every task holds its target."""
        return all(book.ledger.complete for book in self._books.values())

    def stop(self, stop: Stop) -> None:
        """Hand out no further lease; the first reason given stands."""
        if self.stopped is None:
            self.stopped = stop
        self._wake()

    def next_lease(self) -> Lease | None:
        """Return the next lease, or None when there is none now; tasks take turns."""
        if self.stopped is not None or not self._has_allowance():
            return None
        for _ in range(len(self._turn)):
            book = self._turn.pop(0)
            self._turn.append(book)
            ticket = book.ledger.lease()
            if ticket is not None:
                job = book.make_job(ticket, self._run_seed)
                self._open[job.id] = job
                self._leases += 1
                return Lease(self._leases, self._epoch, (job,))
        return None

    def settle(self, outcome: Outcome) -> bool:
        """End the job of `outcome`; return False where it is not in force, so that the outcome must be dropped."""
        if outcome.epoch != self._epoch or self._open.pop(outcome.job.id, None) is None:
            return False
        self._wake()
        return True

    def record(self, *, failed: bool) -> None:
        """Count one settled attempt; too many failed ones in a row stop the run."""
        self._guard.record(failed=failed)
        if self._guard.tripped:
            self.stop(ONLY_FAILURES)

    def revoke(self) -> None:
        """Take back every job in flight; its attempt was not counted and its number is free again."""
        for job in self._open.values():
            self._books[job.task].ledger.release(ticket_of(job))
        self._open.clear()
        self._wake()

    @property
    def over(self) -> bool:
        """Whether no lease will ever be handed out again."""
        if self.stopped is None and self._limit is not None and self.accepted - self._first_accepted >= self._limit:
            self.stopped = LIMIT_REACHED
        return self.stopped is not None or all(book.ledger.exhausted for book in self._books.values())

    async def wait_for_change(self) -> None:
        """Wait until a lease is settled or the run is told to stop."""
        if self._changed is None:
            self._changed = anyio.Event()
        await self._changed.wait()

    def _has_allowance(self) -> bool:
        # Rows in flight count against the limit, so that no good row is paid for and then not taken.
        if self._limit is None:
            return True
        return self.accepted - self._first_accepted + self.in_flight < self._limit

    def _wake(self) -> None:
        if self._changed is not None:
            self._changed.set()
            self._changed = None
