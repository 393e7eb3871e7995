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


def test_a_released_attempt_at_the_cap_can_be_leased_again() -> None:
    """Releasing the last attempt of a cell opens the cell for one more."""
    ledger = open_ledger(4, attempts_per_row=0)
    for _ in range(198):
        ledger.refuse(lease_one(ledger))
    last = lease_all(ledger)
    ledger.release(last[0])
    assert (2, [last[0]]) == (len(last), lease_all(ledger))


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


def test_a_withdrawn_row_opens_its_slot_at_the_next_attempt() -> None:
    """Withdrawing a row of its own cell gives room and the slot back; the attempt number stays used."""
    ledger = open_ledger(1)
    ledger.accept(lease_one(ledger), A)
    ledger.withdraw(0, 0, A)
    assert (0, 1, False, Ticket(0, 1, A)) == (ledger.accepted, ledger.room(A), ledger.complete, ledger.lease())


def test_a_withdrawn_stray_reopens_a_closed_slot() -> None:
    """Withdrawing a stray row opens a slot of the cell it was in."""
    ledger = open_ledger(2)
    ticket = lease_of(ledger, A)
    ledger.accept(ticket, B)
    for again in lease_all(ledger):  # closes the slot of B
        ledger.release(again)
    ledger.withdraw(ticket.slot, ticket.attempt, B)
    assert [A, B] == sorted(each.cell for each in lease_all(ledger))


def test_only_rows_that_are_there_can_be_withdrawn() -> None:
    """Withdrawing from a cell without such a row is refused and changes nothing."""
    ledger = open_ledger()
    with pytest.raises(ValueError, match="holds no row of slot 0"):
        ledger.withdraw(0, 0, A)
    assert (0, 4) == (ledger.accepted, len(lease_all(ledger)))


def test_an_edited_row_moves_between_cells() -> None:
    """Moving a row from A to B makes room in A and takes it in B, without an attempt."""
    ledger = open_ledger()
    ticket = lease_of(ledger, A)
    ledger.accept(ticket, A)
    ledger.move(ticket.slot, ticket.attempt, A, B)
    assert (2, 1, 1, 1) == (ledger.room(A), ledger.room(B), ledger.accepted, ledger.attempts)
    assert [A, A, B] == sorted(each.cell for each in lease_all(ledger))


def test_a_stray_that_filled_a_starved_cell_can_be_withdrawn() -> None:
    """Withdrawing it opens the cell's slot again, which is as starved as before."""
    ledger = open_ledger(2, attempts_per_row=0)
    for _ in range(100):
        ledger.refuse(lease_of(ledger, B))
    ticket = lease_of(ledger, A)
    ledger.accept(ticket, B)
    ledger.withdraw(ticket.slot, ticket.attempt, B)
    assert ([B], 1, 0) == (ledger.starved(), ledger.room(B), ledger.accepted)


def test_two_rows_of_one_slot_in_its_own_cell_are_told_apart() -> None:
    """A stray that is edited back beside a later row of its slot can be withdrawn; no attempt number comes again."""
    ledger = open_ledger(4)
    stray = lease_of(ledger, A)
    ledger.accept(stray, B)
    others = {ticket.slot: ticket for ticket in lease_all(ledger)}
    ledger.accept(others.pop(stray.slot), A)
    ledger.move(stray.slot, stray.attempt, B, A)
    for ticket in others.values():
        ledger.release(ticket)
    assert [B, B] == [ticket.cell for ticket in lease_all(ledger)]
    ledger.withdraw(stray.slot, stray.attempt, A)
    assert [ticket for ticket in others.values() if ticket.cell == A] == lease_all(ledger)


def test_an_edited_row_can_be_withdrawn_from_the_cell_of_its_slot() -> None:
    """A stray edited into the cell of its own slot does not take the slot with it when it is withdrawn."""
    ledger = open_ledger(2)
    stray = lease_of(ledger, A)
    ledger.accept(stray, B)
    ledger.move(stray.slot, stray.attempt, B, A)
    ledger.withdraw(stray.slot, stray.attempt, A)
    assert [(A, 1), (B, 0)] == sorted((ticket.cell, ticket.attempt) for ticket in lease_all(ledger))


def test_a_row_does_not_move_into_a_full_cell() -> None:
    """A move without room is refused and changes nothing."""
    ledger = open_ledger(2)
    for ticket in lease_all(ledger):
        ledger.accept(ticket, ticket.cell)
    with pytest.raises(ValueError, match="is full"):
        ledger.move(0, 0, A, B)
    assert (True, 0, 0) == (ledger.complete, ledger.room(A), ledger.room(B))


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
