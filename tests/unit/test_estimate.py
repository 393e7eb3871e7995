"""What is still to come is estimated from what the run has measured, and from assumptions only before that."""

from dataclasses import replace

import pytest

from engine.estimate import ASSUMED_ACCEPT_RATE, Assumed, Load, add_loads, estimate_task, price_load
from engine.journal.replay import TaskHistory
from engine.providers.prices import FREE, Price, Rate
from engine.records import Usage

ASSUMED = Assumed(1, 1000, 200)
PRICE = Price((Rate(-1, 2_500_000, 10_000_000), Rate(1500, 5_000_000, 20_000_000)))
HALF = TaskHistory(
    steps=(2000,),
    cells={("A",): 500},
    attempts=1000,
    refusals={"leak": 500},
    failures={},
    calls=1200,
    usage=Usage(800_000, 150_000, 10**9),
    shards=(),
    rejects=(),
)


@pytest.mark.parametrize("history", [None, replace(HALF, cells={}, attempts=0, calls=0, usage=Usage())])
def test_a_new_run_is_assumed(history: TaskHistory | None) -> None:
    """Before the first attempt, the assumed share is accepted in calls of the assumed length."""
    assert Load(1176, 1_176_471, 235_294) == estimate_task(1000, history, ASSUMED)
    assert 1000 == round(1176 * ASSUMED_ACCEPT_RATE)


def test_a_run_knows_its_own_rates() -> None:
    """One in two accepted, 1.2 calls, 800 and 150 tokens an attempt: that is what the rest is made of, within 1%."""
    load = estimate_task(1000, HALF, ASSUMED)
    assert [pytest.approx(each, rel=0.01) for each in (2400, 1_600_000, 300_000)] == list(load)


def test_rows_of_one_call_share_its_prompt() -> None:
    """Asking for five rows in one call takes a fifth of the calls and of the prompts, and the same replies."""
    assert Load(235, 235_294, 235_294) == estimate_task(1000, None, Assumed(5, 1000, 200))


def test_a_run_that_accepted_nothing_has_an_estimate() -> None:
    """Fifty attempts in vain make many calls likely, not endlessly many."""
    vain = replace(HALF, cells={}, attempts=50, calls=50, usage=Usage())
    load = estimate_task(10, vain, ASSUMED)
    assert (600, 600_000) == (load.calls, load.prompt_tokens)


def test_a_full_task_takes_nothing() -> None:
    """Where no row is missing, there is nothing to pay."""
    assert (Load(0, 0, 0), 0.0) == (load := estimate_task(0, HALF, ASSUMED), price_load(load, PRICE))


def test_a_price_is_per_call() -> None:
    """A rate for long prompts holds where one call is long, not where all together are."""
    assert 100 * (1000 * 2500 + 200 * 10_000) / 1e9 == price_load(Load(100, 100_000, 20_000), PRICE)
    assert 100 * (2000 * 5000 + 200 * 20_000) / 1e9 == price_load(Load(100, 200_000, 20_000), PRICE)


def test_an_unknown_price_is_no_price() -> None:
    """Free is nought; unknown is not."""
    assert (0.0, None) == (price_load(Load(1, 2, 3), FREE), price_load(Load(1, 2, 3), None))


def test_loads_add_up() -> None:
    """Of several tasks, or of none."""
    assert (Load(5, 7, 9), Load(0, 0, 0)) == (add_loads([Load(1, 2, 3), Load(4, 5, 6)]), add_loads([]))


def test_another_number_of_rows_in_a_call_changes_calls_and_prompts() -> None:
    """A run measured with one row in a call needs a fifth of the calls and prompts where five are asked for."""
    alone, together = (estimate_task(1000, HALF, ASSUMED._replace(rows=rows), 1) for rows in (1, 5))
    assert (round(alone.calls / 5), alone.completion_tokens) == (together.calls, together.completion_tokens)
    assert round(alone.prompt_tokens / 5) == together.prompt_tokens
