"""Who passes the gate, when, and on which lane."""

import anyio
import pytest
from anyio.abc import TaskGroup

from engine.clock import Clock, SystemClock
from engine.records import ErrorKind, Limits
from engine.schedule.lane import LaneSettings
from engine.testing import VirtualClock
from engine.work.gate import Gate, Pass
from engine.work.stopping import INTERRUPTED, StopSignal
from tests.unit.work.test_gate_limits import LoopClock, run_virtually


class Entrance:
    """A gate, and what came through it."""

    def __init__(self, *lanes: LaneSettings, concurrency: int | None = None, clock: Clock | None = None) -> None:
        self.signal, self.clock, self.told = StopSignal(), VirtualClock(), list[str]()
        lanes = lanes or (LaneSettings("only", 1, None, None),)
        self.gate = Gate(
            lanes, None, None, concurrency, clock or self.clock, self.signal, lambda: 0.0, self.told.append
        )
        self.passed: list[tuple[int, Pass | None]] = []

    async def enter(self, name: int = 0, tokens: int = 1) -> Pass:
        """Pass the gate, for which there is room."""
        given = await self.gate.enter(tokens)
        self.passed.append((name, given))
        assert given is not None
        return given

    async def ask(self, name: int) -> None:
        """Ask for a pass; there may be none."""
        self.passed.append((name, await self.gate.enter(1)))

    async def queue(self, group: TaskGroup, names: range) -> None:
        """Let calls line up one after the other."""
        for name in names:
            group.start_soon(self.ask, name)
            await anyio.wait_all_tasks_blocked()

    @property
    def names(self) -> list[int]:
        """Who passed, in order."""
        return [name for name, _ in self.passed]


async def test_calls_pass_in_the_order_in_which_they_came() -> None:
    """With room for one, each end lets the next one through."""
    entrance = Entrance(concurrency=1)
    given = await entrance.enter()
    async with anyio.create_task_group() as group:
        await entrance.queue(group, range(1, 5))
        for _ in range(4):
            entrance.gate.leave(given, kind=None, tokens=None)
            await anyio.wait_all_tasks_blocked()
            last = entrance.passed[-1][1]
            assert last is not None
            given = last
    assert [0, 1, 2, 3, 4] == entrance.names


async def test_a_newcomer_does_not_pass_those_who_wait() -> None:
    """Room that comes free belongs to the first in the queue, even before it has woken."""
    entrance = Entrance(concurrency=1)
    given = await entrance.enter()
    async with anyio.create_task_group() as group:
        await entrance.queue(group, range(1, 2))
        entrance.gate.leave(given, kind=None, tokens=None)
        group.start_soon(entrance.ask, 2)
        await anyio.wait_all_tasks_blocked()
        first = [*entrance.names]
        entrance.signal.set(INTERRUPTED)
    assert [0, 1] == first


@pytest.mark.parametrize("gone", [1, 2, 3])
async def test_a_cancelled_waiter_gives_its_place_back(gone: int) -> None:
    """Whichever of three is cancelled, the other two pass."""
    entrance = Entrance(concurrency=1)
    given = await entrance.enter()
    scopes = {name: anyio.CancelScope() for name in range(1, 4)}

    async def ask(name: int) -> None:
        with scopes[name]:
            entrance.gate.leave(await entrance.enter(name), kind=None, tokens=None)

    async with anyio.create_task_group() as group:
        for name in scopes:
            group.start_soon(ask, name)
            await anyio.wait_all_tasks_blocked()
        scopes[gone].cancel()
        await anyio.wait_all_tasks_blocked()
        entrance.gate.leave(given, kind=None, tokens=None)
    assert [name for name in range(4) if name != gone] == entrance.names


async def test_a_waiter_cancelled_with_its_pass_in_hand_gives_the_pass_back() -> None:
    """A pass that was given in the moment of a cancellation is not lost."""
    entrance = Entrance(concurrency=1)
    given = await entrance.enter()
    async with anyio.create_task_group() as group:
        await entrance.queue(group, range(1, 3))
        entrance.gate.leave(given, kind=None, tokens=None)
        group.cancel_scope.cancel()
    assert 0 == entrance.gate.status.in_flight


