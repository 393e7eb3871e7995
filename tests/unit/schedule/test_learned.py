"""What a refusal teaches."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.schedule.evidence import Evidence
from engine.schedule.learned import LearnedRate


def _send(rate: LearnedRate, start: float, calls: int, per_second: float) -> float:
    for number in range(calls):
        rate.send(start + number / per_second, pressed=True)
    return start + calls / per_second


def test_nothing_is_paced_before_a_refusal() -> None:
    """Ten thousand calls without one leave the rate infinite."""
    rate = LearnedRate()
    _send(rate, 100.0, 10_000, 1000)
    assert inf == rate.rate


def test_what_lies_between_two_refusals_is_what_the_server_pours_in() -> None:
    """100 calls in 10 seconds from one empty bucket to the next are shown to be about ten a second."""
    evidence = Evidence()
    evidence.send(100.05)
    evidence.refuse(100.05)
    for number in range(100):
        evidence.send(100.1 + number / 10)
    evidence.send(110.15)
    evidence.refuse(110.15)
    proof = evidence.prove(110.15, burst=1000, rate=10)
    assert (True, True) == (9.6 < proof.least < 10, 9.8 < proof.most < 10.2)


def test_a_long_rest_counts_no_more_than_a_full_bucket() -> None:
    """Of a rest of 20 seconds only the two count in which a bucket of ten is filled at five a second."""
    evidence = Evidence()
    evidence.send(100.05)
    evidence.refuse(100.05)
    for number in range(50):
        evidence.send(120.1 + number / 5)
    evidence.send(130.15)
    evidence.refuse(130.15)
    assert 3.9 < evidence.prove(130.15, burst=10, rate=5).least < 5


def test_what_is_older_than_a_minute_is_forgotten() -> None:
    """A refusal of long ago begins no window."""
    evidence = Evidence()
    evidence.send(100.0)
    evidence.refuse(100.0)
    evidence.send(200.0)
    assert 0.0 == evidence.prove(200.0, burst=10, rate=1).least


def test_refusals_of_calls_sent_before_the_cut_do_not_cut_again() -> None:
    """The rest of a volley that met an empty bucket refines one decision."""
    rate = LearnedRate()
    end = _send(rate, 100.0, 40, 40)
    for number in range(30, 40):
        rate.refuse(end + number / 1000, 100.0 + number / 40, 0.0)
    assert 20 < rate.rate < 40


def test_a_rate_that_holds_is_raised_only_where_it_is_wanted() -> None:
    """Calls that did not have to wait are no reason to go faster."""
    rate = LearnedRate()
    end = _send(rate, 100.0, 40, 40)
    rate.refuse(end, 100.9, 0.0)
    before = rate.rate
    for number in range(100):
        rate.send(end + number, pressed=False)
    idle = rate.rate
    rate.send(end + 200, pressed=True)
    assert (before, True) == (idle, rate.rate > before)


@given(st.lists(st.tuples(st.floats(0.0, 30), st.booleans(), st.floats(0, 60)), min_size=1, max_size=150))
def test_the_rate_is_always_one_that_can_be_paced(calls: list[tuple[float, bool, float]]) -> None:
    """Whatever is refused, the rate is positive, and no refusal raises it."""
    rate, now = LearnedRate(), 100.0
    for gap, refused, rest in calls:
        now += gap
        rate.send(now, pressed=True)
        before = rate.rate
        if refused:
            rate.refuse(now + 0.01, now, rest)
            assert rate.rate <= before
        assert rate.rate >= 1 / 60


def test_hours_of_refusals_slow_it_down_to_one_call_a_minute() -> None:
    """A quota that is used up for the day costs few calls."""
    rate, now = LearnedRate(), 100.0
    for _ in range(60):
        rate.send(now, pressed=True)
        rate.refuse(now + 0.1, now, 0.0)
        now += 1 / rate.rate
    assert 1 / 60 == pytest.approx(rate.rate, rel=0.02)
