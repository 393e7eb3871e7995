"""The running account on top of a plan: what is leased, spent and accepted, and what may be tried next."""

from array import array
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from quotas.plan import Cell, Plan
from quotas.refill import Refill


class Ticket(NamedTuple):
    """The right to one attempt at one slot.

    Attributes:
        attempt: Number of the attempt at this slot, from 0; settled attempts never share a number.
        cell: The slot's planned cell.
    """

    slot: int
    attempt: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class CellCount:
    """Where one cell stands; `attempts` are those at its own slots that ended."""

    target: int
    accepted: int
    attempts: int


class Ledger:
    """Accepts rows into planned cells and hands out attempts; no cell ever holds more than its target.

    A cell may spend `attempts_per_row * target + 100` attempts, counted for the planned cell of the slot, whichever
    cell the row goes to; attempts in flight count.
    """

    def __init__(self, plan: Plan, attempts_per_row: int = 20) -> None:
        self.plan = plan
        self._targets = array("q", plan.cell_targets.astype("q").tobytes())
        self._caps = array("q", (plan.cell_targets.astype("q") * attempts_per_row + 100).tobytes())
        self._accepted = array("q", bytes(8 * len(self._targets)))
        self._spent = array("q", bytes(8 * len(self._targets)))
        self._refill = Refill(plan)
        self._flying: dict[int, int] = {}  # slot to attempt
        self._open_cells = len(self._targets)  # neither full nor at their caps, which are never 0
        self._rows = 0
        self._ended = 0

    @property
    def accepted(self) -> int:
        """Rows accepted in all."""
        return self._rows

    @property
    def attempts(self) -> int:
        """Attempts that ended and count, in all."""
        return self._ended

    @property
    def in_flight(self) -> int:
        """Tickets that are not settled."""
        return len(self._flying)

    @property
    def complete(self) -> bool:
        """Whether every cell holds its target."""
        return self._rows == self.plan.target

    @property
    def exhausted(self) -> bool:
        """Whether nothing can be leased and nothing is in flight."""
        return not self._flying and not self._open_cells

    def lease(self) -> Ticket | None:
        """Return the next attempt, fresh slots first, or None while there is nothing to try."""
        found = self._refill.find(self._spent, self._caps)
        if found is None:
            return None
        slot, attempt, cell = found
        self._refill.take(slot)
        self._count(cell, spent=1)
        self._flying[slot] = attempt
        return Ticket(slot, attempt, self.plan.cell_at(cell))

    def release(self, ticket: Ticket) -> None:
        """End a lease that does not count; its attempt number may come again.

        The cell may spend one more attempt: a slot of it that found none left is tried first.

        Raises:
            ValueError: For a ticket that is not in flight.
        """
        self._land(ticket)
        cell = self.plan.cell_number(ticket.slot)
        self._count(cell, spent=-1)
        self._refill.unpark_one(cell)
        self._refill.put_back(ticket.slot, ticket.attempt)

    def refuse(self, ticket: Ticket) -> None:
        """Count an attempt without a row; its slot is open again.

        Raises:
            ValueError: For a ticket that is not in flight.
        """
        self._land(ticket)
        self._ended += 1
        self._refill.put_back(ticket.slot, ticket.attempt + 1)

    def give_up(self, cell: Cell) -> None:
        """Hand out no further attempt at the slots of a cell: nothing that they could be made of will come.

        Raises:
            ValueError: For a cell that is not planned.
        """
        number = self._find_cell(cell)
        self._open_cells -= self._is_open(number)
        self._caps[number] = 0

    def is_given_up(self, cell: Cell) -> bool:
        """Return whether a cell was given up.

        Raises:
            ValueError: For a cell that is not planned.
        """
        return not self._caps[self._find_cell(cell)]

    def accept(self, ticket: Ticket, cell: Cell) -> None:
        """Count an attempt whose row goes to `cell`.

        Where that is not the planned cell, one open slot of `cell` is closed and the ticket's slot is open again.

        Raises:
            ValueError: For a ticket that is not in flight, and for a cell without room; nothing is changed then.
        """
        own = self.plan.cell_number(ticket.slot)
        number = own if cell == ticket.cell else self._find_cell(cell)
        self._check_room(number, cell)
        self._land(ticket)
        self._enter(ticket.slot, ticket.attempt, own, number)

    def room(self, cell: Cell) -> int:
        """Return how many rows a cell still takes; 0 for one that is not planned."""
        number = self.plan.find(cell)
        return 0 if number is None else self._targets[number] - self._accepted[number]

    def replay_accept(self, slot: int, attempt: int, cell: Cell) -> None:
        """Repeat an accepted attempt from the journal; only before anything is leased, in the order of the journal.

        Raises:
            ValueError: For a slot or cell that is not planned, a full cell, and an attempt that was used before.
        """
        own = self._find_own_cell(slot)
        number = own if cell == self.plan.cell_at(own) else self._find_cell(cell)
        self._check_room(number, cell)
        self._refill.use(slot, attempt)
        self._count(own, spent=1)
        self._enter(slot, attempt, own, number)

    def replay_refuse(self, slot: int, attempt: int) -> None:
        """Repeat an attempt without a row from the journal; only before anything is leased, in journal order.

        Raises:
            ValueError: For a slot that is not planned or is filled, and an attempt that was used before.
        """
        own = self._find_own_cell(slot)
        self._refill.use(slot, attempt)
        self._count(own, spent=1)
        self._ended += 1
        self._refill.put_back(slot, attempt + 1)

    def counts(self) -> dict[Cell, CellCount]:
        """Return where every planned cell stands, in the order of the plan's cells."""
        flying = Counter(map(self.plan.cell_number, self._flying))
        return {
            self.plan.cell_at(number): CellCount(target, accepted, spent - flying[number])
            for number, (target, accepted, spent) in enumerate(
                zip(self._targets, self._accepted, self._spent, strict=True)
            )
        }

    def starved(self) -> list[Cell]:
        """Return the cells that are not full, have spent all their attempts, and have none in flight."""
        flying = set(map(self.plan.cell_number, self._flying))
        state = zip(self._targets, self._accepted, self._spent, self._caps, strict=True)
        return [
            self.plan.cell_at(number)
            for number, (target, accepted, spent, cap) in enumerate(state)
            if accepted < target and spent >= cap and number not in flying
        ]

    def _land(self, ticket: Ticket) -> None:
        if self._flying.get(ticket.slot) != ticket.attempt:
            raise ValueError(f"attempt {ticket.attempt} at slot {ticket.slot} is not in flight")
        del self._flying[ticket.slot]

    def _enter(self, slot: int, attempt: int, own: int, number: int) -> None:
        """Put a row into a cell and settle its slot."""
        self._ended += 1
        self._rows += 1
        self._count(number, accepted=1)
        if own == number:
            self._refill.fill(slot)
        else:
            self._refill.close_one(number)
            self._refill.put_back(slot, attempt + 1)

    def _count(self, cell: int, *, accepted: int = 0, spent: int = 0) -> None:
        """Change the figures of one cell, and with them whether it is open."""
        was_open = self._is_open(cell)
        self._accepted[cell] += accepted
        self._spent[cell] += spent
        self._open_cells += self._is_open(cell) - was_open

    def _is_open(self, cell: int) -> bool:
        return self._accepted[cell] < self._targets[cell] and self._spent[cell] < self._caps[cell]

    def _check_room(self, number: int, cell: Cell) -> None:
        if self._accepted[number] >= self._targets[number]:
            raise ValueError(f"cell {cell} is full: it holds its {self._targets[number]} rows")

    def _find_cell(self, cell: Cell) -> int:
        number = self.plan.find(cell)
        if number is None:
            raise ValueError(f"cell {cell} is not planned")
        return number

    def _find_own_cell(self, slot: int) -> int:
        if not 0 <= slot < self.plan.target:
            raise ValueError(f"slot {slot} is not planned; there are {self.plan.target}")
        return self.plan.cell_number(slot)