async def test_a_stop_sends_everybody_away_at_once() -> None:
    """All who wait, and all who come later, get no pass."""
    entrance = Entrance(concurrency=1)
    await entrance.enter()
    async with anyio.create_task_group() as group:
        await entrance.queue(group, range(1, 4))
        entrance.signal.set(INTERRUPTED)
    await entrance.ask(4)
    assert {1: None, 2: None, 3: None, 4: None} == dict(entrance.passed[1:])


async def test_an_adaptive_start_goes_beyond_its_first_number_without_any_answer() -> None:
    """Who waits for room in a quick start gets it after a moment."""
    entrance = Entrance()
    for name in range(20):
        await entrance.enter(name)
    assert 0 < sum(entrance.clock.slept) < 2


async def test_a_pause_holds_all_calls_of_its_lane_once() -> None:
    """Five refusals that ask for ten seconds are ten seconds of rest, and those who come back are spaced."""
    entrance = Entrance(concurrency=50)
    given = [await entrance.enter() for _ in range(5)]
    for one in given:
        entrance.gate.leave(one, kind=ErrorKind.RATE_LIMITED, tokens=None, retry_after=10.0)
    first = await entrance.enter()
    second = await entrance.enter()
    assert (True, True) == (9.9 < first.entered - given[0].entered < 10.1, second.entered > first.entered + 0.05)


async def test_those_who_come_back_from_any_pause_are_spaced() -> None:
    """After a 503 with Retry-After, where no rate is known, sixteen calls take most of a second."""
    entrance = Entrance(concurrency=50)
    given = [await entrance.enter() for _ in range(16)]
    for one in given:
        entrance.gate.leave(one, kind=ErrorKind.SERVER_ERROR, tokens=None, retry_after=10.0)
        entrance.gate.leave(await entrance.enter(), kind=None, tokens=None)
    back = [await entrance.enter() for _ in range(16)]
    assert 0.5 < back[-1].entered - back[0].entered < 20


async def test_nothing_left_until_a_reset_is_waited_for() -> None:
    """A response that says 0 left, all free in 20 seconds, is believed."""
    entrance = Entrance()
    given = await entrance.enter()
    entrance.gate.leave(given, kind=None, tokens=None, limits=Limits(rpm=600, requests_left=0, requests_reset_s=20.0))
    assert (await entrance.enter()).entered == pytest.approx(given.entered + 20, abs=0.01)


async def test_tokens_that_were_not_used_are_given_back() -> None:
    """After calls that took a tenth of their estimates, the next wait ten times shorter."""
    entrance = Entrance(LaneSettings("told", 1, None, 60_000), concurrency=4)
    for _ in range(200):
        entrance.gate.leave(await entrance.enter(tokens=5000), kind=None, tokens=500)
    before = entrance.clock.now
    for _ in range(10):
        entrance.gate.leave(await entrance.enter(tokens=5000), kind=None, tokens=500)
    assert 4 < entrance.clock.now - before < 7


async def test_what_a_call_took_too_much_is_taken_from_the_next() -> None:
    """5,000 tokens where 100 were reserved, at 1,000 a second, hold the next call back for over four seconds."""
    entrance = Entrance(LaneSettings("told", 1, None, 60_000))
    given = await entrance.enter(tokens=100)
    entrance.gate.leave(given, kind=None, tokens=5000)
    assert (await entrance.enter(tokens=100)).entered > given.entered + 4


def test_a_small_newcomer_does_not_pass_a_large_call_that_waits() -> None:
    """Where tokens are short, the first in the queue is still the first to go."""
    entrance = Entrance(LaneSettings("told", 1, None, 60_000), clock=LoopClock())

    async def body() -> None:
        await entrance.enter(0, tokens=10)
        async with anyio.create_task_group() as group:
            group.start_soon(entrance.enter, 1, 3000)
            await anyio.wait_all_tasks_blocked()
            group.start_soon(entrance.enter, 2, 1)

    run_virtually(body)
    assert [0, 1, 2] == entrance.names


