"""Learns the rate of a limit that nobody told, from what the server refuses."""

from math import inf

from engine.schedule.evidence import Evidence, Proof

_SLOWEST = 1 / 60
_GENTLEST, _HARSHEST = 0.97, 0.3
_STEP, _GREATEST_STEP = 0.01, 0.25
_SOON_S, _LATER_S, _LATEST_S = 0.5, 15.0, 60.0
_ENOUGH = 8
_NEAR = 0.98
_SHALLOW = 3


class LearnedRate:
    """Calls a second that a server takes: infinite until it first refuses one.

    Each refusal lowers the rate, to what is proved by then where enough is known, else by the share that was refused.
    It is raised again while it holds: at first by doubling, then in steps as small as the proof is sharp, and after
    ever longer rests, for a server that asks for whole seconds of rest makes every refusal dear.

    A server whose bucket holds one or two calls refuses at once what is too fast: there a rate that held is proof
    enough, and the search halves the way to the lowest rate that was refused.

    Attributes:
        rate: Calls a second.
        most: What was told; the rate is not raised beyond it.
    """

    __slots__ = (
        "_before", "_burst", "_cut_at", "_evidence", "_held", "_raise_at", "_raised", "_refused", "_rest", "_step",
        "most", "rate",
    )  # fmt: skip

    def __init__(self) -> None:
        self.rate = self.most = self._before = self._refused = inf
        self._evidence = Evidence()
        self._held, self._burst = 0.0, 1.0
        self._cut_at, self._raise_at, self._raised = -inf, inf, False
        self._step, self._rest = 1.0, _SOON_S

    def send(self, now: float, *, pressed: bool = False) -> None:
        """Count a call; raise the rate if it has held long enough, and this call had to wait for it."""
        self._evidence.send(now)
        if pressed and now >= self._raise_at:
            self._raise(now)

    def count_recent(self, now: float) -> int:
        """Return the calls of the last second that were not refused."""
        return self._evidence.count(now, 1.0)[0]

    def withdraw(self, entered: float) -> None:
        """Forget a call that was not sent after all."""
        self._evidence.withdraw(entered)

    def refuse(self, now: float, entered: float, rest: float) -> None:
        """Lower the rate after a call sent at `entered` was refused; `rest` is the pause asked for, in seconds."""
        self._evidence.refuse(entered)
        if self.rate == inf > self.most:
            self._doubt(entered)
        # What was sent before the rate was lowered tells more about the old rate, and is no reason to go lower still.
        if entered > self._cut_at:
            self._open_round(now, entered, rest)
        self.rate = min(max(self._lower(entered), _SLOWEST), self.rate)
        self._raise_at = now + rest + self._hold()

    def _doubt(self, entered: float) -> None:
        """Begin with the told rate: what passed beyond it lay in the server's bucket."""
        self.rate, self._step = self.most, _STEP
        self._burst = max(1.0, self._evidence.count(entered, 2.0)[0] - 2 * self.most)

    @property
    def _is_shallow(self) -> bool:
        return self._burst < _SHALLOW

    def _open_round(self, now: float, entered: float, rest: float) -> None:
        if self.rate == inf:
            passed, refused = self._evidence.count(now, 1.0)
            self._before = float(max(1, passed + refused))
            # A bucket that was full at the start let this many through before its first refusal.
            self._burst = max(1.0, self._evidence.count(entered, 2.0)[0])
        else:
            self._rest = self._be_patient(rest)
            self._before = self._refused = self.rate
            self._held = self._held if self._held < self.rate else 0.0
            self._step, self._raised = _STEP, False
        self._cut_at = now

    def _be_patient(self, rest: float) -> float:
        if self._is_shallow:
            return min(max(self._rest * 2, _ENOUGH), _LATEST_S) if self._held > self.rate * 0.96 else self._rest
        if not self._raised:
            return self._rest
        # A pause longer than the bucket takes to fill is lost for good.
        if rest * self.rate > self._burst:
            return min(max(self._rest * 2, 4.0), _LATEST_S)
        return min(self._rest * 1.5, _LATER_S)

    def _lower(self, entered: float) -> float:
        passed, refused = self._evidence.count(max(entered, self._cut_at), max(1.0, _ENOUGH / self._before))
        share = min(max(passed / max(1, passed + refused), _HARSHEST), _GENTLEST)
        if self._refused == inf and self._step == 1.0:
            # The first round, still going on: more of what passed before it becomes known.
            self._burst = max(1.0, self._evidence.count(entered, 2.0)[0])
            return self._before * share
        return self._weigh(self._evidence.prove(entered, self._burst, self._before), self._before * share)

    def _weigh(self, proof: Proof, passed: float) -> float:
        certain = proof.weight >= _ENOUGH
        if self._is_shallow or not certain:
            known = max(self._held if self._is_shallow else 0.0, proof.least if certain else proof.most)
            self._step = min(max(1 / max(1, proof.weight), _STEP), _GREATEST_STEP)
            return min(max(known, passed), self._before)
        self._step = min(max(1 / proof.weight, _STEP), _GREATEST_STEP)
        if proof.least > self._before * _GENTLEST and passed < self._before * 0.8:
            # What was proved holds no longer: the limit has changed.
            self._evidence.forget()
            return passed
        return min(proof.least, self._before * _GENTLEST)

    def _raise(self, now: float) -> None:
        self._held, self._raised = self.rate, True
        if self.rate >= self._refused:
            self._refused = inf
        if self._refused == inf:
            self._rest = max(self._rest / 1.5, _SOON_S)
        if self._is_shallow and self.rate < self._refused * _NEAR < inf:
            self.rate = (self.rate + self._refused) / 2
        else:
            if self.rate < self._refused < self.rate * (1 + self._step):
                self._step = _STEP
            self.rate *= 1 + self._step
            self._step = max(self._step, min(self._step * 2, _GREATEST_STEP))
        self.rate = min(self.rate, self.most)
        self._raise_at = now + self._hold()

    def _hold(self) -> float:
        if not self._is_shallow:
            return max(self._rest, _ENOUGH / self.rate)
        near = self._refused * _NEAR <= self.rate < self._refused
        return max(self._rest if near else _SOON_S, 3 / self.rate)
