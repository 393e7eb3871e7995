"""Workers share one purse: it never pays before a tranche is durable, and stops the run when it is empty."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import anyio.lowlevel
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import StorageError
from engine.journal.events import Epoch, Event, Failed, Opened, Reserved
from engine.journal.replay import fold
from engine.providers.prices import FREE, Price, Rate
from engine.records import Ask, Usage
from engine.schedule.budget import Budget
from engine.work.purse import Purse
from engine.work.stopping import INTERRUPTED, Stop, StopSignal
from prompts.base import Prompt

CENT = 10**7
PRICE = Price((Rate(-1, 2_500_000, 10_000_000),))
JOURNAL = Path("journal.jsonl")
OPENED = Opened(1, "pilot", 42, "c0ffee", 1.5)
EPOCH = Epoch(0, 1.5, "c0ffee", (), "openai:gpt-4o", {}, {})
ASK = Ask(Prompt("نظام", "سؤال", "h"), "exams", 1)


@dataclass
class Bench:
    """A purse with a journal that remembers its tranches."""

    limit: int | None = 100 * CENT
    price: Price | None = PRICE
    spent: int = 0
    signal: StopSignal = field(default_factory=StopSignal)
    journal: list[Event] = field(default_factory=lambda: [OPENED, EPOCH])
    writing: int = 0

    def __post_init__(self) -> None:
        self.budget = Budget(self.limit, self.spent)
        self.purse = Purse([self.price], self.budget, self.commit, self.signal, self.signal.set)

    async def commit(self, event: Reserved) -> None:
        """Take some turns of the loop, as a disk does, then remember; only one at a time."""
        self.writing += 1
        assert 1 == self.writing
        for _ in range(5):
            await anyio.lowlevel.checkpoint()
        self.writing -= 1
        self.journal.append(event)

    @property
    def tranches(self) -> list[int]:
        """What was reserved durably, tranche by tranche."""
        return [event.amount for event in self.journal if isinstance(event, Reserved)]


async def _run_all(*works: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async with anyio.create_task_group() as group:
        for work in works:
            group.start_soon(work)


@pytest.mark.parametrize("price", [None, FREE])
async def test_what_costs_nothing_passes(price: Price | None) -> None:
    """No budget is asked and no tranche written, even where an earlier model spent everything."""
    bench = Bench(limit=0, price=price, spent=CENT)
    assert (True, 0) == (bench.purse.is_free, bench.purse.bound(ASK, 800))
    assert await bench.purse.reserve(0)
    bench.purse.settle(0, 0)
    assert ([], None, 0) == (bench.tranches, bench.signal.stop, bench.purse.count_lost(0))


async def test_a_tranche_is_durable_before_anything_is_paid_from_it() -> None:
    """While the disk works, nobody's call goes out."""
    bench = Bench()
    granted: list[int] = []

    async def work() -> None:
        assert await bench.purse.reserve(CENT)
        granted.append(sum(bench.tranches))

    await _run_all(*[work] * 20)
    assert all(durable >= place * CENT for place, durable in enumerate(granted, start=1))


async def test_those_who_come_together_wait_for_one_tranche() -> None:
    """Sixty-four calls at the same moment need a handful of tranches, not one each."""
    bench = Bench()

    async def work() -> None:
        assert await bench.purse.reserve(CENT)

    await _run_all(*[work] * 64)
    assert len(bench.tranches) <= 7
    assert 64 * CENT <= sum(bench.tranches) <= 100 * CENT


async def test_nobody_waits_while_the_next_tranche_is_written() -> None:
    """Only the one who found the tranche running low is held up by the disk."""
    passed, written, budget, signal = list[int](), list[int](), Budget(None, 0), StopSignal()

    async def commit(event: Reserved) -> None:
        before = len(passed)
        with anyio.fail_after(5):
            while len(passed) < min(before + 2, 30):
                await anyio.lowlevel.checkpoint()
        written.append(event.amount)

    purse = Purse([PRICE], budget, commit, signal, signal.set)
    budget.open_tranche(100 * CENT)

    async def work() -> None:
        for _ in range(20):
            assert await purse.reserve(2 * CENT)
            passed.append(1)
            await anyio.lowlevel.checkpoint()

    await _run_all(work, work)
    assert (40, True) == (len(passed), len(written) > 0)


async def test_an_empty_purse_stops_the_run() -> None:
    """With exit code 5; everything that was granted is within the limit, and no dollar of it was left."""
    bench = Bench()
    granted: list[bool] = []

    async def work() -> None:
        while await bench.purse.reserve(CENT):
            granted.append(True)
            await anyio.lowlevel.checkpoint()
            bench.purse.settle(CENT, CENT)

    await _run_all(*[work] * 8)
    said = "the next call can cost up to $0.010, which is set aside before it is sent"
    assert (100, Stop("stopped", said, 5)) == (len(granted), bench.signal.stop)


async def test_cheaper_calls_make_room() -> None:
    """Near the limit calls wait for each other, so that only less than one worst case stays unspent."""
    bench = Bench(limit=100 * CENT)
    calls: list[int] = []

    async def work() -> None:
        while await bench.purse.reserve(30 * CENT):
            await anyio.lowlevel.checkpoint()
            bench.purse.settle(30 * CENT, CENT)
            calls.append(CENT)

    with anyio.fail_after(10):
        await _run_all(*[work] * 50)
    assert (71, 5) == (len(calls), bench.signal.stop and bench.signal.stop.exit_code)


