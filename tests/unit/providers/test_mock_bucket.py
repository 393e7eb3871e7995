"""The bucket that the mock server's limits are made of."""

from hypothesis import given
from hypothesis import strategies as st

from engine.providers.mock.bucket import Bucket

AMOUNTS = st.floats(0.01, 50)
STEPS = st.lists(st.tuples(st.floats(0, 5), AMOUNTS), max_size=200)


def _grant(bucket: Bucket, steps: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return (time, amount) of everything that a bucket lets through at once, asked after each pause."""
    now, granted = 0.0, []
    for pause, amount in steps:
        now += pause
        if not bucket.find_wait(amount, now):
            bucket.take(amount)
            granted.append((now, amount))
    return granted


@given(rate=st.floats(0.01, 100), capacity=st.floats(1, 50), steps=STEPS)
def test_no_time_sees_more_than_the_burst_and_the_refill(
    rate: float, capacity: float, steps: list[tuple[float, float]]
) -> None:
    """Between any two moments at most burst + rate * time is granted (the burst: the largest amount, if larger)."""
    granted = _grant(Bucket(rate, capacity, 0.0), steps)
    most = max([capacity, *(amount for _, amount in granted)])
    for first in range(len(granted)):
        total = 0.0
        for at, amount in granted[first:]:
            total += amount
            assert total <= most + rate * (at - granted[first][0]) + 1e-6


@given(rate=st.floats(0.01, 100), capacity=st.floats(1, 50), steps=STEPS, amount=AMOUNTS)
def test_waiting_as_told_is_enough(
    rate: float, capacity: float, steps: list[tuple[float, float]], amount: float
) -> None:
    """Whoever comes back after the wait is let through."""
    bucket = Bucket(rate, capacity, 0.0)
    _grant(bucket, steps)
    now = sum(pause for pause, _ in steps)
    assert 0 == bucket.find_wait(amount, now + bucket.find_wait(amount, now))


def test_a_bucket_begins_full_and_refills_evenly() -> None:
    """Ten at once, then one each half second."""
    bucket = Bucket(2, 10, 0.0)
    assert [(0.0, 1.0)] * 10 == _grant(bucket, [(0.0, 1.0)] * 12)
    assert [0.5, 0] == [bucket.find_wait(1, now) for now in (0.0, 0.5)]


def test_a_full_bucket_lends_what_is_larger_than_itself() -> None:
    """The debt is paid back before anything else passes."""
    bucket = Bucket(1, 10, 0.0)
    assert 0 == bucket.find_wait(25, 0.0)
    bucket.take(25)
    assert (-15, 16, 25) == (bucket.find_level(0.0), bucket.find_wait(1, 0.0), bucket.find_reset(0.0))


def test_a_clock_that_goes_back_refills_nothing() -> None:
    """Time counts from the latest moment seen."""
    bucket = Bucket(1, 1, 100.0)
    bucket.take(1)
    assert [0, 0, 0.5] == [bucket.find_level(now) for now in (100.0, 50.0, 100.5)]
