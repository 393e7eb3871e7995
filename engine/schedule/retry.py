"""Decides whether and when a failed call is tried again, by the kind of its error."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tenacity import RetryCallState, Retrying
from tenacity.stop import stop_after_attempt, stop_after_delay, stop_base
from tenacity.wait import wait_base, wait_exponential

from engine.records import ErrorKind


@dataclass(frozen=True, slots=True)
class Policy:
    """How one kind of error is retried: when to stop, and how long to wait before the next try."""

    stop: stop_base
    wait: wait_base


_HOURS = 3600.0
_NEVER_AGAIN = Policy(stop_after_attempt(1), wait_exponential())

POLICIES: Mapping[ErrorKind, Policy] = MappingProxyType(
    {
        # A 429 is no failure: it is waited out for hours before the run stops, resumable.
        ErrorKind.RATE_LIMITED: Policy(stop_after_delay(2 * _HOURS), wait_exponential(multiplier=0.5, max=60)),
        ErrorKind.SERVER_ERROR: Policy(stop_after_attempt(6), wait_exponential(multiplier=0.5, max=30)),
        ErrorKind.CONNECTION: Policy(stop_after_attempt(6), wait_exponential(multiplier=0.25, max=30)),
        ErrorKind.TIMEOUT: Policy(stop_after_attempt(3), wait_exponential(multiplier=0.25, max=10)),
        ErrorKind.BAD_REQUEST: _NEVER_AGAIN,
        ErrorKind.BAD_RESPONSE: Policy(stop_after_attempt(3), wait_exponential(multiplier=0.25, max=10)),
        ErrorKind.FATAL: _NEVER_AGAIN,
    }
)
"""Error kind to its policy; waits in seconds, doubling from the multiplier."""

_DRIVER = Retrying()


def decide_retry(
    kind: ErrorKind,
    tries: int,
    elapsed: float,
    jitter: float,
    policies: Mapping[ErrorKind, Policy] = POLICIES,
) -> float | None:
    """Return the seconds to wait before the next try, or None when the call has failed for good.

    Args:
        kind: What ended the latest try.
        tries: Tries of this kind made so far, from 1.
        elapsed: Seconds since the first try of the call.
        jitter: A draw from [0, 1) that spreads the wait over 50% to 100% of its length.
        policies: Policy of each kind.
    """
    policy = policies[kind]
    state = RetryCallState(retry_object=_DRIVER, fn=None, args=(), kwargs={})
    state.attempt_number = tries
    state.outcome_timestamp = state.start_time + elapsed
    if policy.stop(state):
        return None
    return policy.wait(state) * (0.5 + jitter / 2)
