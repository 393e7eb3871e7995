"""What response headers say about limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.providers.chat.limits import read_limits
from engine.records import Limits


def _requests(limit: str, left: str, reset: str) -> dict[str, str]:
    return {
        "x-ratelimit-limit-requests": limit,
        "x-ratelimit-remaining-requests": left,
        "x-ratelimit-reset-requests": reset,
    }


def _tokens(limit: str, left: str, reset: str) -> dict[str, str]:
    return {name.replace("requests", "tokens"): value for name, value in _requests(limit, left, reset).items()}


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            {**_requests("500", "499", "120ms"), **_tokens("30000", "29000", "2s")},
            Limits(500, 30_000, 499, 29_000, 0.12, 2),
        ),
        (_requests("60", "59", "1s"), Limits(rpm=60, requests_left=59, requests_reset_s=1)),
        (_tokens("150000", "149984", "6ms"), Limits(tpm=150_000, tokens_left=149_984, tokens_reset_s=0.006)),
        ({"x-ratelimit-remaining-requests": "7"}, Limits(requests_left=7)),
        (_requests("500", "soon", "2023-11-14T22:13:30Z"), Limits(rpm=500)),
        (
            {"x-ratelimit-limit": "20", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1741305600000"},
            Limits(rpm=20, requests_left=0),
        ),
        (
            {
                "anthropic-ratelimit-requests-limit": "50",
                "anthropic-ratelimit-requests-remaining": "49",
                "anthropic-ratelimit-requests-reset": "2023-11-14T22:13:30Z",
                "anthropic-ratelimit-tokens-limit": "40000",
            },
            Limits(rpm=50, tpm=40_000, requests_left=49),
        ),
        (
            {"x-ratelimit-limit-req-minute": "6", "x-ratelimit-limit-tokens-minute": "500"},
            Limits(rpm=6, tpm=500),
        ),
        (
            {
                "x-ratelimit-limit-requests-minute": "30",
                "x-ratelimit-remaining-requests-minute": "10",
                "x-ratelimit-reset-requests-minute": "600",
            },
            Limits(rpm=30, requests_left=10, requests_reset_s=600),
        ),
        (
            {"ratelimit-limit": "100, 100;w=10", "ratelimit-remaining": "50", "ratelimit-reset": "5"},
            Limits(rpm=600, requests_left=50, requests_reset_s=5),
        ),
        (
            {"ratelimit-policy": '"default";q=100;w=3600', "ratelimit": '"default";r=50;t=30'},
            Limits(rpm=100 / 60, requests_left=50, requests_reset_s=30),
        ),
        ({"ratelimit-limit": "100", "ratelimit-policy": "100;w=0"}, Limits(rpm=100)),
    ],
)
def test_headers_of_every_family_are_read(headers: dict[str, str], expected: Limits) -> None:
    """Limits count per minute unless a window is stated, and points in time are no spans."""
    assert expected == read_limits(headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": "application/json", "retry-after": "3"},
        {"x-ratelimit-reset-requests": "3"},
        _requests("0", "-1", "never"),
        _requests("nan", "inf", "-inf"),
        _requests("1e300", "1e300", "1e300"),
        {"ratelimit": "x", "ratelimit-policy": "y"},
    ],
)
def test_headers_without_a_limit_say_nothing(headers: dict[str, str]) -> None:
    """What is missing, zero or absurd is no limit."""
    assert None is read_limits(headers)


@pytest.mark.parametrize(
    ("limit", "left", "reset", "rpm"),
    [
        ("14400", "14370", "2m59.56s", pytest.approx(10, rel=0.01)),  # 14,400 a day, as a token bucket
        ("14400", "7200", "12h", 10),
        ("3600", "3500", "100s", 60),  # 3,600 an hour
        ("1000", "999", "86000", pytest.approx(999 / 86_000 * 60)),  # a day's window that has just begun
        ("1000", "10", "3600", pytest.approx(990 / 3600 * 60)),
        ("1000", "0", "600", 100),
        ("100", "99", "58", 100),  # a minute's window, at its beginning
        ("100", "1", "1", 100),  # and at its end
        ("100", "50", "61", 100),
        ("14400", "14399", "6", 14400),  # a window that ends soon, and might be a day's bucket by its numbers
        ("1200", "9", "50ms", 1200),  # a minute's limit over a bucket of ten
        ("100", "100", "86000", 100),
    ],
)
def test_a_limit_of_a_longer_period_is_known_by_its_reset(limit: str, left: str, reset: str, rpm: float) -> None:
    """A reset above a minute tells limits of hours and days; nothing below it changes a limit."""
    limits = read_limits(_requests(limit, left, reset))
    assert limits is not None
    assert rpm == limits.rpm


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_no_header_is_a_crash(limit: str, left: str, reset: str) -> None:
    """Whatever headers say, a limit is above zero and what is left is not below it."""
    headers = {**_requests(limit, left, reset), "ratelimit": left, "ratelimit-policy": limit}
    limits = read_limits(headers) or Limits()
    assert limits.rpm is None or limits.rpm > 0
    assert limits.requests_left is None or limits.requests_left >= 0
