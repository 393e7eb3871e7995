"""The gate before a server with a hidden, shown or told limit, in virtual time."""

import asyncio
import math
import selectors
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.records import ErrorKind, Limits
from engine.schedule.lane import LaneSettings
from engine.work.gate import Gate
from engine.work.stopping import StopSignal

MEAN_TOKENS = 500


class JumpingSelector(selectors.DefaultSelector):
    """Never waits: the time jumps to the next timer."""

    now = 1000.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Let the virtual time pass; each turn of the loop takes a little, as in life."""
        assert timeout is not None, "nothing will ever happen"
        assert timeout < 3600, "everybody waits for ever"
        self.now += max(timeout, 1e-7)
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop in virtual time."""

    def __init__(self) -> None:
        self.selector = JumpingSelector()
        super().__init__(self.selector)

    def time(self) -> float:
        """Return virtual seconds."""
        return self.selector.now


class LoopClock:
    """The loop's own time."""

    def monotonic(self) -> float:
        """Return the loop's seconds."""
        return asyncio.get_running_loop().time()

    def wall(self) -> float:
        """Return seconds since the Unix epoch."""
        return 1_700_000_000.0 + self.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait in the loop."""
        await anyio.sleep(seconds)


@dataclass
class Server:
    """A token bucket of calls or of tokens, as providers keep it."""

    rpm: float
    burst: float = 10
    latency: float = 0.2
    retry: str = "ms"
    shows: bool = False
    by_tokens: bool = False
    accepted: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    level: float = field(init=False)
    seen: float = 1000.0
    most_in_flight: int = 0
    in_flight: int = 0

    def __post_init__(self) -> None:
        """Begin with a full bucket."""
        self.level = self.burst

    def admit(self, now: float, tokens: int) -> float:
        """Take a call; return the seconds until it would be taken, 0 where it was."""
        rate = self.rpm / 60
        self.level = min(self.burst, self.level + (now - self.seen) * rate)
        self.seen = now
        cost = tokens / MEAN_TOKENS if self.by_tokens else 1.0
        if self.level >= cost - 1e-9:
            self.level -= cost
            self.accepted.append(now)
            return 0.0
        self.refused.append(now)
        return (cost - self.level) / rate

    def say(self, wait: float) -> float | None:
        """Return what stands in Retry-After."""
        return {"ms": wait, "s": float(math.ceil(wait)), "none": None}[self.retry]

    def show(self) -> Limits | None:
        """Return the limit headers."""
        if not self.shows:
            return None
        return Limits(
            rpm=self.rpm, requests_left=int(self.level), requests_reset_s=(self.burst - self.level) / self.rpm * 60
        )

    def read(self, since: float, until: float) -> tuple[float, float]:
        """Return the share of the limit that was accepted in a span, and the share of refusals among all calls."""
        good = sum(1000 + since <= at < 1000 + until for at in self.accepted)
        bad = sum(1000 + since <= at < 1000 + until for at in self.refused)
        return good / (self.rpm / 60 * (until - since)), bad / max(1, good + bad)


def make_gate(
    rpm: float | None = None,
    tpm: float | None = None,
    concurrency: int | None = None,
    lane: LaneSettings | None = None,
    signal: StopSignal | None = None,
) -> Gate:
    """Return a gate with one lane."""
    lanes = [lane or LaneSettings("only", 1, None, None)]
    return Gate(lanes, rpm, tpm, concurrency, LoopClock(), signal or StopSignal(), lambda: 0.5, lambda _: None)


async def work(gate: Gate, server: Server, until: float, tokens: Callable[[], int]) -> None:
    """Send calls until the time is over."""
    clock = LoopClock()
    while clock.monotonic() < until:
        size = tokens()
        entered = await gate.enter(size)
        if entered is None:
            return
        wait = server.admit(clock.monotonic(), size)
        limits = server.show()
        server.in_flight += 1
        server.most_in_flight = max(server.most_in_flight, server.in_flight)
        await anyio.sleep(min(server.latency, 0.05) if wait else server.latency)
        server.in_flight -= 1
        kind = ErrorKind.RATE_LIMITED if wait else None
        gate.leave(
            entered,
            kind=kind,
            tokens=None if wait else size,
            retry_after=server.say(wait) if wait else None,
            limits=limits,
        )


def run_virtually(body: Callable[[], Coroutine[None, None, None]]) -> None:
    """Run in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(body())


def drive(make: Callable[[], Gate], server: Server, seconds: float, workers: int = 64, spread: int = 0) -> Gate:
    """Let workers press calls through a gate, and return it."""
    gates: list[Gate] = []
    sizes = iter(range(10**9))

    def draw_size() -> int:
        return MEAN_TOKENS + (next(sizes) * 7919 % (2 * spread + 1)) - spread

    async def body() -> None:
        gates.append(make())
        async with anyio.create_task_group() as group:
            for _ in range(workers):
                group.start_soon(work, gates[0], server, 1000 + seconds, draw_size)

    run_virtually(body)
    return gates[0]


def test_two_minutes_told_a_limit_use_it_and_never_pass_it() -> None:
    """No 60 seconds hold more than 1,200 calls, at least 98% of the limit is used, and nothing is refused."""
    server = Server(1200, burst=10)
    drive(lambda: make_gate(rpm=1200), server, 120)
    densest = max(
        sum(at <= later <= at + 60 for later in server.accepted[i : i + 1300]) for i, at in enumerate(server.accepted)
    )
    assert ([], True, True) == (server.refused, densest <= 1200, server.read(0, 120)[0] >= 0.98)


