"""What the last minute shows of a limit that nobody told: what was let through, and when the server had no more."""

from math import inf
from typing import NamedTuple

SLOT_S = 0.1
"""Width of a slot of time in seconds."""

_SLOTS = 640


class Proof(NamedTuple):
    """What is shown of the rate at which a server's bucket is filled, in calls a second.

    Attributes:
        least: No less than this.
        most: No more than this, unless the bucket ran over.
        weight: Calls that show `least`, each counted as one part of what is uncertain.
    """

    least: float
    most: float
    weight: int


class Evidence:
    """A ring of tenths of a second, each with the calls sent in it that were not refused, and those that were.

    A refusal says that the server's bucket was empty when its call came.
    """

    __slots__ = ("_head", "_passed", "_refused")

    def __init__(self) -> None:
        self._passed, self._refused = [0] * _SLOTS, [0] * _SLOTS
        self._head = -1

    def send(self, now: float) -> None:
        """Count one call, as let through."""
        slot = int(now / SLOT_S)
        if slot > self._head:
            self._turn(slot)
        self._passed[slot % _SLOTS] += 1

    def refuse(self, entered: float) -> None:
        """Count the call sent at `entered` as refused."""
        if self.withdraw(entered):
            self._refused[int(entered / SLOT_S) % _SLOTS] += 1

    def withdraw(self, entered: float) -> bool:
        """Forget a call that was not sent after all; return False where it lies too far back."""
        slot = int(entered / SLOT_S)
        if slot <= self._head - _SLOTS:
            return False
        self._passed[slot % _SLOTS] -= 1
        return True

    def count(self, until: float, seconds: float) -> tuple[int, int]:
        """Return the calls let through and those refused in the last `seconds` before `until`."""
        last = min(int(until / SLOT_S), self._head)
        first = max(last - int(seconds / SLOT_S), self._head - _SLOTS + 1)
        places = [slot % _SLOTS for slot in range(first, last + 1)]
        return sum(self._passed[place] for place in places), sum(self._refused[place] for place in places)

    def prove(self, until: float, burst: float, rate: float) -> Proof:
        """Return what is shown at the moment of a refusal.

        What was let through in any window was poured in during it or lay in the bucket before: up to one call where
        the window begins with a refusal, up to `burst` elsewhere.

        Args:
            until: When the refused call was sent.
            burst: Calls that the server's bucket holds.
            rate: About what is poured in a second: a rest longer than burst / rate shows no more than that.
        """
        most_idle = max(1, round(burst / rate / SLOT_S))
        calls = slots = idle = 0
        proof = Proof(0.0, inf, 0)
        for slot in range(min(int(until / SLOT_S), self._head), max(self._head - _SLOTS, -1), -1):
            passed, dry = self._passed[slot % _SLOTS], self._refused[slot % _SLOTS] > 0
            if dry:
                # Whether calls of this slot came before or after the refusal is not known: they are left out.
                seconds = (slots + 1) * SLOT_S
                proof = proof._replace(most=(calls + 1) / seconds)
                if calls - 1 > proof.least * seconds:
                    proof = Proof((calls - 1) / seconds, proof.most, calls)
            calls += passed
            idle = 0 if passed or dry else idle + 1
            slots += idle <= most_idle
            if calls - burst > proof.least * slots * SLOT_S:
                proof = Proof((calls - burst) / (slots * SLOT_S), proof.most, int(calls / burst))
        return proof

    def forget(self) -> None:
        """Leave what was seen so far out of all that is proved later: the limit has changed."""
        self._passed, self._refused = [0] * _SLOTS, [0] * _SLOTS

    def _turn(self, slot: int) -> None:
        for passed in range(max(self._head + 1, slot - _SLOTS + 1), slot + 1):
            self._passed[passed % _SLOTS] = self._refused[passed % _SLOTS] = 0
        self._head = slot