async def test_a_lane_that_is_refused_for_good_is_left_out() -> None:
    """The run goes on with the other, each end is told to the caller once, and the gate closes with the last."""
    entrance = Entrance(LaneSettings("one", 1, None, None), LaneSettings("two", 1, None, None))
    given = [await entrance.enter() for _ in range(3)]
    closed = [entrance.gate.leave(given[place], kind=ErrorKind.FATAL, tokens=None) for place in (0, 2)]
    kept = [(await entrance.enter()).lane for _ in range(3)]
    still_open = entrance.gate.is_open
    closed.append(entrance.gate.leave(given[1], kind=ErrorKind.FATAL, tokens=None))
    assert ([1, 1, 1], True, False) == (kept, still_open, entrance.gate.is_open)
    assert [True, False, True] == closed


async def test_waiters_learn_that_no_lane_is_left() -> None:
    """The end of the last lane sends everybody away."""
    entrance = Entrance(concurrency=1)
    given = await entrance.enter()
    async with anyio.create_task_group() as group:
        await entrance.queue(group, range(1, 3))
        entrance.gate.leave(given, kind=ErrorKind.FATAL, tokens=None)
    assert {1: None, 2: None} == dict(entrance.passed[1:])


async def test_lanes_are_used_by_weight() -> None:
    """Of 400 calls, lanes of weight 3 and 1 take 300 and 100, and one of weight 0 takes none."""
    weights = [3.0, 1.0, 0.0]
    entrance = Entrance(*(LaneSettings(f"w{weight}", weight, None, None) for weight in weights))
    counts = [0, 0, 0]
    for _ in range(400):
        given = await entrance.enter()
        counts[given.lane] += 1
        entrance.gate.leave(given, kind=None, tokens=None)
    assert [300, 100, 0] == counts


async def test_a_lane_of_weight_zero_helps_when_no_other_can() -> None:
    """While the first lane rests, the spare one works."""
    entrance = Entrance(LaneSettings("main", 1, None, None), LaneSettings("spare", 0, None, None))
    given = await entrance.enter()
    entrance.gate.leave(given, kind=ErrorKind.RATE_LIMITED, tokens=None, retry_after=60.0)
    assert (0, 1) == (given.lane, (await entrance.enter()).lane)


async def test_calls_go_to_another_lane_while_one_is_broken() -> None:
    """After eight failures in a row a lane gets nothing for a while."""
    entrance = Entrance(LaneSettings("one", 1, None, None), LaneSettings("two", 1, None, None))
    lanes = []
    for _ in range(40):
        given = await entrance.enter()
        lanes.append(given.lane)
        kind = ErrorKind.CONNECTION if given.lane == 0 else None
        entrance.gate.leave(given, kind=kind, tokens=None)
    assert (8, True) == (lanes.count(0), entrance.gate.status.lanes[0].broken)


async def test_a_lone_endpoint_that_never_answered_is_not_spared() -> None:
    """Its calls fail at once, so that a wrong address ends a run soon."""
    entrance = Entrance()
    for _ in range(100):
        entrance.gate.leave(await entrance.enter(), kind=ErrorKind.CONNECTION, tokens=None)
    assert (False, []) == (entrance.gate.status.lanes[0].broken, entrance.clock.slept)


async def test_a_lone_endpoint_that_went_away_is_tried_by_one_call_at_a_time() -> None:
    """After an outage of 8 calls the next waits for a second, and its success opens the lane again."""
    entrance = Entrance()
    entrance.gate.leave(await entrance.enter(), kind=None, tokens=None)
    for _ in range(8):
        last = await entrance.enter()
        entrance.gate.leave(last, kind=ErrorKind.CONNECTION, tokens=None)
    probe = await entrance.enter()
    entrance.gate.leave(probe, kind=None, tokens=None)
    assert (True, False) == (probe.entered >= last.entered + 1, entrance.gate.status.lanes[0].broken)


async def test_a_free_gate_does_not_suspend() -> None:
    """With room and no limit, a pass is given before anybody else runs."""
    call = Entrance().gate.enter(1)
    with pytest.raises(StopIteration):
        call.send(None)


async def test_status_shows_calls_and_waiters() -> None:
    """Displays see who is in flight and who waits."""
    entrance = Entrance(concurrency=1, clock=SystemClock())
    await entrance.enter()
    async with anyio.create_task_group() as group:
        await entrance.queue(group, range(1, 3))
        status = entrance.gate.status
        entrance.signal.set(INTERRUPTED)
    assert (1, 2, "only") == (status.in_flight, status.waiting, status.lanes[0].name)
