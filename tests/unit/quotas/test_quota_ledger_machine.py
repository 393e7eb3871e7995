"""The ledger under any order of events, against a plain account."""

from collections import Counter, defaultdict
from collections.abc import Callable

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quotas.dimension import QuotaDimension
from quotas.ledger import Ledger, Ticket
from quotas.plan import Cell, Plan

Event = Callable[[Ledger], None]
WEIGHTS = st.lists(st.integers(0, 4), min_size=1, max_size=3).filter(any)


class LedgerMachine(RuleBasedStateMachine):
    """Leases and settles at random, with a list of events as the journal would hold it."""

    def __init__(self) -> None:
        super().__init__()
        self.flying: list[Ticket] = []
        self.rows: list[Cell] = []
        self.events: list[Event] = []
        self.used: defaultdict[int, set[int]] = defaultdict(set)
        self.spent: Counter[Cell] = Counter()

    @initialize(weights=st.lists(WEIGHTS, max_size=2), rows=st.integers(1, 12), per_row=st.sampled_from([0, 20]))
    def open(self, weights: list[list[int]], rows: int, per_row: int) -> None:
        """Plan a few rows, so that cells fill and starve."""
        self.dims = [
            QuotaDimension.weighted(f"d{place}", {str(value): weight for value, weight in enumerate(each)})
            for place, each in enumerate(weights)
        ]
        self.plan, self.per_row = Plan.grow(self.dims, [rows], 5), per_row
        self.cells = self.plan.cells()
        self.ledger = Ledger(self.plan, per_row)

    @rule(times=st.integers(1, 5))
    def lease(self, times: int) -> None:
        """Lease up to a few tickets; each is of an open slot under a fresh number."""
        for _ in range(times):
            ticket = self.ledger.lease()
            if ticket is not None:
                assert self.plan.cell(ticket.slot) == ticket.cell
                assert ticket.slot not in [other.slot for other in self.flying]
                assert ticket.attempt not in self.used[ticket.slot]
                self.flying.append(ticket)

    @precondition(lambda self: self.flying)
    @rule(data=st.data(), fate=st.sampled_from(["own", "stray", "refuse", "release"]))
    def settle(self, data: st.DataObject, fate: str) -> None:
        """End one lease."""
        ticket = self.flying.pop(data.draw(st.integers(0, len(self.flying) - 1)))
        cell = ticket.cell if fate == "own" else data.draw(st.sampled_from(list(self.cells)))
        if fate == "release":
            self.ledger.release(ticket)
            return
        self.used[ticket.slot].add(ticket.attempt)
        self.spent[ticket.cell] += 1
        if fate == "refuse" or not self.ledger.room(cell):
            self.refuse(ticket)
        else:
            self.ledger.accept(ticket, cell)
            self.rows.append(cell)
            self.events.append(lambda ledger: ledger.replay_accept(ticket.slot, ticket.attempt, cell))

    def refuse(self, ticket: Ticket) -> None:
        """Refuse a ticket and journal it."""
        self.ledger.refuse(ticket)
        self.events.append(lambda ledger: ledger.replay_refuse(ticket.slot, ticket.attempt))

    @rule(times=st.integers(30, 90))
    def waste(self, times: int) -> None:
        """Refuse whatever comes, so that caps are reached."""
        for _ in range(times):
            ticket = self.ledger.lease()
            if ticket is not None:
                self.used[ticket.slot].add(ticket.attempt)
                self.spent[ticket.cell] += 1
                self.refuse(ticket)

    @rule(kept=st.integers(1, 4))
    def fill_caps(self, kept: int) -> None:
        """Spend the attempts of every cell, the last few of them in flight, so that slots are left without any."""
        while (ticket := self.ledger.lease()) is not None:
            cap = self.per_row * self.cells[ticket.cell] + 100
            flying = sum(ticket.cell == other.cell for other in self.flying)
            if self.spent[ticket.cell] + flying + kept < cap:
                self.used[ticket.slot].add(ticket.attempt)
                self.spent[ticket.cell] += 1
                self.refuse(ticket)
            else:
                self.flying.append(ticket)

    @invariant()
    def balance(self) -> None:
        """No cell is overfull or over its cap, and every figure is what was done."""
        held = Counter(self.rows)
        flying = Counter(ticket.cell for ticket in self.flying)
        for cell, count in self.ledger.counts().items():
            assert (self.cells[cell], held[cell], self.spent[cell]) == (count.target, count.accepted, count.attempts)
            assert held[cell] <= self.cells[cell]
            assert self.spent[cell] + flying[cell] <= self.per_row * self.cells[cell] + 100
            assert self.cells[cell] - held[cell] == self.ledger.room(cell)
        figures = (self.ledger.accepted, self.ledger.attempts, self.ledger.in_flight, self.ledger.complete)
        assert (len(self.rows), self.spent.total(), len(self.flying), held == Counter(self.cells)) == figures

    @invariant()
    def starvation(self) -> None:
        """Starved are the cells with room, no attempt left and none in flight."""
        flying = {ticket.cell for ticket in self.flying}
        starved = [
            cell
            for cell, target in self.cells.items()
            if self.ledger.room(cell) and self.spent[cell] >= self.per_row * target + 100 and cell not in flying
        ]
        assert starved == self.ledger.starved()

    @invariant()
    def exhaustion(self) -> None:
        """Nothing is left where nothing is in flight and every cell is full or starved."""
        left = [cell for cell in self.cells if self.ledger.room(cell) and cell not in self.ledger.starved()]
        assert (not self.flying and not left) == self.ledger.exhausted

    @rule()
    def replay(self) -> None:
        """A replay, on the same plan and on a grown one, ends in the same account and goes on from there."""
        for plan in (self.plan, Plan.grow(self.dims, [self.plan.target, self.plan.target + 5], 5)):
            again = Ledger(plan, self.per_row)
            for event in self.events:
                event(again)
            counts = again.counts()
            assert {cell: (held.accepted, held.attempts) for cell, held in self.ledger.counts().items()} == {
                cell: (counts[cell].accepted, counts[cell].attempts) for cell in self.cells
            }
            self.drain(again)

    def drain(self, ledger: Ledger) -> None:
        """Lease all: each cell has as many open slots as room, as far as its attempts go."""
        expected = {
            cell: min(count.target - count.accepted, self.per_row * count.target + 100 - count.attempts)
            for cell, count in ledger.counts().items()
        }
        assert (not any(expected.values())) == ledger.exhausted
        tickets = list(iter(ledger.lease, None))
        assert all(ticket.attempt not in self.used[ticket.slot] for ticket in tickets)
        assert Counter(expected) == Counter(ticket.cell for ticket in tickets)

    def teardown(self) -> None:
        """When every lease is settled, the open slots of a cell are its missing rows."""
        for ticket in self.flying:
            self.ledger.release(ticket)
        if hasattr(self, "ledger"):
            self.drain(self.ledger)


TestLedgerMachine = LedgerMachine.TestCase
TestLedgerMachine.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
