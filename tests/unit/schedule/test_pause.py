"""One rest for everybody."""

from hypothesis import given
from hypothesis import strategies as st

from engine.schedule.pause import MAX_PAUSE_S, SharedPause


def test_nobody_rests_before_a_pause() -> None:
    """Sending is free at first."""
    assert SharedPause().remaining(now=100.0) == 0.0


def test_a_pause_runs_down_with_the_clock() -> None:
    """What is left of a pause is its end minus now."""
    pause = SharedPause()
    pause.extend(now=100.0, seconds=5.0)
    assert pause.remaining(now=103.0) == 2.0


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    """The longest rest asked for stands."""
    pause = SharedPause()
    pause.extend(now=100.0, seconds=30.0)
    pause.extend(now=101.0, seconds=1.0)
    assert pause.remaining(now=101.0) == 29.0


def test_a_hostile_server_cannot_stop_a_run_for_ever() -> None:
    """A pause is cut to an hour."""
    pause = SharedPause()
    pause.extend(now=0.0, seconds=1e12)
    assert pause.remaining(now=0.0) == MAX_PAUSE_S


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(-10, 5000)), max_size=50))
def test_no_pause_is_shortened_by_a_later_one(asked: list[tuple[float, float]]) -> None:
    """Whatever is asked for, the end of the rest never moves back."""
    pause, now = SharedPause(), 0.0
    for gap, seconds in asked:
        now += gap
        before = pause.remaining(now)
        pause.extend(now, seconds)
        assert pause.remaining(now) >= before
