"""Reads what the headers of a response say about the limits of its key, in the dialects of several servers."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from engine.providers.chat.duration import read_number, read_span
from engine.records import Limits

_MINUTE = 60.0
_LONG_PERIODS = (3600.0, 86_400.0)
_SURELY_LONGER = 3 * _MINUTE
_WINDOW = re.compile(r"\bw=(\d{1,9})")
_QUOTA = re.compile(r"\bq=(\d{1,12})")
_LEFT = re.compile(r"\br=(\d{1,12})")
_RESET = re.compile(r"\bt=(\d{1,9})")


class _Names(NamedTuple):
    """Header names of one limit; `period` in seconds where the names themselves tell it."""

    limit: str
    left: str
    reset: str
    period: float | None = None


_REQUESTS = (
    _Names("x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),
    _Names(
        "x-ratelimit-limit-requests-minute",
        "x-ratelimit-remaining-requests-minute",
        "x-ratelimit-reset-requests-minute",
        _MINUTE,
    ),
    _Names("x-ratelimit-limit-req-minute", "x-ratelimit-remaining-req-minute", "x-ratelimit-reset-req-minute", _MINUTE),
    _Names(
        "anthropic-ratelimit-requests-limit",
        "anthropic-ratelimit-requests-remaining",
        "anthropic-ratelimit-requests-reset",
        _MINUTE,
    ),
    _Names("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"),
    _Names("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"),
)
_TOKENS = (
    _Names("x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"),
    _Names(
        "x-ratelimit-limit-tokens-minute",
        "x-ratelimit-remaining-tokens-minute",
        "x-ratelimit-reset-tokens-minute",
        _MINUTE,
    ),
    _Names(
        "anthropic-ratelimit-tokens-limit",
        "anthropic-ratelimit-tokens-remaining",
        "anthropic-ratelimit-tokens-reset",
        _MINUTE,
    ),
)
_KNOWN = frozenset({name for names in (*_REQUESTS, *_TOKENS) for name in names[:2]} | {"ratelimit", "ratelimit-policy"})


class _Limit(NamedTuple):
    a_minute: float | None = None
    left: int | None = None
    reset_s: float | None = None


def read_limits(headers: Mapping[str, str]) -> Limits | None:
    """Return the limits that response headers tell, or None where they tell none.

    A limit counts per minute unless a window is stated, or the time until it is whole again shows that it is longer:
    a minute's limit is whole again within a minute. A token bucket of size `limit` that is full again in `reset`
    seconds refills at (limit - remaining) / reset a second, which is the definition of these headers in OpenAI's guide
    to rate limits ("the time until the limit resets to its initial state"). The formula is taken at its word where it
    makes a limit of an hour or of a day out of a reset above a minute, within a twentieth; servers that count in fixed
    windows break it in every other place. Where the reset is above three minutes and the formula makes no usual
    period, the limit is that rate, or what is left spread over the time until the reset where this is more. A limit
    per second that states no window is read as one per minute: too slow, never too fast.
    """
    if _KNOWN.isdisjoint(headers):
        return None
    requests = _read_first(headers, _REQUESTS) or _read_structured(headers) or _Limit()
    tokens = _read_first(headers, _TOKENS) or _Limit()
    limits = Limits(requests.a_minute, tokens.a_minute, requests.left, tokens.left, requests.reset_s, tokens.reset_s)
    return None if limits == Limits() else limits


def _read_first(headers: Mapping[str, str], families: tuple[_Names, ...]) -> _Limit | None:
    for names in families:
        if names.limit in headers or names.left in headers:
            return _read_family(headers, names)
    return None


def _read_family(headers: Mapping[str, str], names: _Names) -> _Limit:
    told = headers.get(names.limit, "")
    # One draft lists the windows behind the limit: `100, 100;w=60`.
    amount = read_number(told if told.isdigit() else told.partition(",")[0].partition(";")[0])
    left = read_number(headers.get(names.left))
    reset_s = _read_reset(headers.get(names.reset))
    window = names.period or _read_window(told) or _read_window(headers.get("ratelimit-policy", ""))
    return _measure(amount, left, reset_s, window)


@lru_cache(maxsize=1024)
def _read_reset(text: str | None) -> float | None:
    return read_span(text)


def _read_structured(headers: Mapping[str, str]) -> _Limit | None:
    """Read `RateLimit: "default";r=50;t=30` and `RateLimit-Policy: "default";q=100;w=60` of the later IETF drafts."""
    state, policy = headers.get("ratelimit", ""), headers.get("ratelimit-policy", "")
    amount, left, reset_s = (
        read_number(found[1]) if found else None
        for found in (_QUOTA.search(policy), _LEFT.search(state), _RESET.search(state))
    )
    window = _read_window(policy)
    return None if amount is None and left is None else _measure(amount, left, reset_s, window)


def _read_window(text: str) -> float | None:
    found = _WINDOW.search(text) if text and "w=" in text else None
    return float(found[1]) or None if found else None


def _measure(amount: float | None, left: float | None, reset_s: float | None, window: float | None) -> _Limit:
    period = window or _MINUTE
    if window is None and amount and reset_s and left is not None and left < amount:
        period = _infer_period(amount, left, reset_s)
    return _Limit(amount * _MINUTE / period if amount else None, int(left) if left is not None else None, reset_s)


def _infer_period(amount: float, left: float, reset_s: float) -> float:
    """Return the seconds that a limit is meant for, by what is missing from it and when it is whole again."""
    if reset_s <= _MINUTE:
        return _MINUTE
    refilled_in = amount * reset_s / (amount - left)
    if any(abs(refilled_in - period) <= period / 20 for period in _LONG_PERIODS):
        return refilled_in
    if reset_s <= _SURELY_LONGER:
        return _MINUTE
    return min(refilled_in, amount * reset_s / left if left else refilled_in)
