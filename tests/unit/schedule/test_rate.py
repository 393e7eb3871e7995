"""How sends are spaced."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.schedule.rate import Pace, TokenPace


def test_the_first_call_goes_at_once_and_the_second_is_spaced() -> None:
    """At two a second, the second is due half a second after the first, where nothing is caught up with."""
    pace = Pace(2.0, late=0.0)
    first = pace.wait(100.0, 1)
    pace.take(100.0, 1)
    assert (True, 0.5) == (first <= 0, pace.wait(100.0, 1))


def test_a_late_call_is_caught_up_with() -> None:
    """Twenty milliseconds of lateness shorten the next wait."""
    pace = Pace(2.0, late=0.02)
    pace.take(100.0, 1)
    pace.take(100.5, 1)
    assert 0.48 == pytest.approx(pace.wait(100.5, 1))


def test_a_long_idle_time_does_not_become_a_burst() -> None:
    """After a minute without calls one goes at once, and no second one with it."""
    pace = Pace(2.0)
    pace.take(100.0, 1)
    pace.take(160.0, 1)
    assert pace.wait(160.0, 1) > 0.4


def test_without_a_limit_nothing_waits() -> None:
    """An infinite rate is no limit."""
    pace = Pace(inf)
    pace.take(100.0, 1e9)
    assert pace.wait(100.0, 1e9) <= 0


@given(st.floats(-500, 500))
def test_what_is_given_back_or_owed_moves_the_next_call(amount: float) -> None:
    """Ten tokens a second: each token given back is a tenth of a second earlier, each one owed as much later."""
    pace = Pace(10.0)
    pace.take(100.0, 1)
    before = pace.wait(100.0, 1)
    pace.give(amount)
    assert before - amount / 10 == pytest.approx(pace.wait(100.0, 1), abs=1e-9)


@given(st.floats(60, 1e7), st.lists(st.tuples(st.floats(0, 3), st.floats(0, 1)), min_size=1, max_size=60))
def test_no_minute_holds_more_tokens_than_the_limit(per_minute: float, calls: list[tuple[float, float]]) -> None:
    """However late the calls and however they differ, up to a tenth of the limit, no 60 seconds exceed it."""
    pace, now, sent = TokenPace(), 0.0, list[tuple[float, float]]()
    pace.limit(per_minute / 60)
    for late, share in calls:
        tokens = share * per_minute / 10
        now += max(pace.wait(now, tokens), 0.0) + late
        pace.take(now, tokens)
        sent.append((now, tokens))
    densest = max(sum(tokens for at, tokens in sent if start <= at <= start + 60) for start, _ in sent)
    assert densest <= per_minute * (1 + 1e-9)
