"""The account on top of a plan, case by case."""

import pytest

from quotas.dimension import QuotaDimension
from quotas.ledger import CellCount, Ledger, Ticket
from quotas.plan import Plan

A, B = ("A",), ("B",)


def open_ledger(target: int = 4, attempts_per_row: int = 20) -> Ledger:
    """Return a ledger over the cells A and B, half of the target each."""
    return Ledger(Plan.grow([QuotaDimension.weighted("answer", {"A": 1, "B": 1})], [target], 1), attempts_per_row)


def lease_all(ledger: Ledger) -> list[Ticket]:
    """Lease until there is nothing to lease."""
    return list(iter(ledger.lease, None))


def lease_one(ledger: Ledger) -> Ticket:
    """Lease where something must be open."""
    ticket = ledger.lease()
    assert ticket is not None
    return ticket


def lease_of(ledger: Ledger, cell: tuple[str, ...]) -> Ticket:
    """Return a ticket of one cell, and release the others."""
    tickets = lease_all(ledger)
    chosen = next(ticket for ticket in tickets if ticket.cell == cell)
    for ticket in tickets:
        if ticket is not chosen:
            ledger.release(ticket)
    return chosen


def test_fresh_slots_come_in_plan_order() -> None:
    """The first leases are slots 0, 1, 2, … with their planned cells, each at attempt 0."""
    ledger = open_ledger()
    assert [Ticket(slot, 0, ledger.plan.cell(slot)) for slot in range(4)] == lease_all(ledger)


def test_returned_slots_come_after_fresh_ones_oldest_first() -> None:
    """A refused slot waits until all fresh ones were tried, and behind those refused before it."""
    ledger = open_ledger()
    first, second = lease_one(ledger), lease_one(ledger)
    ledger.refuse(second)
    ledger.refuse(first)
    assert [(2, 0), (3, 0), (1, 1), (0, 1)] == [(ticket.slot, ticket.attempt) for ticket in lease_all(ledger)]


def test_a_released_attempt_comes_again_and_is_not_counted() -> None:
    """Releasing gives the same attempt number back and counts nothing."""
    ledger = open_ledger(1)
    ticket = lease_one(ledger)
    ledger.release(ticket)
    assert (0, 0, ticket) == (ledger.attempts, ledger.in_flight, ledger.lease())


def test_a_row_for_its_own_cell_fills_its_slot() -> None:
    """Accepting into the planned cell takes one place of it and one slot."""
    ledger = open_ledger()
    ticket = lease_one(ledger)
    ledger.accept(ticket, ticket.cell)
    assert (1, 1, 1, 3) == (ledger.accepted, ledger.attempts, ledger.room(ticket.cell), len(lease_all(ledger)))


def test_a_stray_row_closes_a_slot_of_the_cell_it_goes_to() -> None:
    """A row of a slot of A that is a B leaves two open slots of A and one of B."""
    ledger = open_ledger()
    ledger.accept(lease_of(ledger, A), B)
    assert [A, A, B] == sorted(ticket.cell for ticket in lease_all(ledger))


def test_a_slot_whose_place_was_taken_in_flight_is_not_leased_again() -> None:
    """Where strays fill a cell whose slots are all in flight, their results find no room and no slot of it is left."""
    ledger = open_ledger()
    everything = lease_all(ledger)
    of_a = [ticket for ticket in everything if ticket.cell == A]
    of_b = [ticket for ticket in everything if ticket.cell == B]
    for ticket in of_a:
        ledger.accept(ticket, B)
    assert (0, 2) == (ledger.room(B), ledger.room(A))
    for ticket in of_b:
        with pytest.raises(ValueError, match="is full"):
            ledger.accept(ticket, B)
        ledger.refuse(ticket)
    assert [A, A] == [ticket.cell for ticket in lease_all(ledger)]


def test_a_cell_that_is_not_planned_has_no_room() -> None:
    """Unknown values and cells of another length take nothing."""
    ledger = open_ledger()
    assert (0, 0, 0) == (ledger.room(("C",)), ledger.room(()), ledger.room(("A", "B")))


@pytest.mark.parametrize("cell", [("C",), ()])
def test_a_row_is_not_accepted_into_a_cell_that_is_not_planned(cell: tuple[str, ...]) -> None:
    """Such a row changes nothing; its ticket stays in flight."""
    ledger = open_ledger()
    ticket = lease_one(ledger)
    with pytest.raises(ValueError, match="is not planned"):
        ledger.accept(ticket, cell)
    assert (0, 1) == (ledger.accepted, ledger.in_flight)


