"""The gate that every call passes: it waits for its turn, gets a lane, and the lane learns how it ended."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import NamedTuple

import anyio
from anyio import CancelScope

from engine.clock import Clock
from engine.records import ErrorKind, Limits
from engine.schedule.lane import Lane, LaneSettings, LaneStatus, to_rate
from engine.schedule.pool import Pool
from engine.schedule.rate import SHARE, Pace, TokenPace
from engine.work.pacer import Spacer
from engine.work.stopping import StopSignal

_LEARNING = 1 / 16
_WORST_ESTIMATE = 8.0
_NO_RESET = {"requests_reset_s": None, "tokens_reset_s": None}
_EARLIER_S = 0.001
_LATE_S = 1e-6
"""A sleep ends no earlier than what it waits for, whatever the rounding."""


class Pass(NamedTuple):
    """Leave to send one call.

    Attributes:
        lane: Place of the lane in the order in which lanes were given.
        tokens: As estimated.
        entered: When it was given, in monotonic seconds.
        reserved: Tokens set aside for it.
    """

    lane: int
    tokens: int
    entered: float
    reserved: float = 0.0


@dataclass(frozen=True, slots=True)
class GateStatus:
    """Where the limits stand, for displays.

    Attributes:
        lanes: In the order in which they were given.
        in_flight: Calls that passed and have not ended.
        waiting: Calls that wait for their turn.
    """

    lanes: tuple[LaneStatus, ...]
    in_flight: int
    waiting: int


class _Waiter:
    """A call that waits for its turn."""

    __slots__ = ("done", "event", "given", "tokens")

    def __init__(self, tokens: int) -> None:
        self.tokens = tokens
        self.event = anyio.Event()
        self.given: Pass | None = None
        self.done = False


class Gate:
    """Lets calls through in the order in which they came, as fast as all limits allow.

    Nobody has a task of their own: the youngest waiter keeps watch for all, sleeping until the first of them is due.

    Attributes:
        is_open: Whether some lane is left.

    Args:
        lanes: Keys and endpoints.
        rpm: Requests a minute of the whole run, on top of the lanes' own; None for no limit.
        tpm: Tokens a minute of the whole run, prompt and reply together.
        concurrency: Calls in flight of the whole run; None for what each lane finds out.
        clock: Time.
        signal: Says that the run is to stop.
        jitter: Draws from [0, 1).
        tell: Takes one line for people.
    """

    def __init__(
        self,
        lanes: Sequence[LaneSettings],
        rpm: float | None,
        tpm: float | None,
        concurrency: int | None,
        clock: Clock,
        signal: StopSignal,
        jitter: Callable[[], float],
        tell: Callable[[str], None],
    ) -> None:
        alone = len(lanes) == 1
        if alone:
            # One lane's limits are the run's: a refusal is weighed against what was told, wherever it was told.
            lanes, rpm, tpm = [_tighten(lanes[0], rpm, tpm)], None, None
        self._lanes = [Lane(lane, adaptive=concurrency is None, alone=alone) for lane in lanes]
        self._pool, self.is_open = Pool(self._lanes), True
        self._calls, self._tokens = Pace(to_rate(rpm) * SHARE), TokenPace()
        self._tokens.limit(to_rate(tpm))
        self._paced = bool(rpm or tpm)
        self._spacer = Spacer(rpm, [lane.rpm for lane in lanes])
        self._most: float = inf if concurrency is None else concurrency
        self._clock, self._signal, self._jitter, self._tell = clock, signal, jitter, tell
        self._in_flight, self._ratio = 0, 1.0
        self._queue: deque[_Waiter] = deque()
        self._watch: _Waiter | None = None
        self._nap: CancelScope | None = None
        self._delay, self._due = inf, inf

    def count_waiting(self) -> int:
        """Return the calls that wait for their turn."""
        return len(self._queue)

    @property
    def status(self) -> GateStatus:
        """Where the limits stand now."""
        now = self._clock.monotonic()
        return GateStatus(tuple(lane.show(now) for lane in self._lanes), self._in_flight, len(self._queue))

    async def enter(self, tokens: int) -> Pass | None:
        """Wait for the turn of a call of about `tokens`; return None where the run stops or no lane is left."""
        if self._signal.stop is not None or not self.is_open:
            return None
        given = None if self._queue else self._give(tokens)
        if given is None:
            given = await self._wait(tokens)
        if given is not None and self._spacer.spaces:
            return await self._space(given)
        return given

    def leave(
        self,
        entered: Pass,
        *,
        kind: ErrorKind | None,
        tokens: int | None,
        retry_after: float | None = None,
        limits: Limits | None = None,
    ) -> bool:
        """Learn how a call ended; return whether its lane was closed by that.

        Args:
            entered: Its pass.
            kind: What it failed by; None for a success. A lane that met FATAL is closed for good.
            tokens: What it really took; None where nobody knows.
            retry_after: Seconds of pause that the server asked for.
            limits: What the response says about limits.
        """
        now, lane = self._clock.monotonic(), self._lanes[entered.lane]
        self._in_flight -= 1
        if tokens is not None:
            self._settle(entered, tokens)
        if limits is not None:
            # A pause that is asked for in so many words says more than when all would be free again.
            lane.heed(now, entered.entered, limits._replace(**_NO_RESET) if retry_after else limits)
        jitter = self._jitter() if kind is not None else 0.0
        was_open = not lane.closed
        broke = lane.leave(now, entered.entered, kind, retry_after or 0.0, jitter)
        if broke:
            self._tell(f"{lane.settings.name} does not answer: it is tried with single calls until it does")
        closed = lane.closed and was_open
        if closed:
            self.is_open = self._pool.is_open
        if self._queue:
            self._serve()
        return closed

    def _settle(self, entered: Pass, tokens: int) -> None:
        surplus = entered.reserved - tokens
        self._tokens.give(surplus)
        self._lanes[entered.lane].settle(surplus)
        if entered.tokens > 0:
            # Estimates are wrong by about the same factor; a surplus that comes back late is soon worth nothing.
            self._ratio += (min(tokens / entered.tokens, _WORST_ESTIMATE) - self._ratio) * _LEARNING

    def _give(self, tokens: int) -> Pass | None:
        """Give a pass if the next call may go now; else set how long it has to wait."""
        self._delay = inf
        if self._in_flight >= self._most:
            return None
        now, reserved = self._clock.monotonic(), tokens * self._ratio
        wait = max(self._calls.wait(now, 1.0), self._tokens.wait(now, reserved)) if self._paced else 0.0
        place, delay = (-1, wait) if wait > 0 else self._pool.choose(now, reserved)
        if place < 0:
            self._delay = delay
            return None
        self._pool.count(place)
        self._lanes[place].enter(now, reserved)
        if self._paced:
            self._calls.take(now, 1.0)
            self._tokens.take(now, reserved)
        self._in_flight += 1
        return Pass(place, tokens, now, reserved)

    def _serve(self) -> None:
        """Give passes to all whose turn has come, and see that the watch wakes for the next."""
        if not self.is_open:
            self._dismiss()
        while self._queue:
            given = self._give(self._queue[0].tokens)
            if given is None:
                break
            self._finish(self._queue.popleft(), given)
        if self._queue and self._clock.monotonic() + self._delay < self._due - _EARLIER_S:
            self._rouse()

    def _finish(self, waiter: _Waiter, given: Pass | None) -> None:
        waiter.given, waiter.done = given, True
        waiter.event.set()
        if waiter is self._watch:
            self._rouse()

    def _dismiss(self) -> None:
        while self._queue:
            self._finish(self._queue.popleft(), None)

    def _rouse(self) -> None:
        if self._nap is not None:
            self._nap.cancel()

    async def _wait(self, tokens: int) -> Pass | None:
        waiter = _Waiter(tokens)
        self._queue.append(waiter)
        try:
            if self._watch is None:
                await self._keep_watch(waiter)
            while not waiter.done:
                await waiter.event.wait()
                if not waiter.done:
                    waiter.event = anyio.Event()
                    await self._keep_watch(waiter)
        except BaseException:
            if waiter.given is not None:
                self.abandon(waiter.given)
            raise
        finally:
            self._step_back(waiter)
        if waiter.given is not None and self._signal.stop is not None:
            self.abandon(waiter.given)
            return None
        return waiter.given

    async def _keep_watch(self, waiter: _Waiter) -> None:
        self._watch = waiter
        if not await self._signal.allows(partial(self._nap_until_done, waiter)):
            self._dismiss()

    async def _nap_until_done(self, waiter: _Waiter) -> None:
        self._due = inf
        self._serve()
        while not waiter.done:
            self._due = self._clock.monotonic() + self._delay
            with CancelScope() as self._nap:
                await (anyio.sleep_forever() if self._delay == inf else self._clock.sleep(self._delay + _LATE_S))
            self._nap = None
            self._serve()

    def _step_back(self, waiter: _Waiter) -> None:
        """Leave the queue, and the watch to the youngest of those who are left: it waits the longest."""
        if not waiter.done:
            self._queue.remove(waiter)
        if waiter is self._watch:
            self._watch, self._nap, self._due = None, None, inf
            if self._queue:
                self._watch = self._queue[-1]
                self._watch.event.set()

    def abandon(self, given: Pass) -> None:
        """Take a call back of which nothing is known, without learning from it."""
        self._in_flight -= 1
        self._lanes[given.lane].withdraw(given.entered, given.reserved)
        self._calls.give(1.0)
        self._tokens.give(given.reserved)
        self._serve()

    async def _space(self, given: Pass) -> Pass | None:
        try:
            await self._spacer.admit(given.lane)
        except BaseException:
            self.abandon(given)
            raise
        if self._signal.stop is not None:
            self.abandon(given)
            return None
        return given


def _tighten(lane: LaneSettings, rpm: float | None, tpm: float | None) -> LaneSettings:
    return lane._replace(rpm=min(rpm or inf, lane.rpm or inf), tpm=min(tpm or inf, lane.tpm or inf))
