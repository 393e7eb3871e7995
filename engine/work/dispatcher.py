"""Runs the workers, the committer and the signal handlers of one process until the head says that it is over."""

import threading
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import anyio

from engine.errors import ArabicSynthError
from engine.work.committer import Committer
from engine.work.head import Head
from engine.work.signals import listen
from engine.work.stopping import INTERRUPTED
from engine.work.worker import Worker

Side = Callable[[], Coroutine[Any, Any, None]]
"""Something that goes on beside the work until it ends, such as a display."""


class Dispatcher:
    """Drives a run: C workers over the head's leases, one committer, and what goes on beside them.

    Args:
        head: Hands out leases.
        worker: Turns leases into outcomes; shared, because it keeps no state.
        committer: Takes the outcomes.
        concurrency: Number of workers.
        sides: Coroutines that are cancelled when the work is over.
        tell: Takes what a person should know when a signal came.
    """

    def __init__(
        self,
        head: Head,
        worker: Worker,
        committer: Committer,
        concurrency: int,
        sides: Sequence[Side] = (),
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._head, self._worker, self._committer = head, worker, committer
        self._concurrency, self._sides, self._tell = concurrency, sides, tell

    async def run(self) -> None:
        """Work until the head is over, then commit what is left.

        Raises:
            ArabicSynthError: The first error that ended the run, such as a full disk.
        """
        try:
            await self._run()
        except BaseExceptionGroup as group:
            raise _first_of_ours(group) or group from None

    async def _run(self) -> None:
        async with anyio.create_task_group() as beside:
            beside.start_soon(self._committer.run)
            beside.start_soon(self._listen_for_signals)
            for side in self._sides:
                beside.start_soon(side)
            async with anyio.create_task_group() as workers:
                self._workers = workers
                for _ in range(self._concurrency):
                    workers.start_soon(self._loop)
            beside.cancel_scope.cancel()
        self._head.revoke()
        await self._committer.flush()

    async def _loop(self) -> None:
        while not self._head.over:
            lease = self._head.next_lease()
            if lease is None:
                if not self._head.over:  # looking for a lease may be what ended it
                    await self._head.wait_for_change()
                continue
            self._committer.receive(await self._worker.work(lease))
            await self._committer.wait_for_room()

    async def _listen_for_signals(self) -> None:
        if threading.current_thread() is threading.main_thread():
            await listen(self._interrupt)

    def _interrupt(self) -> None:
        """Let what was sent be answered; at the second time, or where the run stops already, drop it."""
        if self._head.stopped is not None:
            self._workers.cancel_scope.cancel()
            return
        self._head.stop(INTERRUPTED)
        calls = f"{self._head.sent} call{'' if self._head.sent == 1 else 's'}"
        self._tell(f"stopping: waiting for {calls} in flight; press Ctrl-C again to stop at once")


def _first_of_ours(group: BaseExceptionGroup[BaseException]) -> ArabicSynthError | None:
    for error in group.exceptions:
        found = _first_of_ours(error) if isinstance(error, BaseExceptionGroup) else error
        if isinstance(found, ArabicSynthError):
            return found
    return None