async def test_a_small_call_does_not_overtake_a_large_one() -> None:
    """Those who wait are served in the order in which they came, so that nobody waits for ever."""
    bench = Bench(limit=100 * CENT)
    served: list[int] = []
    bench.budget.open_tranche(100 * CENT)
    assert await bench.purse.reserve(50 * CENT)

    async def work(worst: int) -> None:
        assert await bench.purse.reserve(worst)
        served.append(worst)

    async with anyio.create_task_group() as group:
        group.start_soon(work, 60 * CENT)
        await anyio.wait_all_tasks_blocked()
        group.start_soon(work, CENT)
        await anyio.wait_all_tasks_blocked()
        assert [] == served
        bench.purse.settle(50 * CENT, CENT)
    assert [60 * CENT, CENT] == served


async def test_tranches_are_written_one_at_a_time() -> None:
    """Whoever needs one while one is on its way waits for that, and asks again."""
    bench = Bench(limit=None)

    async def work() -> None:
        for _ in range(5):
            assert await bench.purse.reserve(CENT)
            await anyio.lowlevel.checkpoint()

    await _run_all(*[work] * 30)
    assert 150 * CENT <= sum(bench.tranches)


async def test_who_waits_for_money_is_told_to_stop() -> None:
    """Whoever waits in front and all behind return at once when the run ends."""
    bench = Bench(limit=CENT)
    answers: list[bool] = []
    assert await bench.purse.reserve(CENT)

    async def work() -> None:
        answers.append(await bench.purse.reserve(CENT))

    async def stop() -> None:
        await anyio.wait_all_tasks_blocked()
        bench.signal.set(INTERRUPTED)

    with anyio.fail_after(5):
        await _run_all(work, work, work, stop)
    assert ([False] * 3, INTERRUPTED) == (answers, bench.signal.stop)
    assert not await bench.purse.reserve(0)


async def test_a_disk_that_refuses_reaches_whoever_asked() -> None:
    """No call goes out without a tranche, and what was granted meanwhile is not left reserved."""

    async def refuse(_event: Reserved) -> None:
        await anyio.lowlevel.checkpoint()
        raise StorageError(JOURNAL, "append to", "no space left")

    budget = Budget(None, 0)
    purse = Purse([PRICE], budget, refuse, StopSignal(), lambda _stop: None)
    with pytest.raises(StorageError):
        await purse.reserve(CENT)
    budget.open_tranche(CENT)
    with pytest.raises(StorageError):
        await purse.reserve(CENT)
    assert 0 == budget.unsettled


async def test_a_bound_is_that_of_the_dearest_model() -> None:
    """Before it is known where a call goes; and it comes closer when usage was seen."""
    signal = StopSignal()
    prices = [FREE, None, PRICE, Price((Rate(-1, 5_000_000, 1_000_000),))]
    purse = Purse(prices, Budget(None, 0), Bench().commit, signal, signal.set)
    size = 16  # bytes of the two words
    assert (size + 4096) * 5000 + 800 * 10_000 == purse.bound(ASK, 800)
    purse.learn(ASK, Usage(8, 100))
    assert 11 * 5000 + 800 * 10_000 == purse.bound(ASK, 800)


async def test_what_no_event_accounts_for_is_lost() -> None:
    """Calls that were cut off, whose end was not learned, or whose attempt was given back."""
    bench = Bench(spent=500)
    for _ in range(3):
        assert await bench.purse.reserve(CENT)
    bench.purse.lose(CENT)
    bench.purse.settle(CENT, 700)
    assert (2 * CENT + 700, 2 * CENT) == (bench.purse.count_lost(500), bench.purse.count_lost(500 + 700))
    assert 0 == bench.purse.count_lost(10**12)


@dataclass
class _Life:
    """One process of several workers that dies after so many turns; `charged` is what its provider took."""

    bench: Bench
    charged: int = 0

    async def work(self, ends: list[tuple[int, str]]) -> None:
        """Make calls that end as told: known, unknown, or still in flight at the death."""
        for percent, end in ends:
            if not await self.bench.purse.reserve(CENT):
                return
            cost = CENT * percent // 100
            self.charged += cost
            await anyio.lowlevel.checkpoint()
            if end == "known":
                self.bench.purse.settle(CENT, cost)
                await anyio.lowlevel.checkpoint()
                self.bench.journal.append(Failed("exams", 0, 0, "bad_response", 0, 0, 1, cost))
            elif end == "unknown":
                self.bench.purse.lose(CENT)

    async def live(self, workers: list[list[tuple[int, str]]], turns: int) -> None:
        """Work until death."""
        async with anyio.create_task_group() as group:
            for ends in workers:
                group.start_soon(self.work, ends)
            for _ in range(turns):
                await anyio.lowlevel.checkpoint()
            group.cancel_scope.cancel()


ends = st.lists(st.tuples(st.integers(0, 100), st.sampled_from(["known", "unknown", "in flight"])), max_size=8)


@given(st.lists(st.tuples(st.lists(ends, min_size=1, max_size=6), st.integers(0, 60)), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_crashes_never_let_a_run_spend_more(lives: list[tuple[list[list[tuple[int, str]]], int]]) -> None:
    """However often it dies, what was charged is within what its journal counts, and both within the limit."""
    journal: list[Event] = [OPENED, EPOCH]
    charged = 0
    for number, (workers, turns) in enumerate(lives, start=1):
        bench = Bench(limit=20 * CENT, spent=fold(journal).spent, journal=journal)
        life = _Life(bench)
        anyio.run(life.live, workers, turns)
        charged += life.charged
        assert charged <= fold(journal).spent <= 20 * CENT
        journal.append(Epoch(number, 1.5, "c0ffee", (), "openai:gpt-4o", {}, {}))