def test_a_ticket_is_settled_once() -> None:
    """A settled ticket cannot be settled again in any way."""
    ledger = open_ledger()
    ticket = lease_one(ledger)
    ledger.refuse(ticket)
    for settle in (ledger.refuse, ledger.release, lambda again: ledger.accept(again, A)):
        with pytest.raises(ValueError, match="is not in flight"):
            settle(ticket)
    assert 1 == ledger.attempts


def test_a_full_plan_is_complete() -> None:
    """When every cell holds its target, the ledger is complete and has nothing to lease."""
    ledger = open_ledger()
    for ticket in lease_all(ledger):
        ledger.accept(ticket, ticket.cell)
    assert (True, True, None) == (ledger.complete, ledger.exhausted, ledger.lease())


def test_a_cell_stops_at_its_cap_with_those_in_flight() -> None:
    """A cell of target 1 and two attempts a row gives out 102 attempts, not one more, and is starved then."""
    ledger = open_ledger(1, attempts_per_row=2)
    for _ in range(101):
        ledger.refuse(lease_one(ledger))
    last = lease_one(ledger)
    in_between = (ledger.lease(), ledger.starved(), ledger.exhausted)
    ledger.refuse(last)
    assert (None, [], False) == in_between
    assert (None, [A], True, 102) == (ledger.lease(), ledger.starved(), ledger.exhausted, ledger.attempts)


def spend_all(ledger: Ledger) -> list[Ticket]:
    """Return the last tickets of the cells A and B, of two slots and 100 attempts each."""
    for _ in range(198):
        ledger.refuse(lease_one(ledger))
    return lease_all(ledger)


def test_an_attempt_released_at_the_cap_opens_its_cell_again() -> None:
    """One more attempt can be leased, at the slot of the cell that had found none left."""
    ledger = open_ledger(4, attempts_per_row=0)
    released, other = spend_all(ledger)
    ledger.release(released)
    (again,) = lease_all(ledger)
    assert (released.cell, True) == (again.cell, again.slot not in (released.slot, other.slot))


def test_a_cell_with_a_released_attempt_is_not_starved() -> None:
    """A cell below its cap is not named and keeps the run going; it is named when that attempt is spent as well."""
    ledger = open_ledger(4, attempts_per_row=0)
    released, other = spend_all(ledger)
    ledger.refuse(other)
    ledger.release(released)
    before = (ledger.starved(), ledger.exhausted)
    ledger.refuse(lease_one(ledger))
    assert (([other.cell], False), ([A, B], True)) == (before, (ledger.starved(), ledger.exhausted))


def test_a_stray_fills_a_starved_cell() -> None:
    """A cell that may try no more still takes rows from slots of others, and closes its own slots for them."""
    ledger = open_ledger(2, attempts_per_row=0)
    for _ in range(100):
        ledger.refuse(lease_of(ledger, B))
    ticket = lease_of(ledger, A)
    assert [B] == ledger.starved()
    ledger.accept(ticket, B)
    assert ([], [A]) == (ledger.starved(), [ticket.cell for ticket in lease_all(ledger)])


def test_counts_leave_out_what_is_in_flight() -> None:
    """Counts show attempts that ended, at the cell of the slot."""
    ledger = open_ledger()
    ledger.accept(lease_of(ledger, A), B)
    lease_all(ledger)
    assert {A: CellCount(2, 0, 1), B: CellCount(2, 1, 0)} == ledger.counts()


def test_replay_refuses_what_cannot_have_happened() -> None:
    """A slot that is not planned, a full cell, and an attempt or slot used twice are errors."""
    ledger = open_ledger(2)
    cell = ledger.plan.cell(0)
    ledger.replay_refuse(0, 0)
    ledger.replay_accept(0, 1, cell)
    for slot, attempt, message in ((2, 0, "not planned"), (-1, 0, "not planned"), (0, 2, "filled")):
        with pytest.raises(ValueError, match=message):
            ledger.replay_refuse(slot, attempt)
    ledger.replay_refuse(1, 3)
    with pytest.raises(ValueError, match="attempt 3 at slot 1 was used before"):
        ledger.replay_refuse(1, 3)
    with pytest.raises(ValueError, match="is full"):
        ledger.replay_accept(1, 4, cell)
    with pytest.raises(ValueError, match="is not planned"):
        ledger.replay_accept(1, 4, ("C",))
    assert (1, 3) == (ledger.accepted, ledger.attempts)


def test_replay_does_not_touch_what_is_leased() -> None:
    """An attempt at a slot in flight cannot be replayed."""
    ledger = open_ledger()
    lease_one(ledger)
    with pytest.raises(ValueError, match="not open"):
        ledger.replay_refuse(0, 0)
