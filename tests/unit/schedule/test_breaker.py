"""Keeping away from what does not answer."""

from math import inf

from engine.schedule.breaker import Breaker


def _break(failures: int = 8) -> Breaker:
    breaker = Breaker()
    for _ in range(failures):
        breaker.fail(100.0, 99.0, 0.0)
    return breaker


def test_seven_failures_are_borne() -> None:
    """A breaker opens with the eighth failure in a row, and says so then."""
    breaker = _break(7)
    before = breaker.is_open
    assert (False, True, True) == (before, breaker.fail(100.0, 99.0, 0.0), breaker.is_open)


def test_an_answer_between_failures_starts_the_count_again() -> None:
    """Seven failures, one answer and seven failures are no run of eight."""
    breaker = _break(7)
    breaker.succeed(99.0)
    for _ in range(7):
        breaker.fail(100.0, 99.0, 0.0)
    assert not breaker.is_open


def test_one_call_tries_at_a_time() -> None:
    """After a second one call may go, and no other before it has ended."""
    breaker = _break()
    waits = [breaker.wait(100.0), breaker.wait(101.0)]
    breaker.enter()
    assert [1.0, 0.0, inf] == [*waits, breaker.wait(101.0)]


def test_the_wait_doubles_up_to_half_a_minute() -> None:
    """Each failed try is followed by a longer rest."""
    breaker, now, waits = _break(), 100.0, []
    for _ in range(7):
        waits.append(breaker.wait(now))
        now += waits[-1]
        breaker.enter()
        breaker.fail(now, now, 0.0)
    assert [1, 2, 4, 8, 16, 30, 30] == waits


def test_a_try_that_succeeds_closes_it() -> None:
    """Calls flow again, and the next outage starts with a short wait."""
    breaker = _break()
    breaker.enter()
    breaker.succeed(101.0)
    assert (False, 0.0) == (breaker.is_open, breaker.wait(101.0))


def test_calls_sent_before_it_opened_say_nothing() -> None:
    """Stragglers of the outage neither close it nor lengthen its wait."""
    breaker = _break()
    breaker.fail(100.5, 99.5, 0.0)
    breaker.succeed(99.5)
    assert (True, 0.5) == (breaker.is_open, breaker.wait(100.5))


def test_a_try_that_was_never_sent_leaves_its_place() -> None:
    """A withdrawn try lets another one go."""
    breaker = _break()
    breaker.enter()
    breaker.withdraw()
    assert 0.0 == breaker.wait(101.0)
