"""Why a run ends, and the signal by which everything that waits is told so."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import anyio
from anyio import CancelScope


@dataclass(frozen=True, slots=True)
class Stop:
    """How a run ends.

    Attributes:
        state: `complete`, `starved`, `stopped`, `interrupted` or `failed`; `running` while it works.
        reason: For people; may quote a provider.
        exit_code: Of the process.
    """

    state: str
    reason: str
    exit_code: int


LIMIT_REACHED = Stop("stopped", "the asked number of new rows was accepted", 0)
INTERRUPTED = Stop("interrupted", "asked to stop", 130)


class StopSignal:
    """Set once, with the reason; lets waits end early."""

    def __init__(self) -> None:
        self.stop: Stop | None = None
        self._event: anyio.Event | None = None

    def set(self, stop: Stop) -> None:
        """Tell everybody to stop; the first reason stands."""
        if self.stop is None:
            self.stop = stop
            if self._event is not None:
                self._event.set()

    async def allows(self, wait: Callable[[], Awaitable[None]]) -> bool:
        """Carry out a wait; return False where the run was told to stop before its end."""
        if self.stop is not None:
            return False
        self._event = self._event or anyio.Event()
        async with anyio.create_task_group() as group:
            group.start_soon(self._cancel, group.cancel_scope, self._event)
            await wait()
            group.cancel_scope.cancel()
        return self.stop is None

    @staticmethod
    async def _cancel(scope: CancelScope, event: anyio.Event) -> None:
        await event.wait()
        scope.cancel()