@pytest.mark.parametrize("rpm", [60, 6000])
def test_a_told_limit_of_a_lane_is_used_and_not_passed(rpm: float) -> None:
    """What a lane was told holds like what the run was told."""
    server = Server(rpm, burst=10)
    drive(lambda: make_gate(lane=LaneSettings("told", 1, rpm, None)), server, 60)
    assert ([], True) == (server.refused, server.read(0, 60)[0] >= 0.98)


def test_a_told_token_limit_is_used_and_not_passed() -> None:
    """Calls of unequal size, of 600,000 tokens a minute, use at least 98% of it without a refusal."""
    server = Server(1200, burst=10, by_tokens=True)
    drive(lambda: make_gate(tpm=1200 * MEAN_TOKENS), server, 60, spread=400)
    assert ([], True) == (server.refused, server.read(0, 60)[0] >= 0.98)


@pytest.mark.parametrize("retry", ["ms", "s", "none"])
def test_a_server_that_holds_one_call_is_survived(retry: str) -> None:
    """Told its limit, few calls are refused and most of the limit is used."""
    server = Server(1200, burst=1, retry=retry)
    drive(lambda: make_gate(rpm=1200), server, 60)
    share, refused = server.read(0, 60)
    assert (True, True) == (share >= 0.9, refused < 0.01)


@pytest.mark.parametrize(
    ("rpm", "burst", "latency"), [(60, 10, 0.2), (1200, 10, 0.2), (1200, 1, 0.2), (6000, 100, 1.0)]
)
def test_a_limit_in_headers_is_adopted(rpm: float, burst: float, latency: float) -> None:
    """After ten seconds at least 95% of what the headers say is used, with under 1% refusals."""
    server = Server(rpm, burst, latency, shows=True)
    drive(make_gate, server, 70, workers=160)
    share, refused = server.read(10, 70)
    assert (True, True) == (share >= 0.95, refused < 0.01)


@pytest.mark.parametrize("retry", ["ms", "s", "none"])
@pytest.mark.parametrize(
    ("rpm", "burst", "latency"), [(120, 10, 0.2), (1200, 10, 0.2), (1200, 100, 1.0), (1200, 1, 0.05)]
)
def test_a_hidden_limit_is_found(rpm: float, burst: float, latency: float, retry: str) -> None:
    """After ten seconds at least 95% of a limit that nobody told is used, with under 5% refusals."""
    server = Server(rpm, burst, latency, retry)
    drive(make_gate, server, 130)
    share, refused = server.read(10, 130)
    assert (True, True) == (share >= 0.95, refused < 0.05)


def test_a_hidden_token_limit_is_found() -> None:
    """The same where the server counts tokens and calls are of unequal size."""
    server = Server(1200, burst=10, by_tokens=True)
    drive(make_gate, server, 130, spread=150)
    share, refused = server.read(10, 130)
    assert (True, True) == (share >= 0.95, refused < 0.05)


def test_a_limit_that_is_halved_is_found_again() -> None:
    """A minute after the limit was halved, at least 90% of the new one is used, with under 5% refusals."""
    server = Server(2400, burst=10)
    clock = LoopClock()

    async def body() -> None:
        gate = make_gate()
        async with anyio.create_task_group() as group:
            for _ in range(64):
                group.start_soon(work, gate, server, 1180.0, lambda: MEAN_TOKENS)
            await anyio.sleep(1060.0 - clock.monotonic())
            server.rpm = 1200

    run_virtually(body)
    share, refused = server.read(120, 180)
    assert (True, True) == (share >= 0.9, refused < 0.05)


def test_without_a_limit_the_start_is_quick_and_nothing_is_held_back() -> None:
    """512 calls are in flight within three seconds of 200 ms answers, and stay so."""
    server = Server(10**9, burst=10**9)
    drive(make_gate, server, 3, workers=512)
    assert 512 == server.most_in_flight


@settings(max_examples=8, deadline=None)
@given(rpm=st.integers(1, 5000), cap=st.integers(1, 40), latency=st.floats(0.01, 3))
def test_no_minute_holds_more_than_was_told(rpm: int, cap: int, latency: float) -> None:
    """Whatever limit, concurrency and latency, no 60 seconds hold more calls, and never more are in flight."""
    server = Server(10**9, burst=10**9, latency=latency)
    drive(lambda: make_gate(rpm=rpm, concurrency=cap), server, 75, workers=cap + 8)
    sent = server.accepted
    first = densest = 0
    for place, at in enumerate(sent):
        while at - sent[first] > 60:
            first += 1
        densest = max(densest, place - first + 1)
    assert (True, True) == (densest <= rpm, server.most_in_flight <= cap)


@settings(max_examples=10, deadline=None)
@given(sizes=st.lists(st.integers(1, 600), min_size=20, max_size=60))
def test_no_minute_holds_more_tokens_than_was_told(sizes: list[int]) -> None:
    """Whatever the sizes, up to a tenth of the limit, no 60 seconds hold more tokens."""
    sent: list[tuple[float, int]] = []

    async def body() -> None:
        gate = make_gate(tpm=6000)
        for size in sizes:
            entered = await gate.enter(size)
            assert entered is not None
            sent.append((entered.entered, size))
            gate.leave(entered, kind=None, tokens=size)

    run_virtually(body)
    densest = max(sum(size for later, size in sent if at <= later <= at + 60) for at, _ in sent)
    assert densest <= 6000
