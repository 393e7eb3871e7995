"""How many calls may be in flight where nobody told."""

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from engine.schedule.adaptive import FIRST, MOST_CALLS, AdaptiveConcurrency


def _answer(state: AdaptiveConcurrency, now: float, latency: float, calls: int, in_flight: int | None = None) -> None:
    for _ in range(calls):
        state.succeed(now, now - latency, int(state.limit) if in_flight is None else in_flight)


def test_a_round_of_answers_doubles_the_start() -> None:
    """Each answer lets two calls go while no trouble was met."""
    state = AdaptiveConcurrency()
    _answer(state, 1.0, 0.5, FIRST)
    assert 2 * FIRST == state.limit


def test_it_never_grows_beyond_its_most() -> None:
    """512 calls in flight are enough."""
    state = AdaptiveConcurrency()
    _answer(state, 1.0, 0.5, 2000)
    assert MOST_CALLS == state.limit


def test_a_limit_that_is_not_used_does_not_grow() -> None:
    """Answers to a few calls say nothing about many."""
    state = AdaptiveConcurrency()
    _answer(state, 1.0, 0.5, 100, in_flight=3)
    assert FIRST == state.limit


def test_an_answer_grows_it_where_somebody_was_turned_away_meanwhile() -> None:
    """Demand that came between two volleys of answers is not forgotten."""
    state = AdaptiveConcurrency()
    state.wait(100.0, FIRST)
    state.succeed(103.0, 99.0, 3)
    before = state.limit
    state.succeed(103.0, 101.0, 3)
    assert (FIRST + 1, FIRST + 1) == (before, state.limit)


def test_a_quick_start_does_not_wait_for_slow_answers() -> None:
    """With all calls in flight, half a second without bad news doubles the number."""
    state = AdaptiveConcurrency()
    waits = [state.wait(100.0, FIRST), state.wait(100.5, FIRST)]
    assert ([0.5, 0.0], 2 * FIRST) == (waits, state.limit)


def test_one_failure_in_twenty_is_no_reason_to_shrink() -> None:
    """Single server errors are weather."""
    state = AdaptiveConcurrency()
    for _ in range(50):
        _answer(state, 1.0, 0.5, 19, in_flight=1)
        state.trouble(1.0, 0.5)
    assert FIRST == state.limit


def test_a_burst_of_failures_shrinks_once_a_round_trip() -> None:
    """Twenty failures of one round take 30%, not 30% each."""
    state = AdaptiveConcurrency()
    for _ in range(20):
        state.trouble(1.0, 0.5)
    assert FIRST * 0.7 == state.limit


def test_growth_after_trouble_is_additive() -> None:
    """A round of answers adds about one call, not as many again."""
    state = AdaptiveConcurrency()
    for _ in range(20):
        state.trouble(1.0, 0.5)
    before = state.limit
    _answer(state, 2.0, 0.5, int(before))
    assert 0.8 < state.limit - before < 1.2


def test_slower_answers_shrink_it_but_not_under_what_is_worked_off() -> None:
    """Ten times the smallest latency cuts the number, again and again, and it stays above two."""
    state = AdaptiveConcurrency()
    _answer(state, 1.0, 0.1, 32)
    before = state.limit
    for second in range(2, 5):
        _answer(state, second * 10.0, 1.0, 16)
    assert 2 < state.limit < before


def test_a_refusal_leaves_enough_for_the_learned_rate() -> None:
    """With 20 calls a second of half a second each, at least 20 may stay in flight."""
    state = AdaptiveConcurrency()
    _answer(state, 1.0, 0.5, 48)
    for second in range(2, 40):
        state.refuse(float(second), second - 0.1, 20.0)
    assert 20 <= state.limit < 64


@given(
    st.lists(st.tuples(st.sampled_from(["succeed", "trouble", "refuse", "wait"]), st.floats(0.001, 50)), max_size=200)
)
def test_it_stays_between_one_and_its_most(events: list[tuple[str, float]]) -> None:
    """Whatever happens, at least one call may go, and never more than the most."""
    state, now = AdaptiveConcurrency(), 0.0
    for event, seconds in events:
        now += seconds
        match event:
            case "succeed":
                state.succeed(now, now - seconds, int(state.limit))
            case "trouble":
                state.trouble(now, now - seconds)
            case "refuse":
                state.refuse(now, now - seconds, 1.0)
            case _:
                state.wait(now, int(state.limit))
        assert (True, 0.0) == (1 <= state.limit <= MOST_CALLS, min(state.wait(now, 0), inf))
