"""How sends are spaced."""

import math

import anyio
import pytest

from engine.work.pacer import Spacer


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
