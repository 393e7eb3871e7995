"""What each API key may still ask of the mock server: requests and tokens a minute, as OpenAI plays and tells them."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from math import ceil
from typing import NamedTuple

from engine.providers.mock.api_error import ApiError, Header
from engine.providers.mock.bucket import Bucket

MOST_KEYS = 4096
"""Keys whose buckets are kept; beyond them the oldest begin anew."""

_MINUTE = 60.0


class RetryAfter(StrEnum):
    """How a 429 says when to come back: `retry-after` in whole seconds, `retry-after-ms` beside it, or not at all."""

    ms = "ms"
    seconds = "seconds"
    none = "none"

    def tell(self, seconds: float) -> tuple[Header, ...]:
        """Return the headers, each rounded up."""
        if self is RetryAfter.none:
            return ()
        whole = (b"retry-after", b"%d" % ceil(seconds))
        return (whole,) if self is RetryAfter.seconds else (whole, (b"retry-after-ms", b"%d" % ceil(seconds * 1000)))


class Limit(NamedTuple):
    """One limit of every key.

    Attributes:
        unit: What is counted, `requests` or `tokens`.
        per_minute: How many a minute.
        capacity: How many at once.
    """

    unit: str
    per_minute: int
    capacity: float


def set_limits(rpm: int | None, tpm: int | None, burst: int | None) -> tuple[Limit, ...]:
    """Return the limits that are in force.

    The bucket of tokens holds as many seconds' worth as that of requests: `burst * 60 / rpm`, or one second's worth
    where nothing is said.
    """
    seconds = burst * _MINUTE / rpm if burst and rpm else 1.0
    return tuple(
        Limit(unit, limit, max(1.0, limit * seconds / _MINUTE))
        for unit, limit in (("requests", rpm), ("tokens", tpm))
        if limit
    )


class Allowances:
    """The buckets of all keys.

    Args:
        limits: What holds for each key.
        shown: Whether every answer carries `x-ratelimit-*` headers.
        retry_after: How a refusal says when to come back.
    """

    def __init__(self, limits: tuple[Limit, ...], *, shown: bool, retry_after: RetryAfter) -> None:
        self._limits, self._shown, self._retry_after = limits, shown, retry_after
        self._keys: dict[str, tuple[Bucket, ...]] = {}

    def admit(self, key: str, tokens: int, now: float) -> tuple[Header, ...]:
        """Take one request and its tokens, and return the headers that tell what is left.

        A refused request takes nothing. `now` is monotonic seconds.

        Raises:
            ApiError: 429, if a limit does not allow it now.
        """
        if not self._limits:
            return ()
        buckets = self._keys.get(key) or self._open(key, now)
        amounts = [1 if limit.unit == "requests" else tokens for limit in self._limits]
        waits = [bucket.find_wait(amount, now) for bucket, amount in zip(buckets, amounts, strict=True)]
        wait = max(waits)
        if wait:
            headers = (*self._retry_after.tell(wait), *self._tell(buckets, now))
            raise _refuse(self._limits[waits.index(wait)], wait, headers)
        for bucket, amount in zip(buckets, amounts, strict=True):
            bucket.take(amount)
        return tuple(self._tell(buckets, now))

    def _open(self, key: str, now: float) -> tuple[Bucket, ...]:
        if len(self._keys) >= MOST_KEYS:
            for old in list(islice(self._keys, MOST_KEYS // 2)):
                del self._keys[old]
        buckets = tuple(Bucket(limit.per_minute / _MINUTE, limit.capacity, now) for limit in self._limits)
        self._keys[key] = buckets
        return buckets

    def _tell(self, buckets: tuple[Bucket, ...], now: float) -> Iterator[Header]:
        if not self._shown:
            return
        for limit, bucket in zip(self._limits, buckets, strict=True):
            unit = limit.unit.encode()
            yield b"x-ratelimit-limit-" + unit, b"%d" % limit.per_minute
            yield b"x-ratelimit-remaining-" + unit, b"%d" % max(0, int(bucket.find_level(now)))
            yield b"x-ratelimit-reset-" + unit, format_duration(bucket.find_reset(now)).encode()


def format_duration(seconds: float) -> str:
    """Return a duration as OpenAI's headers write it: `120ms`, `8.64s`, `6m0s`, `1h2m3s`; rounded up to a whole ms."""
    millis = ceil(seconds * 1000)
    if millis < 1000:
        return f"{millis}ms"
    minutes, rest = divmod(millis, 60_000)
    hours, minutes = divmod(minutes, 60)
    return (f"{hours}h" if hours else "") + (f"{minutes}m" if hours or minutes else "") + f"{rest / 1000:g}s"


def _refuse(limit: Limit, wait: float, headers: tuple[Header, ...]) -> ApiError:
    message = f"Rate limit reached: {limit.per_minute} {limit.unit} a minute; try again in {format_duration(wait)}."
    return ApiError(429, message, type_=limit.unit, code="rate_limit_exceeded", headers=headers)
