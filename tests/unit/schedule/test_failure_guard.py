"""When a run that only fails is stopped."""

from engine.schedule.failures import FailureGuard


def test_failures_in_a_row_trip_the_guard() -> None:
    """The guard trips with the last allowed failure in a row."""
    guard = FailureGuard(most_in_a_row=3)
    states = []
    for _ in range(3):
        guard.record(failed=True)
        states.append(guard.tripped)
    assert states == [False, False, True]


def test_one_success_starts_the_count_anew() -> None:
    """Failures with a success between them are not in a row."""
    guard = FailureGuard(most_in_a_row=2)
    for failed in (True, False, True):
        guard.record(failed=failed)
    assert not guard.tripped
