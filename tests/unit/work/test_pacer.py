"""How sends are spaced."""

import math

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.work.pacer import RatePacer, Spacer, make_bucket


@given(st.floats(1, 10_000_000))
def test_no_minute_lets_through_more_than_it_was_told(per_minute: float) -> None:
    """A full bucket and a minute's flow together stay within the limit, or within one request of a tiny one."""
    bucket = make_bucket(per_minute)
    sent = bucket.max_rate + 60 * bucket.max_rate / bucket.time_period
    assert sent <= max(per_minute, per_minute * 0.99 + 1) * (1 + 1e-9)


@pytest.mark.parametrize("tokens", [0, 1, 50, 5_000])
async def test_a_request_larger_than_the_bucket_passes_piece_by_piece(tokens: int) -> None:
    """However many tokens a request has, it is admitted."""
    await RatePacer(None, 600_000_000).admit(tokens)


async def test_requests_pass_one_after_the_other() -> None:
    """However many workers wait, the tokens of one request are paid before the next one's first."""
    pacer, order = RatePacer(None, 6_000_000), list[int]()

    async def ask(number: int) -> None:
        await pacer.admit(15_000)
        order.append(number)

    async with anyio.create_task_group() as group:
        for number in range(4):
            group.start_soon(ask, number)
            await anyio.wait_all_tasks_blocked()
    assert [0, 1, 2, 3] == order


@pytest.mark.parametrize("per_minute", [None, math.inf])
def test_nothing_is_spaced_without_a_limit(per_minute: float | None) -> None:
    """Where nobody was told a limit, nothing is asked of a limiter."""
    assert not Spacer(per_minute, [per_minute]).spaces


async def test_a_spacer_holds_a_burst_back() -> None:
    """Of three calls in one moment, at 6,000 a minute, the third goes a hundredth of a second later or more."""
    spacer = Spacer(None, [6000])
    started = anyio.current_time()
    for _ in range(3):
        await spacer.admit(0)
    assert anyio.current_time() - started > 0.01
