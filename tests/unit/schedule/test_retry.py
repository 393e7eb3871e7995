"""Which errors are tried again, when, and until when."""

import pytest

from engine.records import ErrorKind
from engine.schedule.retry import decide_retry


@pytest.mark.parametrize(
    ("kind", "tries"),
    [
        (ErrorKind.SERVER_ERROR, 6),
        (ErrorKind.CONNECTION, 6),
        (ErrorKind.TIMEOUT, 3),
        (ErrorKind.BAD_RESPONSE, 3),
        (ErrorKind.BAD_REQUEST, 1),
        (ErrorKind.FATAL, 1),
    ],
)
def test_a_kind_of_error_has_its_number_of_tries(kind: ErrorKind, tries: int) -> None:
    """A call fails for good with the last allowed try of its error kind, and not before."""
    waits = [decide_retry(kind, count, elapsed=0.0, jitter=0.0) for count in range(1, tries + 1)]
    assert [True] * (tries - 1) + [False] == [wait is not None for wait in waits]


def test_a_429_is_waited_out_however_often_it_comes() -> None:
    """The number of 429s never ends a call."""
    assert decide_retry(ErrorKind.RATE_LIMITED, 10_000, elapsed=60.0, jitter=0.0) is not None


def test_hours_of_429_end_the_call() -> None:
    """After two hours of nothing but 429 a call is given up."""
    assert None is decide_retry(ErrorKind.RATE_LIMITED, 500, elapsed=7201.0, jitter=0.0)


def test_waits_double_up_to_a_ceiling() -> None:
    """Each wait is twice the one before until it reaches its ceiling."""
    waits = [decide_retry(ErrorKind.RATE_LIMITED, tries, elapsed=0.0, jitter=1.0) for tries in range(1, 10)]
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]


def test_jitter_spreads_a_wait_over_its_second_half() -> None:
    """The least jitter halves a wait."""
    assert decide_retry(ErrorKind.SERVER_ERROR, 1, elapsed=0.0, jitter=0.0) == 0.25
