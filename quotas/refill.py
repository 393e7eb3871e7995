"""Which slot is tried next: fresh ones in plan order, then those that came back; closed ones never."""

from array import array
from collections import OrderedDict
from collections.abc import Sequence

from quotas.plan import Plan

_FRESH, _TOUCHED, _FILLED = range(3)


class Refill:
    """The open slots of a plan, in the order in which they are to be tried.

    A slot is fresh, waiting (it came back), parked (its cell may not spend another attempt), leased, filled (its row
    went to its own cell) or closed (rows from slots of other cells took its place). How many slots a cell must still
    close is counted, and the next ones of the cell that come up are closed: which slots were leased at the time does
    not matter, so that a replay needs to know only what was accepted. Costs a byte for each slot, and more only for
    slots that were tried and are not filled.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._states = bytearray(plan.target)
        self._next_fresh = 0
        self._waiting: OrderedDict[int, int] = OrderedDict()  # slot to its next attempt, longest waiting first
        self._parked = _Piles()
        self._to_close: dict[int, int] = {}

    def find(self, spent: Sequence[int], caps: Sequence[int]) -> tuple[int, int, int] | None:
        """Return slot, attempt and cell number to lease next, or None; closes or parks what must not be leased.

        Args:
            spent: Attempts by cell number, those in flight included.
            caps: The most attempts by cell number.
        """
        states, waiting = self._states, self._waiting
        while True:
            slot, attempt = states.find(_FRESH, self._next_fresh), 0
            self._next_fresh = slot if slot >= 0 else len(states)
            if slot < 0:
                if not waiting:
                    return None
                slot, attempt = next(iter(waiting.items()))
            cell = self._plan.cell_number(slot)
            if cell in self._to_close:
                self.take(slot)
                self._count_closed(cell)
            elif spent[cell] >= caps[cell]:
                self.take(slot)
                self._parked.push(cell, slot, attempt)
            else:
                return slot, attempt, cell

    def take(self, slot: int) -> None:
        """Take away a slot that `find` returned."""
        if self._states[slot] == _FRESH:
            self._states[slot] = _TOUCHED
        else:
            del self._waiting[slot]

    def put_back(self, slot: int, attempt: int) -> None:
        """Let a slot wait, `attempt` being its next."""
        self._states[slot] = _TOUCHED
        self._waiting[slot] = attempt

    def fill(self, slot: int) -> None:
        """Note that the row of a slot is in its own cell."""
        self._states[slot] = _FILLED

    def close_one(self, cell: int) -> None:
        """Close one open slot of a cell: a row from a slot of another cell took its place."""
        if self._parked.pop(cell) is None:
            self._to_close[cell] = self._to_close.get(cell, 0) + 1

    def unpark_one(self, cell: int) -> None:
        """Let one parked slot of a cell wait again, if there is one: the cell may spend one more attempt."""
        parked = self._parked.pop(cell)
        if parked is not None:
            self.put_back(*parked)

    def use(self, slot: int, attempt: int) -> None:
        """Take away an open slot because an attempt at it is on record.

        Raises:
            ValueError: For a slot that is leased or has a row, and for an attempt that was used before.
        """
        state = self._states[slot]
        first_free = 0 if state == _FRESH else self._waiting.get(slot)
        if first_free is None:
            raise ValueError(
                f"slot {slot} is {'filled' if state == _FILLED else 'not open'}; attempt {attempt} is one too many"
            )
        if attempt < first_free:
            raise ValueError(f"attempt {attempt} at slot {slot} was used before")
        self.take(slot)

    def _count_closed(self, cell: int) -> None:
        left = self._to_close[cell] - 1
        if left:
            self._to_close[cell] = left
        else:
            del self._to_close[cell]


class _Piles:
    """Slots with their next attempts, piled up by cell; 16 bytes each."""

    def __init__(self) -> None:
        self._piles: dict[int, array[int]] = {}

    def push(self, cell: int, slot: int, attempt: int) -> None:
        """Lay a slot on the pile of a cell."""
        self._piles.setdefault(cell, array("q")).extend((slot, attempt))

    def pop(self, cell: int) -> tuple[int, int] | None:
        """Return the slot laid last on the pile of a cell, with its attempt, or None."""
        pile = self._piles.get(cell)
        if not pile:
            return None
        attempt, slot = pile.pop(), pile.pop()
        return slot, attempt
