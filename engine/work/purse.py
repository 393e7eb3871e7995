"""Pays for calls: lets each go only when its worst case fits the budget and is covered by a durable tranche."""

from collections.abc import Awaitable, Callable, Iterable

import anyio

from engine.journal.events import Reserved
from engine.providers.prices import Price, take_dearest
from engine.records import Ask, Usage
from engine.schedule.budget import Budget, Verdict, show_usd
from engine.schedule.ceiling import Ceiling
from engine.work.stopping import Stop, StopSignal

OVER_BUDGET = 5
"""Exit code of a run that cannot pay for another call."""


class Purse:
    """Holds the money of a run for all workers; where no call costs anything, it lets everything through.

    Args:
        prices: Prices of everything that may be called, None for what is not known and therefore counts as free.
        budget: Decides.
        commit: Makes an event durable before it returns.
        signal: Says that the run is to stop.
        stop: Stops the run; called when the budget cannot pay for another call.
    """

    def __init__(
        self,
        prices: Iterable[Price | None],
        budget: Budget,
        commit: Callable[[Reserved], Awaitable[None]],
        signal: StopSignal,
        stop: Callable[[Stop], None],
    ) -> None:
        known = [price for price in prices if price is not None and not price.is_free]
        self._price = take_dearest(known) if known else None
        self._budget, self._commit, self._signal, self._stop = budget, commit, signal, stop
        self._ceiling = Ceiling()
        self._turn = anyio.Lock()
        self._opening = False
        self._changed: anyio.Event | None = None

    @property
    def is_free(self) -> bool:
        """Whether nothing that may be called costs anything."""
        return self._price is None

    def bound(self, ask: Ask, max_tokens: int) -> int:
        """Return the most that one call can cost, wherever it goes, in billionths of a US dollar."""
        if self._price is None:
            return 0
        return self._price.bound(*self._ceiling.bound(ask.task, _measure(ask), max_tokens))

    def learn(self, ask: Ask, usage: Usage) -> None:
        """Bound the next calls of a task closer, by what a provider counted for one; never by what was estimated."""
        if self._price is not None:
            self._ceiling.learn(ask.task, _measure(ask), usage.prompt_tokens, usage.completion_tokens)

    async def reserve(self, worst: int) -> bool:
        """Set aside the worst case of one call; return False where the run stops, for want of money or otherwise.

        What was set aside is given back by `settle` or `lose`, once for each True.
        """
        if self._price is None:
            return True
        if self._signal.stop is not None:
            return False
        if self._turn.locked():  # those who wait come first
            return await self._reserve_in_turn(worst)
        decision = self._budget.reserve(worst)
        if decision.verdict is not Verdict.GRANTED:
            return await self._reserve_in_turn(worst)
        if decision.tranche and not self._opening:
            try:
                await self._open(decision.tranche)
            except BaseException:
                self.settle(worst, 0)
                raise
        return True

    def settle(self, reserved: int, cost: int) -> None:
        """End a call that cost `cost`; 0 for one that was not sent, or not charged."""
        if self._price is not None:
            self._budget.settle(reserved, cost)
            self._wake()

    def lose(self, reserved: int) -> None:
        """End a call that was sent and whose end was never learned: it counts as paid, at its worst."""
        if self._price is not None:
            self._budget.lose(reserved)
            self._wake()

    def count_lost(self, booked: int) -> int:
        """Return what was spent and stands in no event, or may have been: for the closing event of this process.

        Args:
            booked: What the journal knows to be spent, over all processes: `Tally.cost`.
        """
        return 0 if self._price is None else max(self._budget.spent + self._budget.unsettled - booked, 0)

    async def _reserve_in_turn(self, worst: int) -> bool:
        # One at a time, in the order in which they came: whoever is in front is woken, the others sleep.
        async with self._turn:
            while self._signal.stop is None:
                decision = self._budget.reserve(worst)
                if decision.verdict is Verdict.GRANTED:
                    return True
                if decision.verdict is Verdict.OVER:
                    said = f"the next call can cost up to {show_usd(worst)}, which is set aside before it is sent"
                    self._stop(Stop("stopped", said, OVER_BUDGET))
                    return False
                if decision.verdict is Verdict.NEEDS_TRANCHE and not self._opening:
                    await self._open(decision.tranche)
                else:
                    self._changed = self._changed or anyio.Event()
                    await self._signal.allows(self._changed.wait)
        return False

    async def _open(self, amount: int) -> None:
        self._opening = True
        try:
            await self._commit(Reserved(amount))
            self._budget.open_tranche(amount)
        finally:
            self._opening = False
            self._wake()

    def _wake(self) -> None:
        if self._changed is not None:
            self._changed.set()
            self._changed = None


def _measure(ask: Ask) -> int:
    return len(ask.prompt.system.encode("utf-8", "replace")) + len(ask.prompt.user.encode("utf-8", "replace"))
