"""Decides whether a call may be paid for: within the limit, and out of a tranche that the journal already knows.

Amounts are billionths of a US dollar, so that sums are exact. What a process spends moves through four accounts:

    not yet opened -> tranche (durable in the journal) -> reserved for a call in flight -> settled, or lost

After a crash everything of its tranches that was not settled counts as spent: nobody knows which calls were paid.
"""

from decimal import ROUND_FLOOR, Decimal
from enum import Enum
from typing import NamedTuple

NANO = 10**9
"""Billionths in one US dollar."""

SHARE_OF_REST = 32
"""A tranche is this part of what is left, as long as that covers all calls in flight: a crash takes no more."""

WITHOUT_LIMIT = 2
"""Without a limit a tranche is so many times what is in flight."""


class Verdict(Enum):
    """What becomes of a wish to spend."""

    GRANTED = "granted"
    NEEDS_TRANCHE = "needs a tranche"
    WAIT = "wait"
    OVER = "over"


class Decision(NamedTuple):
    """An answer to a wish to spend.

    Attributes:
        verdict: GRANTED: it is reserved. NEEDS_TRANCHE: open one and ask again. WAIT: it would fit if calls in flight
            cost less than was reserved for them. OVER: it never will.
        tranche: Amount to be opened; where the wish was granted, it is time to open it before the next ones wait.
    """

    verdict: Verdict
    tranche: int = 0


class Budget:
    """What a run may spend, has spent and could still have to pay for; over all its processes.

    As long as no call costs more than was reserved for it, `spent + unsettled` never exceeds the limit, and the
    tranches opened so far cover everything that this process has spent and reserved.

    Args:
        limit: The most to spend, in billionths of a US dollar; None for no limit.
        spent: What earlier processes spent.
    """

    def __init__(self, limit: int | None, spent: int) -> None:
        self._limit, self._before = limit, spent
        self._settled = self._lost = self._unsettled = self._opened = 0

    @property
    def spent(self) -> int:
        """What was paid or has to be taken as paid, by this process and those before it."""
        return self._before + self._settled + self._lost

    @property
    def lost(self) -> int:
        """What this process reserved for calls whose end it never learned."""
        return self._lost

    @property
    def unsettled(self) -> int:
        """What is reserved for calls in flight."""
        return self._unsettled

    def reserve(self, amount: int) -> Decision:
        """Decide on the worst case of one call; only where it is granted is anything reserved."""
        if self._limit is not None and self.spent + self._unsettled + amount > self._limit:
            return Decision(Verdict.WAIT if self.spent + amount <= self._limit else Verdict.OVER)
        rest = self._opened - self._settled - self._lost - self._unsettled
        if rest < amount:
            return Decision(Verdict.NEEDS_TRANCHE, self._size_tranche(amount, rest))
        self._unsettled += amount
        # While the next tranche is on its way to the disk, the others can go on from what is left of this one.
        size = self._size_tranche(0, 0) if rest - amount < self._unsettled else 0
        return Decision(Verdict.GRANTED, size if 2 * (rest - amount) < size else 0)

    def open_tranche(self, amount: int) -> None:
        """Spend from a tranche that has become durable."""
        self._opened += amount

    def settle(self, reserved: int, cost: int) -> None:
        """End a call that cost `cost`, which may be more than was reserved for it."""
        self._unsettled -= reserved
        self._settled += cost

    def lose(self, reserved: int) -> None:
        """End a call that was sent and whose end was never learned: the worst case counts as spent."""
        self._unsettled -= reserved
        self._lost += reserved

    def _size_tranche(self, amount: int, rest: int) -> int:
        """Return how much to open for a call of `amount` where `rest` is left of the tranches so far."""
        in_flight, lacking = self._unsettled + amount, amount - rest
        if self._limit is None:
            return max(WITHOUT_LIMIT * in_flight, lacking)
        left = self._limit - self._before - self._opened
        return max(min(max(left // SHARE_OF_REST, in_flight, lacking), left), 0)


def read_usd(usd: float) -> int:
    """Return an amount in billionths of a US dollar, rounded down."""
    return int((Decimal(str(usd)) * NANO).to_integral_value(ROUND_FLOOR))


def to_usd(amount: int) -> float:
    """Return billionths of a US dollar in US dollars."""
    return amount / NANO


def show_usd(amount: int) -> str:
    """Return an amount with cents, or with as many digits as a small one needs to have two of its own."""
    usd = Decimal(amount) / NANO
    places = 2 if not amount or usd >= 1 else min(9, max(2, 1 - usd.adjusted()))
    return f"${usd:,.{places}f}"
